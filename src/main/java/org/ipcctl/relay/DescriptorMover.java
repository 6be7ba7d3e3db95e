package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.Handover;
import org.ipcctl.sock.PendingDescriptors;
import org.ipcctl.sock.SocketReader;
import org.ipcctl.sock.UnixSocket;

/**
 * Moves what comes through a UNIX domain socket with the descriptors that come along, which splice(2) and read(2) would close:
 * they are passed on where that leads to such a socket too, and are closed and counted where it does not.
 */
final class DescriptorMover extends Mover {
    private static final int BUFFER = 1 << 18;

    private final SocketReader reader;
    private final PendingDescriptors pending;
    /** For what no descriptor is with. */
    private final ByteMover bytes;
    /** Null where it is something else. */
    private final UnixSocket toSocket;
    private final Deadline limit;
    private long lost;

    DescriptorMover(UnixSocket from, Fd to, Deadline limit) {
        super(from.fd(), to, limit);
        this.reader = new SocketReader(from, BUFFER);
        this.pending = new PendingDescriptors(from);
        this.bytes = new ByteMover(from.fd(), to, limit);
        this.toSocket = UnixSocket.behind(to);
        this.limit = limit;
    }

    @Override
    boolean pass() {
        int plain = pending.bytesBefore();
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
            if (descriptors.isEmpty()) {
                write(data);
            } else if (toSocket != null) {
                Handover.send(toSocket, descriptors, data, limit.restarted());
            } else {
                lost += descriptors.size();
                write(data);
            }
        } finally {
            descriptors.forEach(Fd::close);
        }
        return more;
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
