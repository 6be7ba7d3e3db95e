package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A terminal that is drawn on again and again: its alternate screen, as under top(1) and watch(1), so that what was
 * there before is there again at the end, at every end that can be caught, and while the process is stopped by Ctrl-Z.
 * A picture leaves in one write, over the one before, so that nothing flickers; the terminal's own modes stay as they
 * are.
 */
public final class Screen implements AutoCloseable {
    /** The alternate screen, empty; no cursor, and lines that are too long do not go on in the next one. */
    private static final String ENTER = "\033[?1049h\033[?25l\033[?7l\033[H\033[2J";
    private static final String LEAVE = "\033[0m\033[?7h\033[?25h\033[?1049l";
    /** Terminals that know it show nothing until the end; the others pass over it. */
    private static final String BEGIN = "\033[?2026h\033[H";
    private static final String END = "\033[J\033[?2026l";
    private static final String TO_END_OF_LINE = "\033[K";
    /** What is assumed of a terminal that does not say. */
    private static final int ROWS = 24;
    private static final int COLUMNS = 80;
    /** How long the end waits for a terminal that takes nothing (Ctrl-S). */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Fd terminal;
    private final ReentrantLock lock = new ReentrantLock();
    private ExitHook atEnd;
    private Signals signals;
    private Picture picture;
    private boolean entered;

    /**
     * A line of a picture.
     *
     * @param text  what is written, attributes included
     * @param width in characters
     */
    public record Line(String text, int width) {
    }

    /** What is to be seen, whatever the size of the screen; asked again when that changes. */
    public interface Picture {
        /** As many lines as there are rows, at most. */
        List<Line> lines(int rows, int columns);
    }

    private Screen(Fd terminal) {
        this.terminal = terminal;
    }

    /** Takes {@code terminal} until {@link #close}. */
    public static Screen on(Fd terminal) {
        Screen screen = new Screen(terminal);
        // First, for an end in between.
        screen.atEnd = ExitHook.run("screen", screen::leave);
        screen.signals = Signals.catching(screen::told, "WINCH", "TSTP", "CONT");
        screen.enter();
        return screen;
    }

    /** Shows it from now on. */
    public void show(Picture next) {
        ExitHook.giveWay();
        lock.lock();
        try {
            picture = next;
            draw();
        } finally {
            lock.unlock();
        }
    }

    private void told(int signal) {
        if (signal == Signals.SIGTSTP) {
            leave();
            Signals.raise("STOP");
        } else if (signal == Signals.SIGCONT) {
            enter();
        } else {
            redraw();
        }
    }

    private void enter() {
        lock.lock();
        try {
            entered = true;
            write(ENTER);
            draw();
        } finally {
            lock.unlock();
        }
    }

    private void redraw() {
        lock.lock();
        try {
            draw();
        } finally {
            lock.unlock();
        }
    }

    private void draw() {
        if (!entered || picture == null) {
            return;
        }
        WindowSize size = WindowSize.of(terminal);
        int rows = size.rows() > 0 ? size.rows() : ROWS;
        int columns = size.columns() > 0 ? size.columns() : COLUMNS;
        StringBuilder frame = new StringBuilder(BEGIN);
        String separator = "";
        for (Line line : picture.lines(rows, columns)) {
            // At the last column it would erase the character there.
            frame.append(separator).append(line.text()).append(line.width() < columns ? TO_END_OF_LINE : "");
            separator = "\r\n";
        }
        write(frame.append(END).toString());
    }

    private void write(String text) {
        byte[] bytes = OsString.encode(text);
        terminal.writeFully(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    /** Somebody who takes nothing does not keep the process from ending. */
    private void leave() {
        boolean locked = false;
        try {
            locked = lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (entered && takesMore()) {
                entered = false;
                write(LEAVE);
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        } catch (KernelException theTerminalIsGone) {
            // And with it what was to be restored.
            entered = false;
        } finally {
            if (locked) {
                lock.unlock();
            }
        }
    }

    private boolean takesMore() {
        try {
            return (Poll.await(terminal, Poll.OUT, Deadline.in(PATIENCE)) & Poll.OUT) != 0;
        } catch (Interruption.Interrupted again) {
            // It is ending already.
            return true;
        }
    }

    @Override
    public void close() {
        signals.close();
        leave();
        atEnd.close();
    }
}
