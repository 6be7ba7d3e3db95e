package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.SocketWire;

/** unix(7), a connection at an abstract name: nothing to unlink. */
final class UnixConnectionTransport extends Transport {
    private final SocketType type;

    /** @param type SOCK_STREAM, or SOCK_SEQPACKET, which keeps blocks apart */
    UnixConnectionTransport(SocketType type) {
        super("unix-" + type, "a UNIX domain " + type + " socket, with write(2) and read(2)", Knob.BUFFER);
        this.type = type;
    }

    @Override
    public BlockLimit limit() {
        return type == SocketType.STREAM ? null : MessageSize.limit();
    }

    @Override
    public Channel open(Side side, Setup setup) {
        boolean sending = side == Side.SENDING;
        return new SocketChannel(sending ? SocketWire.listenUnix(type, setup.tag()) : null, sending ? setup.tag() : "",
                name -> SocketWire.connectUnix(type, name), setup.tuning().buffer()) {
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
