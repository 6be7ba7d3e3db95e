package org.ipcctl.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Outlet;

/**
 * Sees to it that what was taken from its source is delivered also where a signal ends this process: only kill -9 loses
 * it.
 *
 * <p>Who takes and writes does so between {@link #begin} and {@link #end}. A wait for something to take is outside of
 * them, or
 * {@code stop} ends it. The last step, which writes what is held back (the rows of a table, the bracket that closes a
 * list), is done once: by {@link #close}, or at the end of the process.
 */
public final class FlushOnExit implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;
    /**
     * Whoever reads may have stopped to; then a signal ends this process all the same. Looks and no clock: this process
     * may have been stopped meanwhile, or have waited for a CPU.
     */
    private static final int LOOKS_IN_VAIN = 20;
    /** Where nobody else is waited for: rows are put into form meanwhile, on a host that has no CPU to spare. */
    private static final int LOOKS_AT_WORK = 400;

    private final ReentrantLock lock = new ReentrantLock();
    private final Outlet outlet;
    private final Step last;
    private final Runnable stop;
    private final ExitHook atEnd;
    private volatile boolean ending;
    private boolean done;

    /** Writes what is in hand. */
    @FunctionalInterface
    public interface Step {
        void run() throws IOException;
    }

    /** As below, where all is written at once and no wait is within {@link #begin} and {@link #end}. */
    public FlushOnExit(Outlet outlet) {
        this(outlet, () -> {}, () -> {});
    }

    /**
     * @param outlet where what is taken goes
     * @param last   what is to be done when nothing is taken any more
     * @param stop   ends, from another thread, a wait for something to take
     */
    public FlushOnExit(Outlet outlet, Step last, Runnable stop) {
        this.outlet = outlet;
        this.last = last;
        this.stop = stop;
        this.atEnd = ExitHook.runToItsEnd("last delivery", this::atTheEnd);
    }

    /**
     * From here on something may be in hand; where a signal has begun to end this process, nothing is taken any more.
     */
    public void begin() {
        lock.lock();
        if (ending) {
            lock.unlock();
            ExitHook.await();
        }
    }

    /** Nothing is in hand any more; or nothing ever was, which is as well. */
    public void end() {
        if (lock.isHeldByCurrentThread()) {
            lock.unlock();
        }
    }

    /** Whether a signal has begun to end this process, so that what is in hand is to go out and nothing to be added. */
    public boolean isEnding() {
        return ending;
    }

    /** A reader that goes on reading is waited for, however slow it is. */
    private void atTheEnd() {
        ending = true;
        Thread delivery = new Thread(this::deliver, "delivery");
        delivery.setDaemon(true);
        delivery.start();
        long unread = outlet.unread();
        int atWork = 0;
        int inVain = 0;
        try {
            while (delivery.isAlive() && inVain < LOOKS_IN_VAIN) {
                delivery.join(LOOK_MILLIS);
                long now = outlet.unread();
                boolean works = delivery.getState() == Thread.State.RUNNABLE && outlet.hasRoom();
                if (now != unread) {
                    inVain = 0;
                } else if (!works || ++atWork > LOOKS_AT_WORK) {
                    inVain++;
                }
                unread = now;
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    /** The lock is never given back: what is taken from now on would be lost. */
    private void deliver() {
        stop.run();
        lock.lock();
        try {
            finish();
        } catch (RuntimeException | Error nobodyReads) {
            // The process ends by the signal, which is what it tells.
        }
    }

    private void finish() {
        if (done) {
            return;
        }
        done = true;
        try {
            last.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            finish();
        } finally {
            lock.unlock();
            atEnd.close();
        }
    }
}
