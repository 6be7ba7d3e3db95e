package org.ipcctl.sync;

import jnr.ffi.annotations.IgnoreError;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Native;

/**
 * Waits and wake-ups of process-shared mutexes and condition variables for measured loops, by their addresses and
 * without deadlines.
 */
public final class UncheckedSync {
    /** What they return is the error number, so there is no errno to keep. */
    private static final Functions FAST = Native.load(Functions.class);

    private UncheckedSync() {}

    /** pthread_mutex_lock(3). */
    public static void lock(long mutex) {
        check("pthread_mutex_lock", FAST.pthread_mutex_lock(mutex));
    }

    /** pthread_mutex_unlock(3). */
    public static void unlock(long mutex) {
        check("pthread_mutex_unlock", FAST.pthread_mutex_unlock(mutex));
    }

    /** pthread_cond_wait(3), which may also return without a signal: look again at what is waited for. */
    public static void await(long condition, long mutex) {
        check("pthread_cond_wait", FAST.pthread_cond_wait(condition, mutex));
    }

    /** pthread_cond_signal(3). */
    public static void signal(long condition) {
        check("pthread_cond_signal", FAST.pthread_cond_signal(condition));
    }

    private static void check(String call, int errno) {
        if (errno != 0) {
            throw new KernelException(call, "", errno);
        }
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        @IgnoreError
        int pthread_mutex_lock(long mutex);

        @IgnoreError
        int pthread_mutex_unlock(long mutex);

        @IgnoreError
        int pthread_cond_wait(long condition, long mutex);

        @IgnoreError
        int pthread_cond_signal(long condition);
    }
}
