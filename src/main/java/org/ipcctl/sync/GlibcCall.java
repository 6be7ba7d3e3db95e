package org.ipcctl.sync;

import static org.ipcctl.sync.SyncFunctions.C;

/**
 * A call of pthread_cond_signal(3) or pthread_cond_broadcast(3) on a thread of its own, for glibc has no bound for it:
 * up to 2.40 it waits until waiters have left that it woke before, also those that were killed or stopped.
 */
final class GlibcCall extends Thread {
    private static final long BOUND_MILLIS = 400;

    private final SyncBlock block;
    private final boolean all;

    /** Begins it. */
    @SuppressWarnings("this-escape") // the class is final to this package, and complete by then
    GlibcCall(SyncBlock block, boolean all) {
        super(all ? "pthread_cond_broadcast" : "pthread_cond_signal");
        this.block = block;
        this.all = all;
        setDaemon(true);
        start();
    }

    @Override
    public void run() {
        if (all) {
            C.pthread_cond_broadcast(block.condition());
        } else {
            C.pthread_cond_signal(block.condition());
        }
    }

    /** Whether it ends within the bound. */
    boolean ends() {
        try {
            join(BOUND_MILLIS);
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
        return !isAlive();
    }
}
