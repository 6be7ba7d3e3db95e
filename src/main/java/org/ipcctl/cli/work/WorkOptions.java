package org.ipcctl.cli.work;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.layout.ChosenLayout;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.kernel.StateDirectory;
import org.ipcctl.result.Schema;
import org.ipcctl.work.Answers;
import org.ipcctl.work.ClaimDirectory;
import org.ipcctl.work.JobQueue;
import org.ipcctl.work.Mark;
import org.ipcctl.work.Task;
import org.ipcctl.work.Terms;
import org.ipcctl.work.Workers;

/**
 * What the commands have in common that run CMD for each message of a queue: their options, and how they go about it.
 *
 * @param <N> how queues are named
 */
public final class WorkOptions<N> {
    private static final String FOR_JOBS = "For the CMD of 'mq work', 'mq reply' and 'sysv msg work': ";
    private static final String BASE = StateDirectory.TOLD + "/work";

    private final String name;
    /** Whether what CMD prints is an answer. */
    private final boolean answers;
    private final Mark mark;
    private final Arg<List<String>> command;
    private final Arg<Long> jobs;
    private final Arg<Long> retries;
    private final Arg<Duration> retryDelay;
    private final Arg<N> deadLetter;
    private final Arg<Duration> jobTimeout;
    private final Arg<Duration> grace;
    private final Arg<Boolean> detach;
    private final Arg<Long> count;
    private final Arg<Boolean> drain;
    private final LayoutOptions layout;
    private final Arg<String> state;
    private final WaitOptions wait;
    private final String claims;

    /**
     * Declares them.
     *
     * @param name    the command's
     * @param mark    what its messages have beside their bytes
     * @param command that is run
     * @param queue   how queues are named
     * @param letters what --dead-letter does
     * @param folder  what stands for the name of the directory that has a queue's claims
     */
    public WorkOptions(Command leaf, String name, Mark mark, Arg<List<String>> command, ValueType<N> queue,
                       String letters, String folder) {
        this(leaf, name, false, mark, command, queue, letters, folder);
    }

    /** The same where messages are requests, and what CMD prints is the answer. */
    public WorkOptions(Command leaf, String name, Mark mark, Arg<List<String>> command) {
        this(leaf, name, true, mark, command, null, null, "QUEUE");
    }

    private WorkOptions(Command leaf, String name, boolean answers, Mark mark, Arg<List<String>> command,
                        ValueType<N> queue, String letters, String folder) {
        this.name = name;
        this.answers = answers;
        this.mark = mark;
        this.command = command;
        jobs = leaf.optOr(ValueType.integer("N", 1, 1000), 1L, "Work on N messages at a time.", "-j", "--jobs");
        retries = leaf
                .optOr(ValueType.integer("N", 0, 1_000_000), 0L, "Retry up to N times after a failure.", "--retries")
                .formerly("-r");
        retryDelay = leaf
                .optOr(ValueType.DURATION, Duration.ofSeconds(1), "Wait for DUR before each retry.", "--retry-delay")
                .rare();
        deadLetter = queue == null ? null : leaf.opt(queue.labelled("QUEUE"), letters, "--dead-letter");
        jobTimeout = leaf.opt(ValueType.DURATION,
                "A job that runs longer than DUR has failed; it is sent SIGTERM, and SIGKILL a second "
                        + "later.",
                "--job-timeout").rare();
        grace = leaf.opt(ValueType.DURATION, "After a signal, let running jobs continue for at most DUR.", "--grace")
                .rare();
        detach = leaf.flag(
                "If ipcctl is killed with SIGKILL, let its jobs run to their end; then their messages are worked on "
                        + "again.",
                "--detach")
                .rare();
        count = leaf.opt(ValueType.integer("COUNT", 1, Long.MAX_VALUE), "Exit after COUNT messages.", "-n", "--count")
                .rare();
        drain = leaf.flag("Exit when the queue is empty; that is, when no job runs, either, and none is to be "
                + "retried.", "-d",
                "--drain");
        layout = LayoutOptions.of(leaf,
                "Give CMD the fields of the layout L as IPCCTL_FIELD_NAME; L is name:type,... such as "
                        + "id:i32,value:f32, or a struct in C, or @FILE.h:Name.");
        state = leaf.opt(ValueType.PATH.labelled("DIR"),
                "Keep claims in DIR/" + folder + " (" + BASE + ").", "--state").rare();
        wait = leaf.waitOptions("no message arrives while no job runs");
        claims = BASE + "/" + folder;
    }

    /** What they do. */
    public List<String> description() {
        return answers ? ofAnswers() : ofJobs();
    }

