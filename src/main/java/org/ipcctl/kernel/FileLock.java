package org.ipcctl.kernel;

/**
 * flock(2), for its owner alone. It belongs to the open file, and not to a process: a child that was given a copy of
 * the descriptor keeps it, and so do the children of that one, until the last of them has ended or closed it, or
 * somebody gives it back.
 */
public final class FileLock {
    private FileLock() {}

    /**
     * Waits for it, in the kernel's queue.
     *
     * @param whenSlow run, on another thread, when it has waited for a second
     * @return false where the deadline passed first
     */
    public static boolean take(Fd file, Deadline deadline, Runnable whenSlow) {
        if (file.tryLock()) {
            return true;
        }
        try (BlockingCalls calls = new BlockingCalls().whenSlow(whenSlow)) {
            long outcome = LookAhead.lock(file, calls, deadline);
            if (outcome < 0 && outcome != -Errno.ETIMEDOUT) {
                throw new KernelException("flock", file.name(), (int) -outcome);
            }
            return outcome == 0;
        }
    }

    /** Gives it back, for all who have a copy. */
    public static void release(Fd file) {
        LookAhead.lock(file, LookAhead.LOCK_UN);
    }
}
