package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongConsumer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.FdPassing;
import org.ipcctl.sock.PendingDescriptors;
import org.ipcctl.sock.SocketReader;
import org.ipcctl.sock.UnixSocket;

/**
 * Moves what comes through a UNIX domain socket with the descriptors that come along, which splice(2) and read(2) would
 * close: they are passed on where that leads to such a socket too, and are closed and counted where it does not.
 */
final class DescriptorMover extends Mover {
    private static final int BUFFER = 1 << 18;

    private final SocketReader reader;
    private final PendingDescriptors pending;
    /** For what no descriptor is with. */
    private final StreamCopier bytes;
    /** Null where it is something else. */
    private final UnixSocket toSocket;
    private final Deadline limit;
    /** Null where what is not taken is nobody's loss. */
    private final UnixSocket all;
    private long lost;

    /** @param takesAll whether what was sent by then is moved where a signal ends this */
    DescriptorMover(UnixSocket from, Fd to, Deadline limit, boolean takesAll) {
        super(from.fd(), to, limit);
        this.all = takesAll ? from : null;
        this.reader = new SocketReader(from, BUFFER);
        this.pending = new PendingDescriptors(from);
        this.bytes = new StreamCopier(from.fd(), to, limit);
        this.toSocket = UnixSocket.behind(to);
        this.limit = limit;
    }

    @Override
    boolean pass() {
        int plain = isSeen() ? 0 : pending.bytesBefore();
        if (plain > 0) {
            boolean more = bytes.pass(plain);
            if (bytes.hadNoRoom()) {
                noRoom();
            }
            return more;
        }
        ByteBuffer data = reader.read();
        if (data == null) {
            return true;
        }
        List<Fd> descriptors = reader.descriptors();
        boolean more = data.hasRemaining();
        try {
            if (more) {
                came(data, descriptors);
            }
            if (descriptors.isEmpty()) {
                write(data);
            } else if (toSocket != null) {
                int length = data.remaining();
                FdPassing.send(toSocket, descriptors, data, limit.restarted());
                progressed(length);
            } else {
                lost += descriptors.size();
                write(data);
            }
        } finally {
            descriptors.forEach(Fd::close);
        }
        return more;
    }

    @Override
    void whenMoved(LongConsumer step) {
        super.whenMoved(step);
        bytes.whenMoved(step);
    }

    @Override
    void rest() {
        if (all != null) {
            rest(all, to, BUFFER);
        }
    }

    /**
     * Takes what was sent by now, message for message where there are any, of at most {@code longest} bytes; no more is
     * sent. Nobody is left who could be told of descriptors.
     */
    static void rest(UnixSocket from, Fd to, int longest) {
        // Whoever comes second finds the end.
        synchronized (from) {
            from.endInput();
            try (SocketReader reader = new SocketReader(from, longest)) {
                for (ByteBuffer data = reader.read(); data != null
                        && (data.hasRemaining() || !reader.descriptors().isEmpty()); data = reader.read()) {
                    reader.descriptors().forEach(Fd::close);
                    to.writeFully(data);
                }
            }
        }
    }

    /** Descriptors that could not be passed on. */
    long lost() {
        return lost;
    }

    @Override
    void release() {
        reader.close();
        pending.close();
        bytes.close();
    }
}
