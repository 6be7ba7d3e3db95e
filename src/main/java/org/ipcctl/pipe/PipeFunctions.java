package org.ipcctl.pipe;

import org.ipcctl.kernel.Native;

/** C functions about pipes. */
final class PipeFunctions {
    static final Functions C = Native.load(Functions.class);

    private PipeFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        long fpathconf(int fd, int name);
    }
}