    private List<String> ofAnswers() {
        return List.of(
                "Runs CMD once for each request from 'mq call' or another program, N at a time. The request is CMD's "
                        + "standard input, byte for byte, and what CMD prints is the answer, with CMD's exit status "
                        + "as its status, or 128+N if signal N ended CMD. If CMD fails, it is run again up to "
                        + "--retries times before the caller is told. Its environment is that of a job of 'mq work'.",
                "A request whose caller has left is dropped, and so is a message that is not a request; both are "
                        + "reported on standard error. If an answer is longer than the caller accepts, or CMD runs "
                        + "longer than --job-timeout allows, the caller is told why there is no answer.",
                "From the moment a request leaves the queue until it is answered, it is in a claim, a file below "
                        + "--state: after kill -9 of ipcctl the next '"
                        + name
                        + "' of the queue runs CMD for it again, if its caller still waits. ipcctl-mq(1) describes "
                        + "the format of requests and answers for C programs.",
                "On SIGINT, SIGTERM and the other signals that end a process, no further request is started, and "
                        + "ipcctl exits when the running ones have ended, or after --grace; a second signal ends "
                        + "them at once.",
                "Anybody who may send to the queue can make CMD run, and the request is untrusted data: use it as "
                        + "input of CMD, not as part of a command line or a shell expression. With --format each "
                        + "attempt is a row. The exit status is 1 if a request failed for good, and 128+N if signal "
                        + "N ended ipcctl.");
    }

    private List<String> ofJobs() {
        String variable = "IPCCTL_" + mark.word().toUpperCase(Locale.ROOT);
        return List.of(
                "Runs CMD once for each message, N at a time. The message is CMD's standard input, byte for byte, and "
                        + "its environment has "
                        + "IPCCTL_QUEUE, " + variable
                        + ", IPCCTL_SIZE, IPCCTL_ATTEMPT (1 for the first), IPCCTL_WORKER (1 to N), IPCCTL_RECEIVED "
                        + "and IPCCTL_STARTED "
                        + "(times), and with --layout IPCCTL_FIELD_NAME for each field. If CMD exits with 0, the "
                        + "message is done. Otherwise it is tried again up to "
                        + "--retries times, and then it has failed for good: it goes to the --dead-letter queue with "
                        + "its "
                        + mark.word() + ", or is kept in a file, and "
                        + "the reason is given on standard error, in the row of --format and beside the file.",
                "From the moment a message leaves the queue until its outcome is known, it is in a claim, a file "
                        + "below --state. If ipcctl is killed with SIGKILL, its jobs are killed, too, and the next "
                        + "'" + name
                        + "' on the queue begins with the claims it finds there; one that is already running takes "
                        + "them over within two seconds. A message is worked on at least once, and again if its "
                        + "outcome could not be recorded. ipcctl-mq(1) says exactly what is promised.",
                "A message to be retried waits in its claim and not in the queue, so a full queue does not block the "
                        + "retry, and it comes before those in the queue. While the --dead-letter queue is full, "
                        + "messages stay in their claims.",
                "On SIGINT, SIGTERM and the other signals that end a process, no new job is started, and ipcctl exits "
                        + "when the running ones have ended, or after "
                        + "--grace; a second signal ends them at once. Messages of jobs that were cut short, and those "
                        + "that are to be tried again, are kept for "
                        + "the next '" + name + "'. After a signal, output that is not read within five seconds is "
                        + "discarded.",
                "Each job is a process group of its own, so Ctrl-C reaches only ipcctl. If standard error is a "
                        + "terminal, its last row shows the progress, and what jobs print scrolls above it. With "
                        + "--format each attempt is a row, and what jobs print goes to standard error. The exit "
                        + "status is 1 if a message failed for good, and 128+N if signal N ended ipcctl.");
    }

    /** What it heeds, and what CMD finds. */
    public Map<String, String> environment() {
        Map<String, String> told = new HashMap<>(StateDirectory.ENVIRONMENT);
        told.put("IPCCTL_QUEUE", FOR_JOBS + "the name of the queue.");
        told.put("IPCCTL_" + mark.word().toUpperCase(Locale.ROOT),
                FOR_JOBS + "the " + mark.word() + " of the message.");
        told.put("IPCCTL_SIZE", FOR_JOBS + "the size of the message in bytes.");
        told.put("IPCCTL_ATTEMPT", FOR_JOBS + "which attempt this is, from 1.");
        told.put("IPCCTL_WORKER", FOR_JOBS + "which of the --jobs workers runs it, from 1.");
        told.put("IPCCTL_RECEIVED",
                FOR_JOBS + "when the message was taken from the queue, for example 2026-05-01T10:00:00.123Z.");
        told.put("IPCCTL_STARTED", FOR_JOBS + "when this attempt began.");
        told.put("IPCCTL_FIELD_NAME",
                FOR_JOBS + "the field NAME of the message, with --layout; there is one such variable for each field.");
        return told;
    }

