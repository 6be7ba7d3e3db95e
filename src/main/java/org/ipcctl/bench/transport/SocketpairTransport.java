package org.ipcctl.bench.transport;

import java.util.List;
import java.util.Map;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tunable;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.SocketBuffers;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/**
 * socketpair(2): two UNIX domain sockets that are connected from the beginning, inherited as the ends of a pipe are.
 */
final class SocketpairTransport extends Transport {
    SocketpairTransport() {
        super("socketpair", "a pair of connected UNIX domain stream sockets, with write(2) and read(2)",
                Tunable.BUFFER);
    }

    @Override
    public Map<Side, List<Fd>> descriptors() {
        return pair();
    }

    /** An end for each side. */
    static Map<Side, List<Fd>> pair() {
        UnixSocket[] ends = UnixSocket.pair(SocketType.STREAM);
        return Map.of(Side.SENDING, List.of(ends[0].fd()), Side.RECEIVING, List.of(ends[1].fd()));
    }

    @Override
    public Channel open(Side side, Setup setup) {
        return new DescriptorChannel() {
            @Override
            public void join(String other, List<Fd> inherited) {
                use(inherited.get(0), inherited.get(0));
                if (setup.tuning().buffer() != 0) {
                    SocketBuffers.resize(out(), setup.tuning().buffer());
                }
            }

            @Override
            public long bufferBytes() {
                return SocketBuffers.sending(out());
            }
        };
    }
}
