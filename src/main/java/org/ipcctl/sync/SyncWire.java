package org.ipcctl.sync;

import static org.ipcctl.sync.SyncFunctions.C;

import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.NativeMemory;

/**
 * Process-shared mutexes and condition variables for measured loops, by their addresses in mapped memory and without
 * deadlines. They are of the plain kind that textbooks use: not robust, so that nobody pays for what {@link ProcessMutex} has.
 */
public final class SyncWire {
    /** Bytes that a mutex takes. */
    public static final int MUTEX_SIZE = Abi.MUTEX_SIZE;
    /** Bytes that a condition variable takes. */
    public static final int CONDITION_SIZE = Abi.COND_SIZE;

    private static final int PTHREAD_PROCESS_SHARED = 1;
    private static final SyncFunctions.Fast FAST = Native.load(SyncFunctions.Fast.class);

    private SyncWire() {
    }

    /** Makes one at {@code mutex}: pthread_mutex_init(3). */
    public static void createMutex(long mutex) {
        try (NativeMemory attributes = NativeMemory.allocate(Abi.ATTRIBUTES_SIZE)) {
            check("pthread_mutexattr_init", C.pthread_mutexattr_init(attributes.pointer()));
            check("pthread_mutexattr_setpshared", C.pthread_mutexattr_setpshared(attributes.pointer(), PTHREAD_PROCESS_SHARED));
            check("pthread_mutex_init", C.pthread_mutex_init(mutex, attributes.pointer()));
            C.pthread_mutexattr_destroy(attributes.pointer());
        }
    }

    /** Makes one at {@code condition}: pthread_cond_init(3). */
    public static void createCondition(long condition) {
        try (NativeMemory attributes = NativeMemory.allocate(Abi.ATTRIBUTES_SIZE)) {
            check("pthread_condattr_init", C.pthread_condattr_init(attributes.pointer()));
            check("pthread_condattr_setpshared", C.pthread_condattr_setpshared(attributes.pointer(), PTHREAD_PROCESS_SHARED));
            check("pthread_cond_init", C.pthread_cond_init(condition, attributes.pointer()));
            C.pthread_condattr_destroy(attributes.pointer());
        }
    }

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
}
