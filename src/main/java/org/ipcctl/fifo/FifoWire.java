package org.ipcctl.fifo;

import jnr.ffi.annotations.In;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Syscall;

/** A bare FIFO for the benchmark, opened without ever blocking: the reading end first. See {@code fifo(7)}. */
public final class FifoWire {
    private static final Functions C = Native.load(Functions.class);

    private FifoWire() {
    }

    /** mkfifo(3), for the owner only. */
    public static void create(String path) {
        byte[] bytes = OsString.cString(path);
        Syscall.call("mkfifo", path, () -> C.mkfifo(bytes, 0600), "0600");
    }

    /** The reading end; it is in non-blocking mode, which an open that does not wait for the writer needs. */
    public static Fd openToRead(String path) {
        return Fd.open(path, Fd.O_RDONLY | Fd.O_NONBLOCK, 0);
    }

    /** The writing end; somebody has opened the reading end before, or this waits for it. */
    public static Fd openToWrite(String path) {
        return Fd.open(path, Fd.O_WRONLY, 0);
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int mkfifo(@In byte[] path, int mode);
    }
}
