package org.ipcctl.bench.transport;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Tunable;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.ConnectRetry;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** unix(7), a connection at an abstract name: nothing to unlink. */
final class UnixConnectionTransport extends Transport {
    private final SocketType type;

    /** @param type SOCK_STREAM, or SOCK_SEQPACKET, which keeps blocks apart */
    UnixConnectionTransport(SocketType type) {
        super("unix-" + type, "a UNIX domain " + type + " socket, with write(2) and read(2)", Tunable.BUFFER);
        this.type = type;
    }

    @Override
    public BlockLimit limit() {
        return type == SocketType.STREAM ? null : MessageSize.limit();
    }

    @Override
    public Channel open(Side side, Setup setup) {
        if (side == Side.SENDING) {
            Listener listener = Listener.open(SocketAddress.ofAbstract(setup.tag()), type, -1, 1, false);
            return channel(() -> listener.accept(SocketChannel.patience()).fd(), listener::close, setup.tag(), null,
                    setup);
        }
        return channel(null, () -> {}, "", name -> UnixSocket.connect(SocketAddress.ofAbstract(name), List.of(type),
                ConnectRetry.until(Deadline.never()), null).fd(), setup);
    }

    private Channel channel(Supplier<Fd> accept, Runnable closing, String address, Function<String, Fd> connect,
                            Setup setup) {
        return new SocketChannel(accept, closing, address, connect, setup.tuning().buffer()) {
            @Override
            void tune() {
                if (type == SocketType.STREAM) {
                    super.tune();
                } else {
                    MessageSize.fit(out(), setup.size(), setup.tuning().buffer());
                }
            }
        };
    }
}
