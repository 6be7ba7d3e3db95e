package org.ipcctl.cli.wait;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.format.Payload;
import org.ipcctl.host.ObjectWait;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Condition.What;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl wait}. */
final class WaitCommand extends Command {
    private static final ValueType<Condition> CONDITION = ValueType
            .custom("CONDITION", Condition.class, Condition::parse)
            .offering(words(List.of(What.EXISTS, What.GONE, What.DATA, What.ROOM, What.PEER, What.UNLOCKED)));
    private static final Schema<Row> SCHEMA = Schema.list(
            Column.text("object", "the object, as it was given", Shrink.MIDDLE, Row::object),
            Column.of("condition", Type.TEXT, "what it was waited for", r -> Value.of(r.condition().toString())),
            Column.of("waited_ns", Type.NANOSECONDS, "how long the wait was", r -> Value.of(r.nanos())));

    private final Arg<List<ObjectName.Ref>> objects = args(ObjectName.any(), "OBJECT",
            "An object, " + ObjectName.forms() + ".", 1);
    private final Arg<Condition> condition = optOr(CONDITION, new Condition(What.EXISTS, null, 0),
            "Wait until it exists (the default), is gone, has data, room or a peer, is unlocked, or until value>=N, "
                    + "value<=N or value=N.",
            "--for");
    private final Arg<Boolean> any = flag("End as soon as one of the objects is so, and print which.", "--any");
    private final WaitOptions wait = waitOptions("it is not so by then");

    /** What is printed of an object that is as it should be. */
    private record Row(String object, Condition condition, long nanos) {
    }

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Waits until each object is as --for says, all at the same time, or one of them with --any, and "
                        + "changes nothing: no message, byte or count "
                        + "is taken, no "
                        + "lock is locked, and no FIFO or socket is opened. If it is so already, it ends at once. "
                        + "Nothing is printed unless --any or a format is given.",
                "Objects of every kind can be waited for until they exist or are gone. Shared memory exists as soon as "
                        + "it has its name, perhaps before it has its "
                        + "size; "
                        + "a socket file also exists when no process has the socket any more. The directory of a path "
                        + "may be created later.",
                "A queue has data when it holds a message, and room when it could hold one more. A FIFO has data when "
                        + "bytes wait in it, which can be seen only "
                        + "while a process that this user may trace has it open.",
                "A FIFO or shared memory has a peer when another process has it open or maps it, a queue when one has "
                        + "it open for receiving, and the address of a "
                        + "socket when "
                        + "a socket listens there, or is bound there for datagrams. A process that waits in open(2) "
                        + "for the other side of a FIFO has not opened "
                        + "it yet, and nobody can see it.",
                "A semaphore has a value. A mutex is unlocked when nobody has it locked, and also when its owner died.",
                "An object that does not exist can be waited for with exists, gone and, if it is a socket, peer; "
                        + "with the other conditions that is an error (exit "
                        + "status 3), and so is one that is removed meanwhile.",
                "What the kernel reports to nobody (value, unlocked, the peer of a queue or socket, names in the "
                        + "abstract name space) is looked at every 10 "
                        + "milliseconds.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("until a message is in the queue, which stays there",
                        "ipcctl wait mq:jobs --for data -t 5s")
                        .after("ipcctl mq create jobs", "{ sleep 0.2; ipcctl mq send jobs hello; } &"),
                new Example("until a server accepts connections, then go on",
                        "ipcctl wait sock:/tmp/app.sock --for peer -t 10s && echo up | ipcctl sock connect "
                                + "/tmp/app.sock")
                        .after("{ sleep 0.2; ipcctl sock listen /tmp/app.sock --once -t 10s; } &"),
                new Example("until three of a semaphore are free at once",
                        "ipcctl wait sem:slots --for 'value>=3' -t 5s").after("ipcctl sem create slots --init 3"),
                new Example("which of two queues has a message first",
                        "ipcctl wait mq:jobs mq:control --any --for data -t 5s")
                        .after("ipcctl mq create jobs", "ipcctl mq create control", "ipcctl mq send control stop"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        long begun = System.nanoTime();
        Condition wanted = args.get(condition);
        List<ObjectName.Ref> given = args.get(objects);
        given.forEach(one -> check(one, wanted));
        Deadline deadline = wait.deadline(args);
        List<Awaited> awaited = new ArrayList<>();
        try {
            for (ObjectName.Ref one : given) {
                awaited.add(one.kind().await(one.name(), wanted));
            }
            boolean[] held = ObjectWait.await(awaited, args.get(any), deadline);
            return tell(args, context, awaited, held, deadline, System.nanoTime() - begun);
        } finally {
            awaited.forEach(Awaited::close);
        }
    }

    private int tell(Args args, Context context, List<Awaited> awaited, boolean[] held, Deadline deadline, long nanos)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        String unseen = null;
        for (int i = 0; i < held.length; i++) {
            String shown = args.get(objects).get(i).toString();
            if (held[i]) {
                rows.add(new Row(shown, args.get(condition), nanos));
            } else {
                missing.add(shown);
                unseen = unseen == null ? awaited.get(i).unseen() : unseen;
            }
        }
        if (args.get(any) ? rows.isEmpty() : !missing.isEmpty()) {
            KernelException passed = deadline.passed("poll", String.join(", ", missing), args.get(condition).awaited());
            throw unseen == null ? passed
                    : passed.advise(Character.toUpperCase(unseen.charAt(0)) + unseen.substring(1) + ".");
        } else if (context.isFormatGiven()) {
            context.show(SCHEMA, rows);
        } else if (args.get(any)) {
            context.out().write(OsString.encode(Payload.printable(rows.get(0).object()) + "\n"));
            context.out().flush();
        }
        return 0;
    }

    private static void check(ObjectName.Ref one, Condition wanted) {
        List<What> known = one.kind().conditions();
        if (!known.contains(wanted.what())) {
            List<String> words = words(known);
            int last = words.size() - 1;
            throw new UsageException("'--for " + wanted + "' cannot be waited for of " + one + "; of "
                    + one.kind().word() + " there are "
                    + String.join(", ", words.subList(0, last)) + " and " + words.get(last)
                    + instead(one.kind().word(), wanted.what()));
        }
    }

    /** Where something else does what was meant. */
    private static String instead(String word, What what) {
        return switch (word) {
            case "cond" -> "; 'ipcctl cond wait' waits for a signal";
            case "shm" -> what == What.DATA ? "; 'ipcctl shm read --watch' tells of changes" : "";
            case "sem" -> what == What.DATA || what == What.UNLOCKED ? "; write --for 'value>=1'" : "";
            case "sock" -> what == What.DATA ? "; what was sent to it is for the process that has it" : "";
            default -> "";
        };
    }

    private static List<String> words(List<What> some) {
        return some.stream().map(What::toString).toList();
    }
}
