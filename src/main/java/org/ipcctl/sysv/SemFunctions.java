package org.ipcctl.sysv;

import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Native;

/** The C functions of semaphore sets. */
final class SemFunctions {
    static final Functions C = Native.load(Functions.class);

    private SemFunctions() {}

    /**
     * What semctl(2) takes last is a {@code union semun}: a number or an address, as large as a long. Public only
     * because jnr asks for it.
     */
    public interface Functions {
        int semget(int key, int semaphores, int flags);

        int semtimedop(int id, @In byte[] operations, long count, @In long[] timeout);

        int semctl(int id, int semaphore, int command, long value);
    }

    /** semctl(2) with an array for its last argument. */
    static final class OfArrays {
        static final Calls C = Native.load(Calls.class);

        private OfArrays() {}

        /** Public only because jnr asks for it. */
        public interface Calls {
            int semctl(int id, int semaphore, int command, @In @Out byte[] array);
        }
    }
}
