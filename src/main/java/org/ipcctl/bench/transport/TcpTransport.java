package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Tunable;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.LoopbackSocket;

/** tcp(7) on 127.0.0.1 with TCP_NODELAY, never beyond the loopback. */
final class TcpTransport extends Transport {
    TcpTransport() {
        super("tcp", "TCP on the loopback with TCP_NODELAY, with write(2) and read(2)", Tunable.BUFFER);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        if (side == Side.SENDING) {
            Fd listener = LoopbackSocket.listen();
            return new SocketChannel(() -> LoopbackSocket.accept(listener, SocketChannel.patience()), listener::close,
                    Integer.toString(LoopbackSocket.port(listener)), null, setup.tuning().buffer());
        }
        return new SocketChannel(null, () -> {}, "", port -> LoopbackSocket.connect(Integer.parseInt(port)),
                setup.tuning().buffer());
    }
}