    /** Where claims are. */
    public Map<String, String> files() {
        Map<String, String> told = new HashMap<>();
        told.put(claims,
                "Messages taken from the queue and not done yet, in a directory for each ipcctl process, unless "
                        + "--state is given.");
        if (!answers) {
            told.put(claims + "/failed", "Messages that have failed for good, if there is no --dead-letter.");
        }
        return told;
    }

    /** The columns of its rows. */
    public Schema<?> schema() {
        return WorkReport.schema(mark);
    }

    /** Whether the options fit together; before anything is touched. */
    public void check(Args args) {
        ChosenLayout fields = layout.in(args);
        if (fields.isGiven()) {
            fields.rows();
        }
        if (args.get(drain) && wait.deadline(args).isOnce()) {
            throw new UsageException(
                    "--drain waits only for its own jobs, and cannot be combined with --nonblock");
        }
    }

    /** Where messages go that failed for good; null where it was not said. */
    public N deadLetter(Args args) {
        return deadLetter != null && args.has(deadLetter) ? args.get(deadLetter) : null;
    }

    /** The queue that is worked on cannot take what fails. */
    public static UsageException sameQueue() {
        return new UsageException(
                "--dead-letter is the queue being worked on; failed messages need another one");
    }

    /** Refuses a {@code letters} that could not take what fails. */
    public static void checkSize(JobQueue letters, JobQueue queue, String call) {
        if (letters.messageSize() < queue.messageSize()) {
            throw new KernelException(call, letters.name(), Errno.EMSGSIZE)
                    .because("takes messages of at most " + letters.messageSize()
                            + " bytes, and those of " + queue.name() + " can have " + queue.messageSize())
                    .asking(queue.messageSize());
        }
    }

    /**
     * Works.
     *
     * @param letters null for files
     * @param folder  the directory of the queue's claims, with a slash in front
     */
    public int run(Args args, Context context, JobQueue queue, JobQueue letters, String folder) throws IOException {
        WorkReport report = new WorkReport(context, name, queue, answers, openRows(args, context));
        try (report) {
            return run(args, context, queue, letters, folder, report);
        } finally {
            report.endWhereLost();
        }
    }

    private RowWriter<Task.End> openRows(Args args, Context context) {
        if (!context.isFormatGiven()) {
            return null;
        }
        Schema<Task.End> schema = WorkReport.schema(mark);
        boolean ends = args.get(drain) || args.has(count) || wait.deadline(args).isBounded();
        return ends ? context.rows(schema) : context.stream(schema);
    }

    private int run(Args args, Context context, JobQueue queue, JobQueue letters, String folder, WorkReport report)
            throws IOException {
        Terms terms = new Terms(args.get(jobs).intValue(), args.has(count) ? args.get(count) : Long.MAX_VALUE,
                args.get(drain), args.get(retries).intValue(),
                args.get(retryDelay), args.get(jobTimeout), args.get(grace),
                layout.in(args).isGiven() ? layout.in(args).layout().size() : 0);
        String base = args.has(state) ? args.get(state) : ClaimDirectory.byDefault();
        try (ClaimDirectory claims = ClaimDirectory.open(base, folder, Math.toIntExact(queue.messageSize()), mark,
                report::complain);
             Workers workers = workers(args, context, queue, letters, claims, terms, report)) {
            Signals signals = Signals.catchingEnding(signal -> {
                report.signalled(signal);
                workers.stop(signal);
            });
            try {
                int signal = workers.run(wait.deadline(args));
                return signal != 0 ? ExitCode.SIGNALLED.number() + signal
                        : report.hasFailures() ? ExitCode.FAILED.number() : 0;
            } catch (KernelException e) {
                boolean ended = e.call().equals(queue.receiveCall()) && (e.is(Errno.ETIMEDOUT) || e.is(Errno.EAGAIN));
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

    private Workers workers(Args args, Context context, JobQueue queue, JobQueue letters, ClaimDirectory claims,
                            Terms terms, WorkReport report) {
        return answers
                ? new Workers(queue, claims, terms,
                        new Answers(queue.name(), task -> spawn(args, context, queue, task), report::told), report)
                : new Workers(queue, letters, claims, terms, task -> spawn(args, context, queue, task), report);
    }

    private Spawn spawn(Args args, Context context, JobQueue queue, Task task) {
        Spawn spawn = (args.get(detach) ? context.cmd(args.get(command)) : context.tetheredCmd(args.get(command)))
                .environment(WorkEnvironment.of(queue, task, layout.in(args)));
        // Rows stay whole.
        return context.isFormatGiven() ? spawn.put(context.stderr(), 1) : spawn;
    }
}
