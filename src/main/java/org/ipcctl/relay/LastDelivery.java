package org.ipcctl.relay;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.ipcctl.kernel.AtEnd;

/**
 * Sees to it that what was taken from its source, and is still in hand to be written with what comes next, is written also
 * where a signal ends this process: only kill -9 loses it.
 *
 * <p>Who takes and writes does so between {@link #begin} and {@link #end}, and waits for more outside of them.
 */
public final class LastDelivery implements AutoCloseable {
    /** Whoever reads may have stopped to; then a signal ends this process all the same. */
    private static final long PATIENCE_MILLIS = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Step step;
    private final AtEnd atEnd;

    /** Writes what is in hand. */
    @FunctionalInterface
    public interface Step {
        void run() throws IOException;
    }

    public LastDelivery(Step step) {
        this.step = step;
        this.atEnd = AtEnd.run("last delivery", this::atTheEnd);
    }

    /** From here on something may be in hand; where a signal has begun to end this process, nothing is taken any more. */
    public void begin() {
        lock.lock();
    }

    public void end() {
        lock.unlock();
    }

    private void atTheEnd() {
        Thread delivery = new Thread(this::deliver, "delivery");
        delivery.setDaemon(true);
        delivery.start();
        try {
            delivery.join(PATIENCE_MILLIS);
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    /** The lock is never given back: what is taken from now on would be lost. */
    private void deliver() {
        lock.lock();
        try {
            step.run();
        } catch (IOException | RuntimeException nobodyReads) {
            // The process ends by the signal, which is what it tells.
        }
    }

    @Override
    public void close() {
        atEnd.close();
    }
}
