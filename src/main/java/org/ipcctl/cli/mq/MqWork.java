package org.ipcctl.cli.mq;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.layout.ChosenLayout;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueRemovedException;
import org.ipcctl.result.Schema;
import org.ipcctl.work.ClaimDirectory;
import org.ipcctl.work.Task;
import org.ipcctl.work.Terms;
import org.ipcctl.work.Workers;

/** {@code ipcctl mq work}. */
final class MqWork extends Command {
    private final Arg<String> name = arg(ObjectName.of(QueueKind.KIND), "NAME", "The queue, with or without its leading slash.");
    private final Arg<List<String>> command = cmd("Run this for each message, which is its standard input; all behind its first word is its own.", true);
    private final Arg<Long> jobs = optOr(ValueType.integer("N", 1, 1000), 1L, "Work on N messages at a time.", "-j", "--jobs");
    private final Arg<Long> retries = optOr(ValueType.integer("N", 0, 1_000_000), 0L, "After a failure try again; up to N times.", "--retries").formerly("-r");
    private final Arg<Duration> retryDelay = optOr(ValueType.DURATION, Duration.ofSeconds(1), "Wait for DUR before each of those.", "--retry-delay").rare();
    private final Arg<String> deadLetter = opt(ObjectName.of(QueueKind.KIND).labelled("QUEUE"),
            "Send what has failed for good to QUEUE, instead of keeping it as a file; QUEUE is made like NAME if there is none.", "--dead-letter");
    private final Arg<Duration> jobTimeout = opt(ValueType.DURATION, "A job that runs longer than DUR fails, and is sent SIGTERM, a second later SIGKILL.", "--job-timeout").rare();
    private final Arg<Duration> grace = opt(ValueType.DURATION, "Where a signal ends ipcctl, let jobs that run go on for at most DUR.", "--grace").rare();
    private final Arg<Long> count = opt(ValueType.integer("COUNT", 1, Long.MAX_VALUE), "End after COUNT messages.", "-n", "--count").rare();
    private final Arg<Boolean> drain = flag("End when the queue is empty; no job runs then, and none is to be tried again.", "-d", "--drain");
    private final LayoutOptions layout = LayoutOptions.of(this, "Give CMD the fields of the layout L as variables IPCCTL_FIELD_NAME; L is name:type,... as id:i32,value:f32, or a "
            + "struct in C, or @FILE.h:Name.");
    private final Arg<String> state = opt(ValueType.PATH.labelled("DIR"),
            "Keep claims in DIR/QUEUE (${XDG_STATE_HOME:-~/.local/state}/ipcctl/work).", "--state").rare();
    private final WaitOptions wait = waitOptions("no message comes while no job runs");

    @Override
    protected Schema<?> schema() {
        return WorkReport.SCHEMA;
    }

    @Override
    protected boolean printsRows(Args args) {
        return true;
    }

