package org.ipcctl.fifo;

import jnr.ffi.annotations.In;
import org.ipcctl.kernel.Native;

/** mkfifo(3), fchmodat(2). */
final class FifoFunctions {
    static final Functions C = Native.load(Functions.class);

    private FifoFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int mkfifo(@In byte[] path, int mode);

        int fchmodat(int directory, @In byte[] path, int mode, int flags);
    }
}
