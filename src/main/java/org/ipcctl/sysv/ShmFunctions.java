package org.ipcctl.sysv;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Native;

/** The C functions of shared memory segments. */
final class ShmFunctions {
    static final Functions C = Native.load(Functions.class);

    private ShmFunctions() {}

    /** Addresses are longs; -1 is a failure. Public only because jnr asks for it. */
    public interface Functions {
        int shmget(int key, long size, int flags);

        long shmat(int id, Pointer address, int flags);

        int shmdt(Pointer address);

        int shmctl(int id, int command, @In @Out byte[] structure);
    }
}
