package org.ipcctl.bench.transport;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.SocketBuffers;

/** A connected socket: the sending side listens and accepts, the receiving side connects. */
class SocketChannel extends DescriptorChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Fd> accept;
    private final Runnable closing;
    private final String address;
    private final Function<String, Fd> connect;
    private final long buffer;

    /**
     * @param accept  gives the connection on the sending side; null on the receiving side
     * @param closing closes what it comes from
     * @param address where the sending side listens; empty on the other
     * @param connect how the receiving side connects to such an address
     * @param buffer  bytes of each buffer of the connection, 0 for as many as the kernel gives
     */
    SocketChannel(Supplier<Fd> accept, Runnable closing, String address, Function<String, Fd> connect, long buffer) {
        this.accept = accept;
        this.closing = closing;
        this.address = address;
        this.connect = connect;
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
    public void join(String other, List<Fd> inherited) {
        Fd connection = accept == null ? connect.apply(other) : accept.get();
        use(connection, connection);
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
