package org.ipcctl.bench.transport;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.Patience;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** unix(7), a connection at an abstract name: nothing to unlink. */
final class UnixConnectionTransport extends Transport {
    private final SocketType type;

    /** @param type SOCK_STREAM, or SOCK_SEQPACKET, which keeps blocks apart */
    UnixConnectionTransport(SocketType type) {
        this.type = type;
    }

    @Override
    public String name() {
        return "unix-" + type;
    }

    @Override
    public String summary() {
        return "a UNIX domain " + type + " socket, with write(2) and read(2)";
    }

    @Override
    public BlockLimit limit() {
        return type == SocketType.STREAM ? null : MessageSize.limit();
    }

    @Override
    public Set<Knob> knobs() {
        return Set.of(Knob.BUFFER);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        SocketAddress address = SocketAddress.ofAbstract(setup.tag());
        if (side == Side.SENDING) {
            Listener listener = Listener.open(address, type, -1, 1, false);
            return channel(() -> listener.accept(SocketChannel.patience()).fd(), listener::close, setup);
        }
        UnixSocket connection = UnixSocket.connect(address, List.of(type), Patience.until(Deadline.never()), null);
        return channel(connection::fd, connection::close, setup);
    }

    private Channel channel(Supplier<Fd> connection, Runnable closing, Setup setup) {
        return new SocketChannel(connection, closing, "", setup.buffer()) {
            @Override
            void tune() {
                if (type == SocketType.STREAM) {
                    super.tune();
                } else {
                    MessageSize.fit(out(), setup.size(), setup.buffer());
                }
            }
        };
    }
}