    @Override
    protected List<String> description() {
        return List.of("Runs CMD once for each message, N at a time. The message is CMD's standard input, byte for byte, and its environment has "
                + "IPCCTL_QUEUE, IPCCTL_PRIORITY, IPCCTL_SIZE, IPCCTL_ATTEMPT (1 for the first), IPCCTL_WORKER (1 to N), IPCCTL_RECEIVED and IPCCTL_STARTED "
                + "(times), and with --layout IPCCTL_FIELD_NAME for each field. With status 0 the message is done. Else it is tried again --retries times, "
                + "and then it has failed for good: it goes to the queue of --dead-letter with its priority, or is kept as a file, and "
                + "the reason is told on standard error, in the row of --format, and beside the file.",
                "From when a message leaves the queue until its end is known it is in a claim, a file below --state. After kill -9 of ipcctl, also with all its jobs, "
                        + "the next 'mq work' of the queue begins with what it finds there; one that runs already takes it over within two seconds. A message is worked on at "
                        + "least once, and twice where its end could not be noted any more. ipcctl-mq(1) says exactly what is promised.",
                "What is to be tried again waits in its claim and not in the queue, so a full queue keeps nobody, and it comes before what is in the queue. Where the "
                        + "queue of --dead-letter is full, messages stay in their claims until there is room.",
                "SIGINT, SIGTERM and the other signals that end a process: no job is begun any more, and ipcctl ends when those that run have ended, with --grace at the latest "
                        + "then; a second signal ends them at once. The messages of jobs that were ended so, and those to be tried again, are kept for the next 'mq work'.",
                "Jobs are process groups of their own, so Ctrl-C reaches ipcctl alone. With --format each attempt is a row, and what jobs print "
                        + "goes to standard error. The exit status is 1 where a message failed for good, and 128+N where signal N ended ipcctl.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("four at a time, three attempts each, until there is nothing left to do",
                "ipcctl mq work jobs -j 4 --retries 2 --dead-letter dead --drain -- sh -c 'read -r job; echo \"done: $job\"'")
                .after("for i in 1 2 3 4 5; do ipcctl mq send jobs --create \"resize $i.png\"; done"),
                new Example("until Ctrl-C, each job for at most a minute, a line of JSON for each", "ipcctl mq work jobs --job-timeout 1m --format ndjson -- cat")
                        .after("ipcctl mq send jobs --create hi", "{ ipcctl wait mq:jobs --for room; sleep 3; interrupt; } &").exits(130),
                new Example("what a C program sends, by its fields",
                        "ipcctl mq work jobs --drain --layout 'struct { int id; float value; }' -- sh -c 'echo \"$IPCCTL_FIELD_id $IPCCTL_FIELD_value\"'")
                        .after("ipcctl mq send jobs --create --from hex '01000000 0000bc41'"),
                new Example("try again what has failed for good", "ipcctl mq work dead --drain -- cat").after("ipcctl mq send dead --create hi"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        ChosenLayout fields = layout.in(args);
        if (fields.isGiven()) {
            fields.rows();
        }
        if (args.has(deadLetter) && args.get(deadLetter).equals(args.get(name))) {
            throw new UsageException("--dead-letter is the queue that is worked on; what fails for good needs another one");
        } else if (args.get(drain) && wait.deadline(args).isOnce()) {
            throw new UsageException("--drain waits for nothing but its own jobs, and cannot be combined with --nonblock");
        }
        try (MessageQueue queue = MessageQueue.open(args.get(name), MessageQueue.Access.RECEIVE);
             MessageQueue letters = args.has(deadLetter) ? openLetters(args, queue) : null;
             RowWriter<Task.End> rows = openRows(args, context)) {
            return work(args, context, queue, letters, new WorkReport(context, queue, rows));
        } catch (QueueRemovedException e) {
            throw MqCommands.removed(e, "");
        }
    }

    private RowWriter<Task.End> openRows(Args args, Context context) {
        if (!context.isFormatGiven()) {
            return null;
        }
        boolean ends = args.get(drain) || args.has(count) || wait.deadline(args).isBounded();
        return ends ? context.rows(WorkReport.SCHEMA) : context.stream(WorkReport.SCHEMA);
    }

    /** Made like the one that is worked on, where there is none. */
    private MessageQueue openLetters(Args args, MessageQueue queue) {
        while (true) {
            try {
                MessageQueue letters = MessageQueue.open(args.get(deadLetter), MessageQueue.Access.SEND);
                if (letters.messageSize() < queue.messageSize()) {
                    letters.close();
                    throw new KernelException("mq_open", args.get(deadLetter), Errno.EMSGSIZE).because("takes messages of at most " + letters.messageSize()
                            + " bytes, and those of " + queue.name() + " can have " + queue.messageSize()).asking(queue.messageSize());
                }
                return letters;
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
            }
            QueueAttributes like = queue.attributes();
            MessageQueue made = MessageQueue.create(args.get(deadLetter), QueueAttributes.wanted(like.maxMessages(), like.messageSize()), Files.MODE_OF_OBJECTS);
            if (made != null) {
                return made;
            }
        }
    }

    private int work(Args args, Context context, MessageQueue queue, MessageQueue letters, WorkReport report) throws IOException {
        Terms terms = new Terms(args.get(jobs).intValue(), args.has(count) ? args.get(count) : Long.MAX_VALUE, args.get(drain), args.get(retries).intValue(),
                args.get(retryDelay), args.get(jobTimeout), args.get(grace), layout.in(args).isGiven() ? layout.in(args).layout().size() : 0);
        String base = args.has(state) ? args.get(state) : ClaimDirectory.byDefault();
        try (ClaimDirectory claims = ClaimDirectory.open(base, queue.name(), Math.toIntExact(queue.messageSize()), report::complain);
             Workers workers = new Workers(queue, letters, claims, terms, task -> spawn(args, context, task), report)) {
            Signals signals = Signals.catchingEnding(workers::stop);
            try {
                int signal = workers.run(wait.deadline(args));
                return signal != 0 ? ExitCode.SIGNALLED.number() + signal : report.hasFailures() ? ExitCode.FAILED.number() : 0;
            } catch (KernelException e) {
                boolean ended = e.call().equals("mq_receive") && (e.is(Errno.ETIMEDOUT) || e.is(Errno.EAGAIN));
                if (ended && report.hasFailures()) {
                    return ExitCode.FAILED.number();
                }
                throw e;
            } finally {
                signals.close();
                report.sum(workers.left(), claims.path());
            }
        }
    }

    private Spawn spawn(Args args, Context context, Task task) {
        Spawn spawn = context.cmd(args.get(command)).environment(WorkEnvironment.of(args.get(name), task, layout.in(args)));
        // Rows stay whole.
        return context.isFormatGiven() ? spawn.put(context.stderr(), 1) : spawn;
    }
}
