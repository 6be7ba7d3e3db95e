package org.ipcctl.shm;

import jnr.ffi.annotations.In;
import org.ipcctl.kernel.Native;

/** The C functions of POSIX shared memory, and the one that gives a finished object its name. */
final class ShmFunctions {
    static final Functions C = Native.load(Functions.class);

    private ShmFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int shm_open(@In byte[] name, int flags, int mode);

        int shm_unlink(@In byte[] name);

        int linkat(int oldDirectory, @In byte[] oldPath, int newDirectory, @In byte[] newPath, int flags);
    }
}
