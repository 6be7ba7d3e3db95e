package org.ipcctl.cli;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.TextWidth;
import org.ipcctl.kernel.WindowSize;

/**
 * A line about what goes on while other programs write to the same terminal: it is the last row of the screen, and what
 * they write scrolls above it (DECSTBM), so that neither is ever written over the other. At the end, at every end that
 * can be caught, and while the process is stopped by Ctrl-Z, the terminal has all its rows again.
 */
public final class BottomLine implements AutoCloseable {
    private static final int FEWEST_ROWS = 3;
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);
    private static final String SAVE_CURSOR = "\0337";
    private static final String RESTORE_CURSOR = "\0338";
    /** One row down, and the screen up with it where there is none. */
    private static final String INDEX = "\033D";
    private static final String ROW_UP = "\033[1A";
    private static final String ALL_ROWS = "\033[r";
    private static final String TO_END_OF_LINE = "\033[K";

    private final Context context;
    private final ExitHook atEnd;
    private final Signals signals;
    private final ReentrantLock lock = new ReentrantLock();
    /** The row that is taken; 0 for none. */
    private int row;

    private BottomLine(Context context) {
        this.context = context;
        this.atEnd = ExitHook.run("bottom line", this::release);
        this.signals = Signals.catching(this::stop, "TSTP");
    }

    /** One on the terminal that standard error is; null where it is none, or may not be moved about on. */
    public static BottomLine of(Context context) {
        String terminal = System.getenv("TERM");
        boolean moves = terminal != null && !terminal.equals("dumb")
                && WindowSize.of(context.stderr()).rows() >= FEWEST_ROWS;
        return context.wantsProgress() && moves ? new BottomLine(context) : null;
    }

    private void stop(int signal) {
        release();
        Signals.raise("STOP");
    }

    private static String at(int row) {
        return "\033[" + row + ";1H";
    }

    /** Shows {@code text}, cut to the width of the terminal, unless this process is in the background. */
    public void show(String text) {
        lock.lock();
        try {
            draw(text);
        } finally {
            lock.unlock();
        }
    }

    private void draw(String text) {
        WindowSize size = WindowSize.of(context.stderr());
        if (size.rows() < FEWEST_ROWS || !Signals.isTerminalForeground()) {
            return;
        }
        StringBuilder drawn = new StringBuilder();
        if (row != size.rows()) {
            release();
            // A new region moves the cursor, and it must not be left in the row that is taken.
            drawn.append(INDEX).append(SAVE_CURSOR).append("\033[1;").append(size.rows() - 1).append('r')
                    .append(RESTORE_CURSOR).append(ROW_UP);
        }
        String line = TextWidth.beginning(text, Math.max(0, size.columns() - 1));
        // In one write, so that no other program writes in between.
        boolean isDrawn = context
                .draw(drawn.append(SAVE_CURSOR).append(at(size.rows())).append(line).append(TO_END_OF_LINE)
                        .append(RESTORE_CURSOR).toString(), Duration.ZERO);
        row = isDrawn ? size.rows() : row;
    }

    /** Not by who waits for a terminal that takes nothing with another thread, which draws. */
    private void release() {
        if (!holds()) {
            return;
        }
        try {
            if (row > 0) {
                context.draw(SAVE_CURSOR + ALL_ROWS + at(row) + TO_END_OF_LINE + RESTORE_CURSOR, LAST_PATIENCE);
                row = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean holds() {
        try {
            return lock.tryLock(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    @Override
    public void close() {
        signals.close();
        release();
        atEnd.close();
    }
}
