package org.ipcctl.bench.transport;

import java.time.Duration;
import org.ipcctl.bench.Side;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.StreamSocket;

/** A connected stream socket: the sending side listens and accepts, the receiving side connects. */
final class SocketChannel extends DescriptorChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Side side;
    private final Fd socket;
    private final String address;
    private final long buffer;

    /**
     * @param socket the listener on the sending side, the connection on the receiving side
     * @param buffer bytes of each buffer of the connection, 0 for as many as the kernel gives
     */
    SocketChannel(Side side, Fd socket, String address, long buffer) {
        this.side = side;
        this.socket = socket;
        this.address = address;
        this.buffer = buffer;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void join() {
        Fd connection = side == Side.SENDING ? StreamSocket.accept(socket, Deadline.in(PATIENCE)) : socket;
        use(connection, connection);
        if (buffer != 0) {
            StreamSocket.resize(connection, buffer);
        }
    }

    @Override
    public long bufferBytes() {
        return StreamSocket.sendBuffer(out());
    }

    @Override
    public void close() {
        socket.close();
        super.close();
    }
}
