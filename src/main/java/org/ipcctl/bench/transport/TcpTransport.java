package org.ipcctl.bench.transport;

import java.util.Set;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.LoopbackSocket;

/** tcp(7) on 127.0.0.1 with TCP_NODELAY, never beyond the loopback. */
final class TcpTransport extends Transport {
    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public String summary() {
        return "TCP on the loopback with TCP_NODELAY, with write(2) and read(2)";
    }

    @Override
    public Set<Knob> knobs() {
        return Set.of(Knob.BUFFER);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        if (side == Side.SENDING) {
            Fd listener = LoopbackSocket.listen();
            return new SocketChannel(() -> LoopbackSocket.accept(listener, SocketChannel.patience()), listener::close,
                    Integer.toString(LoopbackSocket.port(listener)), setup.buffer());
        }
        Fd connection = LoopbackSocket.connect(Integer.parseInt(setup.address()));
        return new SocketChannel(() -> connection, connection::close, setup.address(), setup.buffer());
    }
}
