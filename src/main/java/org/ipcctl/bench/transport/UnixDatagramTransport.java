package org.ipcctl.bench.transport;

import java.util.List;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Tunable;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketBuffers;
import org.ipcctl.sock.SocketType;

/** unix(7), SOCK_DGRAM: two sockets with abstract names, each connected to the other; a block is a datagram. */
final class UnixDatagramTransport extends Transport {
    UnixDatagramTransport() {
        super("unix-dgram", "a UNIX domain datagram socket on each side, with write(2) and read(2)", Tunable.BUFFER);
    }

    @Override
    public BlockLimit limit() {
        return MessageSize.limit();
    }

    @Override
    public BlockLimit limitWhereShared() {
        return limit();
    }

    @Override
    public Channel open(Side side, Setup setup) {
        String own = setup.tag() + "." + side;
        Listener bound = Listener.open(SocketAddress.ofAbstract(own), SocketType.DGRAM, -1, 1, false);
        Fd socket = bound.socket().fd();
        return new DescriptorChannel() {
            @Override
            public String address() {
                return own;
            }

            @Override
            public void join(String other, List<Fd> inherited) {
                bound.socket().connectTo(SocketAddress.ofAbstract(other));
                MessageSize.fit(socket, setup.size(), setup.tuning().buffer());
                use(socket, socket);
            }

            @Override
            public long bufferBytes() {
                return SocketBuffers.sending(socket);
            }

            @Override
            public void close() {
                bound.close();
                super.close();
            }
        };
    }
}
