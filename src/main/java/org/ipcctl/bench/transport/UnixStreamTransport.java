package org.ipcctl.bench.transport;

import java.util.Set;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.sock.StreamSocket;

/** unix(7), SOCK_STREAM, at an abstract name: nothing to unlink. */
final class UnixStreamTransport extends Transport {
    @Override
    public String name() {
        return "unix-stream";
    }

    @Override
    public String summary() {
        return "a UNIX domain stream socket, with write(2) and read(2)";
    }

    @Override
    public Set<Knob> knobs() {
        return Set.of(Knob.BUFFER);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        boolean sending = side == Side.SENDING;
        return new SocketChannel(side, sending ? StreamSocket.listenUnix(setup.tag()) : StreamSocket.connectUnix(setup.tag()), "",
                setup.buffer());
    }
}
