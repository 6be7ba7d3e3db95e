package org.ipcctl.cli.mq;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Signals;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueNotification;
import org.ipcctl.mq.QueueRemovedException;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl mq notify}. */
final class MqNotify extends Command {
    /** How often it looks whether the queue and the reader of its output are still there. */
    private static final long LOOK_NANOS = 250_000_000;
    private record Notice(Instant arrived, long messages) {
    }

    private static final Schema<Notice> SCHEMA = Schema.list(
            Column.of("arrived", Type.TIME, "when the notification came", n -> Value.of(n.arrived())),
            Column.of("messages", Type.INTEGER, "messages that the queue held then", n -> Value.of(n.messages())));

    private final Arg<String> name = arg(ObjectName.of(QueueKind.KIND), "NAME",
            "The queue, with or without its leading slash.");
    private final Arg<List<String>> command = cmd(
            "The command to run for each notification, with its arguments.", false);
    private final Arg<Integer> signal = optOr(
            ValueType.custom("SIG", Integer.class, MqNotify::signal)
                    .offering(List.of("USR1", "USR2", "HUP", "ALRM", "CONT", "IO", "URG", "WINCH")),
            10,
            "Let the kernel send this signal, given by name or number (default USR1).", "--signal").formerly("-s");
    private final Arg<Boolean> follow = flag("Continue after the first notification, until Ctrl-C.", "--follow")
            .formerly("-f");
    private final WaitOptions wait = waitOptions("no message arrives");

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "The kernel notifies a process when a message arrives at an empty queue and no process is waiting to "
                        + "receive it. Each notification prints a row, or runs CMD; no message is removed. Messages "
                        + "that are already in the queue count as the first notification.",
                "With --follow, ipcctl registers again before the row is printed or CMD is run, so a CMD that "
                        + "receives until the queue is empty, as 'mq recv --drain' does, sees every message. Only "
                        + "one CMD runs at a time. Without --follow the exit status is that of CMD.",
                "Only one process can be registered for a queue; if another one is, the error message names it, and "
                        + "the exit status is 1.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("wait until there is work, without taking it", "ipcctl mq notify jobs --timeout 30s")
                        .after("ipcctl mq send jobs --create 'resize cat.png'"),
                new Example("process everything in the queue whenever something arrives",
                        "ipcctl mq notify jobs --follow -- ipcctl mq recv jobs --drain --lines")
                        .after("ipcctl mq send jobs --create 'resize cat.png'", "{ sleep 3; ipcctl mq rm jobs; } &")
                        .exits(3));
    }

    @Override
    protected boolean printsRows(Args args) {
        return !args.has(command);
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        int number = args.get(signal);
        Semaphore notices = new Semaphore(0);
        Signals caught = null;
        try (MessageQueue queue = open(args)) {
            caught = catching(number, notices);
            QueueNotification.request(queue, number);
            if (queue.attributes().messages() > 0) {
                notices.release();
            }
            return args.get(follow) ? followNotices(args, queue, notices, context)
                    : once(args, queue, notices, context);
        } catch (QueueRemovedException e) {
            throw MqCommands.removed(e, "");
        } finally {
            if (caught != null && !context.isWholeProcess()) {
                release(caught, number, notices);
            }
        }
    }

    /**
     * The next command of a batch knows nothing of the signal; one of the kernel's that is under way comes before ours.
     */
    private static void release(Signals caught, int number, Semaphore notices) {
        notices.drainPermits();
        Signals.raise(Signals.name(number));
        notices.acquireUninterruptibly();
        caught.close();
    }

    private MessageQueue open(Args args) {
        try {
            return MessageQueue.open(args.get(name), MessageQueue.Access.RECEIVE);
        } catch (KernelException e) {
            if (!e.is(Errno.EACCES)) {
                throw e;
            }
            return MessageQueue.open(args.get(name), MessageQueue.Access.SEND);
        }
    }

    /** To the end of the process: one that comes when we are done must not end it in another way. */
    private static Signals catching(int number, Semaphore notices) {
        try {
            return Signals.always(caught -> notices.release(), Signals.name(number));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "signal " + Signals.name(number) + " cannot be used; choose another signal, such as USR1");
        }
    }

    private int once(Args args, MessageQueue queue, Semaphore notices, Context context) throws IOException {
        await(queue, notices, wait.deadline(args), context);
        if (!args.get(command).isEmpty()) {
            return runCommand(args, context);
        }
        try (RowWriter<Notice> rows = context.rows(SCHEMA)) {
            rows.write(new Notice(Instant.now(), queue.attributes().messages()));
        }
        return 0;
    }

    private int followNotices(Args args, MessageQueue queue, Semaphore notices, Context context) throws IOException {
        try (RowWriter<Notice> rows = args.get(command).isEmpty() ? context.stream(SCHEMA) : null) {
            while (true) {
                await(queue, notices, wait.deadline(args), context);
                // What arrives from here on is told; what arrived before is in the queue when this one is delivered.
                QueueNotification.requestAgain(queue, args.get(signal));
                if (rows == null) {
                    runCommand(args, context);
                } else {
                    rows.write(new Notice(Instant.now(), queue.attributes().messages()));
                    rows.flush();
                }
            }
        }
    }

    private static void await(MessageQueue queue, Semaphore notices, Deadline deadline, Context context) {
        while (!notified(notices, deadline)) {
            Interruption.check();
            if (Poll.await(context.stdout(), Poll.ERR, Deadline.in(Duration.ZERO)) != 0) {
                throw new KernelException("poll", context.stdout().name(), Errno.EPIPE);
            } else if (queue.fd().status().links() == 0) {
                throw new QueueRemovedException(queue.name(), "a message");
            } else if (deadline.hasPassed()) {
                throw deadline.passed("mq_notify", queue.name(), "a message");
            }
        }
        notices.drainPermits();
    }

    private static boolean notified(Semaphore notices, Deadline deadline) {
        try {
            return notices.tryAcquire(Math.min(LOOK_NANOS, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    private int runCommand(Args args, Context context) {
        Child child = context.cmd(args.get(command)).startTethered();
        return child.awaitTethered().shellStatus();
    }

    private static int signal(String text) {
        int number = Signals.number(text);
        if (number < 0) {
            throw new IllegalArgumentException("is not a signal; write it as USR1, SIGUSR1 or 10");
        }
        return number;
    }
}
