package org.ipcctl.bench.transport;

import org.ipcctl.bench.Transport.BlockLimit;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Sysctl;
import org.ipcctl.sock.SocketBuffers;

/** How large a message of a UNIX socket can be: it has to fit into the send buffer, and lies in memory in one piece. */
final class MessageSize {
    private static final String LIMIT = "net/core/wmem_max";
    private static final long USUAL_LIMIT = 212_992;
    /** The kernel grants twice what is asked for, and keeps a little of that for itself. */
    private static final long KEPT = 64;
    /** Beyond this the default buffer would not hold two messages. */
    private static final int COMFORTABLE = 96 << 10;
    private static final int BOOKKEEPING = 64 << 10;
    /** The largest piece that the kernel's allocator gives. */
    private static final long ONE_PIECE = 4L << 20;

    private MessageSize() {
    }

    static BlockLimit limit() {
        long granted = 2 * Sysctl.number(LIMIT).orElse(USUAL_LIMIT) - KEPT;
        return granted >= ONE_PIECE || SocketBuffers.mayExceedLimits()
                ? new BlockLimit(ONE_PIECE - BOOKKEEPING, "the kernel keeps a message in one piece of memory")
                : new BlockLimit(granted, "net.core.wmem_max, from which a message must fit into the send buffer");
    }

    /** Gives {@code socket} the buffers that were asked for, or else such that blocks of {@code size} fit. */
    static void fit(Fd socket, int size, long buffer) {
        if (buffer != 0) {
            SocketBuffers.resize(socket, buffer);
        } else if (size > COMFORTABLE) {
            long wanted = 2L * size + BOOKKEEPING;
            long allowed = Sysctl.number(LIMIT).orElse(USUAL_LIMIT);
            SocketBuffers.resizeSending(socket, SocketBuffers.mayExceedLimits() ? wanted : Math.min(wanted, allowed));
        }
    }
}
