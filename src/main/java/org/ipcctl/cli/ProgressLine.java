package org.ipcctl.cli;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.WindowSize;

/**
 * A line on standard error that shows how far a transfer is: on a terminal drawn again and again, as long as this
 * process is in its foreground; elsewhere, where it was asked for, a new line each second. A thread of its own looks,
 * so that the transfer goes on as if nobody did.
 */
public final class ProgressLine implements AutoCloseable {
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration NEXT_LINE = Duration.ofSeconds(1);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);
    /** What is assumed of a terminal that does not say. */
    private static final int COLUMNS = 80;
    private static final int LONGEST = 1000;

    private final Context context;
    private final Subject subject;
    private final ProgressText text;
    private final boolean onTerminal;
    private final long began = System.nanoTime();
    private final ExitHook atEnd;
    private ProgressPlace place;
    private boolean shown;
    private boolean ended;

    /**
     * What is shown.
     *
     * @param amount that has gone; asked from another thread
     * @param unit   of that; null for bytes
     * @param size   of all; negative where nobody knows
     * @param name   that leads the line; null for none
     * @param asked  whether it is wanted also where standard error is no terminal
     * @param after  when it is shown first
     * @param stays  whether its last state stays on the terminal
     */
    public record Subject(LongSupplier amount, String unit, long size, String name, boolean asked, Duration after,
                          boolean stays) {
        /** Of a transfer that is usually over before anybody wonders. */
        public static Subject courtesy(LongSupplier amount, long size, boolean asked) {
            return new Subject(amount, null, size, null, asked, Duration.ofSeconds(1), asked);
        }
    }

    private ProgressLine(Context context, Subject subject, boolean onTerminal) {
        this.context = context;
        this.subject = subject;
        this.onTerminal = onTerminal;
        this.text = new ProgressText(subject.name() == null ? null : context.printable(subject.name()), subject.unit(),
                subject.size());
        this.atEnd = ExitHook.run("progress line", this::end);
        Thread thread = new Thread(this::look, "progress line");
        thread.setDaemon(true);
        thread.start();
    }

    /** From now until {@link #close}; null, which try-with-resources passes over, where nobody wants to see it. */
    public static ProgressLine of(Context context, Subject subject) {
        boolean onTerminal = context.wantsProgress() && !"dumb".equals(System.getenv("TERM"));
        return onTerminal || subject.asked() ? new ProgressLine(context, subject, onTerminal) : null;
    }

    private synchronized void look() {
        try {
            long wait = subject.after().toNanos();
            while (!ended) {
                long until = System.nanoTime() + wait;
                for (long left = wait; left > 0 && !ended; left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
                if (!ended) {
                    draw(false);
                }
                wait = (onTerminal ? REDRAW : NEXT_LINE).toNanos();
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    private void draw(boolean last) {
        if (onTerminal && !Signals.isTerminalForeground()) {
            return;
        }
        int columns = WindowSize.of(context.stderr()).columns();
        // In the last column it would go on in the next line.
        String now = text.at(System.nanoTime() - began, subject.amount().getAsLong(), last,
                onTerminal ? (columns > 0 ? columns : COLUMNS) - 1 : LONGEST);
        if (!onTerminal) {
            context.draw(now + "\n", patience(last));
            return;
        }
        if (place == null) {
            place = ProgressPlace.find();
        }
        shown = true;
        String drawn = place.drawn(last && !subject.stays() ? "" : now);
        context.draw(!last ? drawn : drawn + (subject.stays() || !place.isAlone() ? place.left() : ""), patience(last));
    }

    private static Duration patience(boolean last) {
        return last ? LAST_PATIENCE : Duration.ZERO;
    }

    /** Shows the last state, once, before anything else is written. */
    public synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        notifyAll();
        if (shown || subject.stays()) {
            draw(true);
        }
        if (place != null) {
            place.close();
        }
    }

    @Override
    public void close() {
        end();
        atEnd.close();
    }
}
