package org.ipcctl.sync;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.ipcctl.kernel.AtomicWord;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.SharedFutex;
import org.ipcctl.kernel.SleepWatch;

/**
 * One waiting for a condition, from {@link ProcessCondition#enter}: give the mutex back, {@link #await} once or more
 * often, take the mutex again, {@link #leave}.
 *
 * <p>Who waits sleeps on the futex in one call, so that its place in the kernel's queue stays. C programs do not wake
 * that futex, unless they care to; so a second thread looks every 20 ms whether one of them has signalled, and then
 * wakes all.
 */
public final class ConditionWait implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration AGAIN = Duration.ofMillis(1);

    private final SyncBlock block;
    private final AtomicWord wakes;
    private final SharedFutex futex;
    private final GlibcCondition glibc;
    private final int entered;
    private final int foreign;
    private volatile int mark;
    private volatile boolean over;
    private volatile boolean heard;
    private volatile Throwable failure;
    private Watch watch;

    ConditionWait(SyncBlock block, AtomicWord wakes, SharedFutex futex, GlibcCondition glibc) {
        this.block = block;
        this.wakes = wakes;
        this.futex = futex;
        this.glibc = glibc;
        glibc.join();
        this.entered = wakes.get();
        this.foreign = counted();
        this.mark = glibc.mark();
    }

    /** Signals that were counted by programs which did not wake the futex: C programs. */
    private int counted() {
        return (int) block.sequence() - wakes.get();
    }

    private boolean isSignalledByOthers() {
        return counted() - foreign > 0 || glibc.mark() != mark;
    }

    /**
     * Sleeps until it is woken, without the mutex.
     *
     * @return false when the deadline passed first
     */
    public boolean await(Deadline deadline) {
        if (watch == null && !deadline.hasPassed()) {
            watch = new Watch();
            watch.start();
        }
        SharedFutex.End end = SharedFutex.End.TIMED_OUT;
        try (SleepWatch cut = block.watch()) {
            end = futex.await(entered, deadline, cut);
            if (cut.hasFound()) {
                throw block.lost();
            }
        } finally {
            // Also where it ends by an exception: the second thread is not to go on for nobody.
            heard = end != SharedFutex.End.TIMED_OUT;
        }
        block.check();
        if (failure instanceof RuntimeException exception) {
            throw exception;
        } else if (failure instanceof Error error) {
            throw error;
        }
        return heard || isSignalledByOthers();
    }

    /** The last step, with the mutex held. Without it nothing bad comes of it, but others have to clear up. */
    public void leave() {
        close();
        glibc.leave();
    }

    /** Ends the second thread. */
    @Override
    public void close() {
        over = true;
        if (watch != null) {
            LockSupport.unpark(watch);
            watch.end();
        }
    }

    /** Looks for what does not wake the futex. */
    private final class Watch extends Thread {
        private final ProcessMutex mutex = ProcessMutex.of(block);

        Watch() {
            super("looks for signals of C programs");
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                look();
            } catch (RuntimeException | Error e) {
                failure = e;
                wakeUntilHeard();
            }
        }

        private void look() {
            while (!over && !heard) {
                LockSupport.parkNanos(LOOK.toNanos());
                if (!over && isSignalledByOthers()) {
                    wakeUntilHeard();
                } else if (!over && !glibc.hasPlace()) {
                    rejoin();
                }
            }
        }

        /** Again and again, for who is about to sleep does not yet. */
        private void wakeUntilHeard() {
            while (!over && !heard) {
                futex.wake(Integer.MAX_VALUE);
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }

        /** Another one who waited has given our common place back. */
        private void rejoin() {
            if (mutex.lock(Deadline.in(LOOK)) != ProcessMutex.Taken.NO) {
                try {
                    if (!isSignalledByOthers()) {
                        glibc.join();
                        mark = glibc.mark();
                    }
                } finally {
                    mutex.unlock();
                }
            }
        }

        void end() {
            try {
                join();
            } catch (InterruptedException nobodyInterruptsUs) {
                throw new IllegalStateException(nobodyInterruptsUs);
            }
        }
    }
}
