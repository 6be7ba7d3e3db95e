package org.ipcctl.bench.transport;

import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.bench.Transport;
import org.ipcctl.sock.SocketType;

/** The one registry of mechanisms that can be measured, in the order of results. */
public final class Transports {
    /** Those that are measured where none is named. */
    public static final List<Transport> USUAL = List.of(
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
    /** What is chosen less often, or is of another age. */
    public static final List<Transport> OTHERS = List.of(
            new SocketpairTransport(),
            new UnixFdTransport(),
            new VmspliceTransport(),
            new SpliceTransport(),
            ProcessVmTransport.readv(),
            ProcessVmTransport.writev(),
            RingTransport.file(),
            new SysvMsgTransport(),
            new SysvShmTransport(),
            new EventfdTransport(),
            new SignalTransport());
    public static final List<Transport> ALL = Stream.concat(USUAL.stream(), OTHERS.stream()).toList();

    private Transports() {}

    /** The one called {@code name}, or null. */
    public static Transport find(String name) {
        return ALL.stream().filter(transport -> transport.name().equals(name)).findFirst().orElse(null);
    }

    public static List<String> names() {
        return ALL.stream().map(Transport::name).toList();
    }
}
