package org.ipcctl.bench.transport;

import java.time.Duration;
import java.util.function.Supplier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.SocketBuffers;

/** A connected socket: the sending side listens and accepts, the receiving side connects. */
class SocketChannel extends DescriptorChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Runnable closing;
    private final Supplier<Fd> connection;
    private final String address;
    private final long buffer;

    /**
     * @param connection gives the connection, which the sending side accepts
     * @param closing    closes what it comes from
     * @param buffer     bytes of each buffer of the connection, 0 for as many as the kernel gives
     */
    SocketChannel(Supplier<Fd> connection, Runnable closing, String address, long buffer) {
        this.connection = connection;
        this.closing = closing;
        this.address = address;
        this.buffer = buffer;
    }

    /** How long to wait for the other side to connect. */
    static Deadline patience() {
        return Deadline.in(PATIENCE);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void join() {
        Fd joined = connection.get();
        use(joined, joined);
        tune();
    }

    /** Gives the connection the buffers that were asked for. */
    void tune() {
        if (buffer != 0) {
            SocketBuffers.resize(out(), buffer);
        }
    }

    @Override
    public long bufferBytes() {
        return SocketBuffers.sending(out());
    }

    @Override
    public void close() {
        closing.run();
        super.close();
    }
}
