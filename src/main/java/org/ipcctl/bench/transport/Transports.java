package org.ipcctl.bench.transport;

import java.util.List;
import org.ipcctl.bench.Transport;
import org.ipcctl.sock.SocketType;

/** The one registry of mechanisms that can be measured, in the order of results. */
public final class Transports {
    public static final List<Transport> ALL = List.of(
            new PipeTransport(),
            new FifoTransport(),
            new MqTransport(),
            new UnixConnectionTransport(SocketType.STREAM),
            new UnixDatagramTransport(),
            new UnixConnectionTransport(SocketType.SEQPACKET),
            new TcpTransport(),
            new ShmSemTransport(),
            new ShmMutexTransport(),
            RingTransport.futex(),
            RingTransport.spin(),
            new MemcpyTransport());

    private Transports() {}

    /** The one called {@code name}, or null. */
    public static Transport find(String name) {
        return ALL.stream().filter(transport -> transport.name().equals(name)).findFirst().orElse(null);
    }

    public static List<String> names() {
        return ALL.stream().map(Transport::name).toList();
    }
}
