package org.ipcctl.shm;

import jnr.ffi.annotations.In;
import org.ipcctl.kernel.Native;

/** The C function of POSIX shared memory. */
final class ShmFunctions {
    static final Functions C = Native.load(Functions.class);

    private ShmFunctions() {}

    /** Public only because jnr asks for it. */
    public interface Functions {
        int shm_open(@In byte[] name, int flags, int mode);
    }
}
