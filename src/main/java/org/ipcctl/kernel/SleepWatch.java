package org.ipcctl.kernel;

import java.util.function.BooleanSupplier;

/**
 * Looks, while the thread that made it sleeps in a system call, after what would not end that call, and ends it by a
 * signal
 * then: so a sleeper need not get up again and again to look itself, and keeps its place in the kernel's queue.
 */
public final class SleepWatch implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 200;
    private static final long AGAIN_MILLIS = 1;

    private final ThreadSignal signal = ThreadSignal.toThisThread();
    private final BooleanSupplier gone;
    private boolean found;
    private RuntimeException failure;
    private boolean over;

    private SleepWatch(BooleanSupplier gone) {
        this.gone = gone;
    }

    /** Looks five times a second, from another thread, whether {@code gone}, until {@link #close}. */
    public static SleepWatch over(BooleanSupplier gone) {
        SleepWatch watch = new SleepWatch(gone);
        Thread thread = new Thread(watch::look, "watch over a sleeper");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noThreadToBeHad) {
            // A limit of processes. The sleep is as good as it would be anyway, only without a guard.
            watch.over = true;
        }
        return watch;
    }

    /** Sent again until the sleeper hears it, for it may just be about to fall asleep. */
    private synchronized void look() {
        try {
            while (!over) {
                found = found || isGone();
                if (found) {
                    signal.send();
                }
                wait(found ? AGAIN_MILLIS : INTERVAL_MILLIS);
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    /** A sleep that nobody looks after any more must not go on. */
    private boolean isGone() {
        try {
            return gone.getAsBoolean();
        } catch (RuntimeException e) {
            failure = e;
            return true;
        }
    }

    /**
     * Whether it was seen to be gone, which ended the call.
     *
     * @throws RuntimeException that of the look, where it could not be seen
     */
    public synchronized boolean hasFound() {
        if (failure != null) {
            throw failure;
        }
        return found;
    }

    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
    }
}
