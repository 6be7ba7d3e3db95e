package org.ipcctl.fifo;

import jnr.ffi.annotations.In;
import org.ipcctl.kernel.Native;

/** mkfifo(3). */
final class FifoFunctions {
    static final Functions C = Native.load(Functions.class);

    private FifoFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int mkfifo(@In byte[] path, int mode);
    }
}
