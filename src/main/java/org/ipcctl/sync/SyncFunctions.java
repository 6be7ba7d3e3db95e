package org.ipcctl.sync;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.IgnoreError;
import org.ipcctl.kernel.Native;

/** The C functions of mutexes and condition variables; each returns the error number itself. */
final class SyncFunctions {
    static final Functions C = Native.load(Functions.class);

    private SyncFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int pthread_mutexattr_init(Pointer attributes);

        int pthread_mutexattr_setpshared(Pointer attributes, int shared);

        int pthread_mutexattr_setrobust(Pointer attributes, int robust);

        int pthread_mutexattr_destroy(Pointer attributes);

        int pthread_mutex_init(long mutex, Pointer attributes);

        int pthread_condattr_init(Pointer attributes);

        int pthread_condattr_setpshared(Pointer attributes, int shared);

        int pthread_condattr_setclock(Pointer attributes, int clock);

        int pthread_condattr_destroy(Pointer attributes);

        int pthread_cond_init(long condition, Pointer attributes);

        int pthread_cond_signal(long condition);

        int pthread_cond_broadcast(long condition);
    }

    /** For measured loops; what they return is the error number, so there is no errno to keep. Public as the others. */
    public interface Fast {
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
