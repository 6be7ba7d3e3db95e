package org.ipcctl.sem;

import jnr.ffi.Pointer;
import org.ipcctl.kernel.Native;

/**
 * The C functions of POSIX semaphores that do not look into files and do not sleep: sem_overview(7). Not sem_open,
 * which maps whatever it finds under the name, and not sem_wait, which aborts where somebody has cut the file:
 * {@link NamedSemaphore} does both by itself.
 */
final class SemFunctions {
    static final Functions C = Native.load(Functions.class);

    private SemFunctions() {}

    /** Public only because jnr asks for it. */
    public interface Functions {
        int sem_init(Pointer semaphore, int shared, int value);

        int sem_trywait(long semaphore);

        int sem_post(long semaphore);
    }
}
