package org.ipcctl.sem;

import static org.ipcctl.sem.SemFunctions.C;

import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.Syscall;

/** Waits and posts for measured loops, by the address of an open {@link NamedSemaphore} and without deadlines. */
public final class SemWire {
    private static final SemFunctions.Fast FAST = Native.load(SemFunctions.Fast.class);

    private SemWire() {
    }

    /** sem_wait(3). */
    public static void await(long address) {
        if (FAST.sem_wait(address) != 0) {
            // Only EINTR fails here; the ordinary way deals with it.
            Syscall.call("sem_wait", "", () -> C.sem_wait(address));
        }
    }

    /** sem_post(3). */
    public static void post(long address) {
        if (FAST.sem_post(address) != 0) {
            Syscall.call("sem_post", "", () -> C.sem_post(address));
        }
    }
}
