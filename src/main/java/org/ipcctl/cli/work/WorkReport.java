package org.ipcctl.cli.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ipcctl.cli.BottomLine;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Syscall;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.work.JobQueue;
import org.ipcctl.work.Mark;
import org.ipcctl.work.Task;
import org.ipcctl.work.Workers;

/**
 * What 'mq work', 'mq reply' and 'sysv msg work' tell: a row for each job where a format is asked for, failures and a
 * summary on standard error, progress on a terminal. From the first signal on it keeps nobody from the end: who takes
 * nothing for some seconds is told nothing more.
 */
final class WorkReport implements Workers.Listener, AutoCloseable {
    private static final long REDRAW_NANOS = Duration.ofMillis(90).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** For a reader that only has much to do; that of a second signal is the other. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);

    private final Teller onOut = new Teller("rows");
    private final Teller onErr = new Teller("words");
    private final Context context;
    private final String command;
    private final JobQueue queue;
    private final boolean answers;
    /** Null where no format was asked for. */
    private final RowWriter<Task.End> rows;
    private final Map<Task.Outcome, Long> counts = new TreeMap<>();
    private final Set<String> complained = new HashSet<>();
    /** Null where nobody sees it. */
    private final BottomLine line;
    private boolean isEnding;
    /** The first that came; 0 before. */
    private volatile int signal;
    private String shown = "";
    private long drawn = System.nanoTime() - REDRAW_NANOS;

    WorkReport(Context context, String command, JobQueue queue, boolean answers, RowWriter<Task.End> rows) {
        this.context = context;
        this.command = command;
        this.queue = queue;
        this.answers = answers;
        this.rows = rows;
        this.line = BottomLine.of(context);
        Consumer<String> trace = Syscall.trace();
        if (trace != null) {
            Syscall.traceTo(call -> tell(() -> trace.accept(call)));
        }
    }

    private void tell(Teller.Act words) {
        try {
            onErr.tell(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A signal has come. */
    void signalled(int number) {
        boolean isFirst = signal == 0;
        signal = isFirst ? number : signal;
        for (Teller each : new Teller[] {onOut, onErr}) {
            each.patience(isFirst ? FIRST_PATIENCE : PATIENCE);
        }
    }

    /** Of messages that have such a mark. */
    static Schema<Task.End> schema(Mark mark) {
        return Schema.list(
                Column.of("job", Type.INTEGER, "the number of the attempt in this ipcctl process",
                        e -> Value.of(e.task().number())),
                Column.of("outcome", Type.TEXT,
                        "done, retry (failed, and another attempt follows), failed (for good), cut (ended because "
                                + "ipcctl ends), or dropped (no caller waits for the answer)",
                        e -> Value.of(e.outcome().name().toLowerCase(Locale.ROOT))),
                Column.of("exit_code", Type.INTEGER,
                        "the exit status of CMD, 128+N if signal N ended it; missing if it was not started",
                        e -> Value.of(e.status() == null ? null : Long.valueOf(e.status()))),
                Column.of("duration_ns", Type.NANOSECONDS, "how long it ran", e -> Value.of(e.nanos())),
                Column.of("attempt", Type.INTEGER, "1 for the first attempt at the message",
                        e -> Value.of(e.task().attempt())),
                Column.of(mark.word(), Type.INTEGER, "the " + mark.word() + " with which the message was sent",
                        e -> Value.of(e.task().mark())),
                Column.of("size_bytes", Type.SIZE, "the length of the message",
                        e -> Value.of(e.task().content().length)),
                Column.of("worker", Type.INTEGER, "which of the N workers ran it", e -> Value.of(e.task().worker())),
                Column.of("received", Type.TIME, "when the message was taken from the queue",
                        e -> Value.of(e.task().received())),
                Column.of("started", Type.TIME, "when the job began", e -> Value.of(e.task().started())),
                Column.of("reason", Type.TEXT, "why it failed", e -> Value.of(e.reason())),
                Column.of("sent_to", Type.TEXT,
                        "the queue or file that received a message that failed for good, or the queue of the caller "
                                + "that was told; missing while it is in its claim",
                        e -> Value.of(e.target())));
    }

    @Override
    public void ended(Task.End end) throws IOException {
        counts.merge(end.outcome(), 1L, Long::sum);
        if (end.outcome() == Task.Outcome.FAILED) {
            int failures = end.task().failures() + 1;
            say(what(end) + " failed"
                    + (failures == 1 ? "" : " " + failures + " times, at last") + " (" + end.reason() + "); "
                    + (end.target() == null ? "it stays in its claim"
                            : answers ? "its caller was told" : "it is in " + end.target()));
        } else if (end.outcome() == Task.Outcome.DROPPED) {
            say(what(end) + " was dropped: " + end.reason());
        }
        if (rows != null) {
            writeRows(() -> rows.write(end));
        }
    }

    private void writeRows(Teller.Act what) throws IOException {
        boolean wasLost = onOut.isLost();
        boolean isTold = onOut.tell(() -> {
            what.run();
            rows.flush();
        });
        if (!isTold && !wasLost) {
            say("standard output is blocked; the remaining rows are not written");
        }
    }

    private String what(Task.End end) {
        return "a " + (answers ? "request" : "message") + " of " + queue.mark().word() + " " + end.task().mark()
                + " and " + end.task().content().length + " bytes";
    }

    @Override
    public void told(String what) {
        say(what);
    }

    @Override
    public void ending(String what) {
        isEnding = true;
        if (what != null) {
            say(what);
        }
    }

    private void say(String what) {
        if (isEnding) {
            tell(() -> context.warnAtEnd(what, PATIENCE));
        } else {
            tell(() -> context.warn(what));
        }
    }

    @Override
    public void complain(RuntimeException what) {
        // Much of it would be said every second.
        if (complained.add(String.valueOf(what.getMessage()))) {
            tell(() -> context.failed(what));
        }
    }

    @Override
    public void now(int running, int waiting) {
        if (line == null || System.nanoTime() - drawn < REDRAW_NANOS) {
            return;
        }
        String now = soFar() + ", " + running + " running"
                + (waiting == 0 ? "" : ", " + waiting + " waiting for another attempt")
                + ", " + queue.messages() + " in the queue";
        if (!now.equals(shown)) {
            shown = now;
            drawn = System.nanoTime();
            tell(() -> line.show(now));
        }
    }

    private long count(Task.Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    private String soFar() {
        return count(Task.Outcome.DONE) + (answers ? " answered, " : " done, ") + count(Task.Outcome.FAILED) + " failed"
                + (count(Task.Outcome.DROPPED) == 0 ? "" : ", " + count(Task.Outcome.DROPPED) + " dropped")
                + (count(Task.Outcome.RETRY) == 0 ? "" : ", " + count(Task.Outcome.RETRY) + " retried");
    }

    /** Whether a message failed for good. */
    boolean hasFailures() {
        return count(Task.Outcome.FAILED) > 0;
    }

    /** Says how it went. */
    void sum(int left, String directory) {
        if (line != null) {
            tell(line::close);
        }
        say(soFar() + (left == 0 ? ""
                : "; " + left + (left == 1 ? " message is" : " messages are") + " kept in " + directory
                        + " for the next '" + command + "' of this queue"));
    }

    @Override
    public void close() throws IOException {
        try (onErr; onOut) {
            if (rows != null) {
                writeRows(rows::close);
            }
        }
    }

    /** Ends the process where somebody takes nothing: what else there is to be written would wait for him, too. */
    void endWhereLost() {
        if (onOut.isLost() || onErr.isLost()) {
            ExitHook.end(ExitCode.SIGNALLED.number() + signal);
        }
    }
}
