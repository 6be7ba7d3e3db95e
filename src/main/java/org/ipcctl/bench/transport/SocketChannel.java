package org.ipcctl.bench.transport;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.SocketWire;

/** A connected socket: the sending side listens and accepts, the receiving side connects. */
class SocketChannel extends DescriptorChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Fd listener;
    private final String address;
    private final Function<String, Fd> connect;
    private final long buffer;

    /**
     * @param listener null on the receiving side
     * @param address  where it listens; empty there
     * @param connect  how the receiving side connects to such an address
     * @param buffer   bytes of each buffer of the connection, 0 for as many as the kernel gives
     */
    SocketChannel(Fd listener, String address, Function<String, Fd> connect, long buffer) {
        this.listener = listener;
        this.address = address;
        this.connect = connect;
        this.buffer = buffer;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void join(String other, List<Fd> inherited) {
        Fd connection = listener == null ? connect.apply(other) : SocketWire.accept(listener, Deadline.in(PATIENCE));
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
        if (listener != null) {
            listener.close();
        }
        super.close();
    }
}
