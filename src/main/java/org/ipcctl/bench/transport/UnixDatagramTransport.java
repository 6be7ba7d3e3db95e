package org.ipcctl.bench.transport;

import java.util.List;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.SocketWire;

/** unix(7), SOCK_DGRAM: two sockets with abstract names, each connected to the other; a block is a datagram. */
final class UnixDatagramTransport extends Transport {
    UnixDatagramTransport() {
        super("unix-dgram", "a UNIX domain datagram socket on each side, with write(2) and read(2)", Knob.BUFFER);
    }

    @Override
    public BlockLimit limit() {
        return MessageSize.limit();
    }

    @Override
    public Channel open(Side side, Setup setup) {
        String own = setup.tag() + "." + side;
        Fd socket = SocketWire.bindUnix(SocketType.DGRAM, own);
        return new DescriptorChannel() {
            @Override
            public String address() {
                return own;
            }

            @Override
            public void join(String other, List<Fd> inherited) {
                SocketWire.pair(socket, other);
                MessageSize.fit(socket, setup.size(), setup.tuning().buffer());
                use(socket, socket);
            }

            @Override
            public long bufferBytes() {
                return SocketWire.sendBuffer(socket);
            }

            @Override
            public void close() {
                socket.close();
                super.close();
            }
        };
    }
}
