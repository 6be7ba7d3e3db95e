package org.ipcctl.fifo;

import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Native;

/** syscall(2) for pidfd_open(2) and pidfd_getfd(2), which older C libraries lack, and ioctl(2). */
final class HolderFunctions {
    static final Functions C = Native.load(Functions.class);

    private HolderFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        long syscall(long number, long argument1, long argument2, long argument3);

        int ioctl(int fd, long request, @Out int[] value);
    }
}
