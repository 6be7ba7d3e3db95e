package org.ipcctl.bench.transport;

import java.time.Duration;
import org.ipcctl.bench.Side;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.SocketWire;

/** A connected socket: the sending side listens and accepts, the receiving side connects. */
class SocketChannel extends DescriptorChannel {
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
        Fd connection = side == Side.SENDING ? SocketWire.accept(socket, Deadline.in(PATIENCE)) : socket;
        use(connection, connection);
        tune();
    }

    /** Gives the connection the buffers that were asked for. */
    void tune() {
        if (buffer != 0) {
            SocketWire.resize(out(), buffer);
        }
    }

    @Override
    public long bufferBytes() {
        return SocketWire.sendBuffer(out());
    }

    @Override
    public void close() {
        socket.close();
        super.close();
    }
}
