package org.ipcctl.fifo;

import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Native;

/** What it takes to look at a FIFO without taking anything out: tee(2), pipe2(2), flock(2). */
final class LineFunctions {
    static final Functions C = Native.load(Functions.class);

    private LineFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        long tee(int from, int to, long length, int flags);

        int pipe2(@Out int[] ends, int flags);

        int flock(int fd, int operation);
    }
}
