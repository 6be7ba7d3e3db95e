package org.ipcctl.bench.transport;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.pipe.PipeLimits;

/** The capacity of a pipe or FIFO: F_GETPIPE_SZ and F_SETPIPE_SZ of fcntl(2). */
final class PipeSize {
    private PipeSize() {
    }

    /** Makes it hold at least {@code bytes}, which the kernel rounds up to a power of two; 0 leaves it as it is. */
    static void set(Fd end, long bytes) {
        if (bytes == 0) {
            return;
        }
        try {
            PipeBuffer.resize(end, bytes);
        } catch (KernelException e) {
            PipeLimits.Limit limit = e.is(Errno.EPERM) ? PipeLimits.current().refusing(bytes) : null;
            throw limit == null ? e : e.asLimit().because("a buffer of " + bytes + " bytes is too large for this user: " + limit.reason())
                    .advise("Ask for less, or as root: sysctl -w " + limit.sysctl() + "=N");
        }
    }
}
