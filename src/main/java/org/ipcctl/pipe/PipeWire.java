package org.ipcctl.pipe;

import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.Syscall;

/** A bare pipe(2) for the benchmark, whose bytes move by {@link org.ipcctl.kernel.RawIo}. */
public final class PipeWire {
    private static final Functions C = Native.load(Functions.class);

    private PipeWire() {
    }

    /** The read end and the write end of a new pipe, both close-on-exec. */
    public static Fd[] create() {
        int[] ends = new int[2];
        Syscall.call("pipe2", "", () -> C.pipe2(ends, Fd.O_CLOEXEC), "O_CLOEXEC");
        return new Fd[] {Fd.own(ends[0], "pipe"), Fd.own(ends[1], "pipe")};
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int pipe2(@Out int[] ends, int flags);
    }
}
