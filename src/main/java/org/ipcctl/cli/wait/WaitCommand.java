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
            Column.text("object", "the object, as given", Shrink.MIDDLE, Row::object),
            Column.of("condition", Type.TEXT, "the condition", r -> Value.of(r.condition().toString())),
            Column.of("waited_ns", Type.NANOSECONDS, "how long it waited", r -> Value.of(r.nanos())));

    private final Arg<List<ObjectName.Ref>> objects = args(ObjectName.any(), "OBJECT",
            "An object, " + ObjectName.forms() + ".", 1);
    private final Arg<Condition> condition = optOr(CONDITION, new Condition(What.EXISTS, null, 0),
            "Wait for this condition: exists (the default), gone, data, room, peer, unlocked, value>=N, value<=N or "
                    + "value=N.",
            "--for");
    private final Arg<Boolean> any = flag("End as soon as one of the objects meets the condition, and print "
            + "which.", "--any");
    private final WaitOptions wait = waitOptions("the condition is not met by then");

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
                "Waits until all objects meet the condition of --for at the same time or, with --any, one of them "
                        + "does. Nothing is changed: no message, byte or count is taken, no lock is locked, and no "
                        + "FIFO or socket is opened. If the condition is already met, it ends at once. Nothing is "
                        + "printed unless --any or a format is given.",
                "The conditions exists and gone work for objects of every kind. Shared memory exists as soon as it "
                        + "has its name, perhaps before it has its size; a socket file exists even if no process has "
                        + "the socket any more. The directory of a path may be created later.",
                "A queue has data when it contains a message, and room when it could take one more. A FIFO has data "
                        + "when bytes wait in it, which can be seen only while a process that this user may trace "
                        + "has it open.",
                "A FIFO or shared memory has a peer when another process has it open or mapped, a queue when one has "
                        + "it open for receiving, and a socket address when a socket listens there, or is bound "
                        + "there for datagrams. A process that waits in open(2) for the other side of a FIFO has not "
                        + "opened it yet, and cannot be seen.",
                "Semaphores have a value. A mutex is unlocked when no process has it locked, and also when its owner "
                        + "died.",
                "For an object that does not exist, only exists, gone and, for a socket, peer can be used; with the "
                        + "other conditions that is an error (exit status 3), and so is the removal of the object "
                        + "during the wait.",
                "States whose changes the kernel does not report (value, unlocked, the peer of a queue or socket, "
                        + "names in the abstract name space) are checked every 10 milliseconds.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("until a message is in the queue, without taking it",
                        "ipcctl wait mq:jobs --for data -t 5s")
                        .after("ipcctl mq create jobs", "{ sleep 0.2; ipcctl mq send jobs hello; } &"),
                new Example("until a server accepts connections, then continue",
                        "ipcctl wait sock:/tmp/app.sock --for peer -t 10s && echo up | ipcctl sock connect "
                                + "/tmp/app.sock")
                        .after("{ sleep 0.2; ipcctl sock listen /tmp/app.sock --once -t 10s; } &"),
                new Example("until a semaphore can be taken three times",
                        "ipcctl wait sem:slots --for 'value>=3' -t 5s").after("ipcctl sem create slots --init 3"),
                new Example("which of two queues gets a message first",
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
            throw new UsageException("'--for " + wanted + "' is not a condition for " + one + "; of "
                    + one.kind().word() + " there are "
                    + String.join(", ", words.subList(0, last)) + " and " + words.get(last)
                    + instead(one.kind().word(), wanted.what()));
        }
    }

    /** Where something else does what was meant. */
    private static String instead(String word, What what) {
        return switch (word) {
            case "cond" -> "; 'ipcctl cond wait' waits for a signal";
            case "shm" -> what == What.DATA ? "; 'ipcctl shm read --watch' reports changes" : "";
            case "sem" -> what == What.DATA || what == What.UNLOCKED ? "; write --for 'value>=1'" : "";
            case "sock" -> what == What.DATA ? "; only the process that has it open can see what was sent to it" : "";
            default -> "";
        };
    }

    private static List<String> words(List<What> some) {
        return some.stream().map(What::toString).toList();
    }
}
