package org.ipcctl.sem;

import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.Syscall;

/**
 * Waits and posts of the C library's for measured loops, by the address of an open {@link NamedSemaphore} and without
 * deadlines. The semaphore must be one that nobody else may shorten.
 */
public final class SemWire {
    private static final SemFunctions.Fast FAST = Native.load(SemFunctions.Fast.class);

    private SemWire() {
    }

    /** sem_wait(3). */
    public static void await(long address) {
        if (FAST.sem_wait(address) != 0) {
            // Only EINTR fails here; the ordinary way deals with it.
            Syscall.call("sem_wait", "", () -> Ordinary.C.sem_wait(address));
        }
    }

    /** sem_post(3). */
    public static void post(long address) {
        if (FAST.sem_post(address) != 0) {
            Syscall.call("sem_post", "", () -> Ordinary.C.sem_post(address));
        }
    }

    private static final class Ordinary {
        static final SemFunctions.Waiting C = Native.load(SemFunctions.Waiting.class);
    }
}
