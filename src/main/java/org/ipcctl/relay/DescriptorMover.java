package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.Handover;
import org.ipcctl.sock.SocketReader;
import org.ipcctl.sock.UnixSocket;

/**
 * Copies what comes through a UNIX domain socket with the descriptors that come along, which splice(2) and read(2) would close:
 * they are passed on where that leads to such a socket too, and are closed and counted where it does not.
 */
final class DescriptorMover extends Mover {
    private static final int BUFFER = 1 << 18;

    private final SocketReader reader;
    /** Null where it is something else. */
    private final UnixSocket toSocket;
    private final Deadline limit;
    private long lost;

    DescriptorMover(UnixSocket from, Fd to, Deadline limit) {
        super(from.fd(), to, limit);
        this.reader = new SocketReader(from, BUFFER);
        this.toSocket = UnixSocket.behind(to);
        this.limit = limit;
    }

    @Override
    boolean pass() {
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
    }
}
