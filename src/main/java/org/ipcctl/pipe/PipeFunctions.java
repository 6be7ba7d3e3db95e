package org.ipcctl.pipe;

import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Native;

/** C functions about pipes. */
final class PipeFunctions {
    static final Functions C = Native.load(Functions.class);

    private PipeFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int pipe2(@Out int[] ends, int flags);

        long fpathconf(int fd, int name);
    }
}
