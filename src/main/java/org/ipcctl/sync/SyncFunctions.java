package org.ipcctl.sync;

import jnr.ffi.Pointer;
import org.ipcctl.kernel.Native;

/** The C functions of mutexes and condition variables; each returns the error number itself. */
final class SyncFunctions {
    static final int PTHREAD_PROCESS_SHARED = 1;

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
}
