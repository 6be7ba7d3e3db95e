package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.SocketWire;

/** tcp(7) on 127.0.0.1 with TCP_NODELAY, never beyond the loopback. */
final class TcpTransport extends Transport {
    TcpTransport() {
        super("tcp", "TCP on the loopback with TCP_NODELAY, with write(2) and read(2)", Knob.BUFFER);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        Fd listener = side == Side.SENDING ? SocketWire.listenLoopback() : null;
        return new SocketChannel(listener, listener == null ? "" : Integer.toString(SocketWire.port(listener)),
                port -> SocketWire.connectLoopback(Integer.parseInt(port)), setup.tuning().buffer());
    }
}
