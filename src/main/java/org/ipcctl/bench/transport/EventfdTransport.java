package org.ipcctl.bench.transport;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.EventFd;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawIo;
import org.ipcctl.kernel.RawMemory;

/**
 * eventfd(2): one in each direction, inherited. A second number would be added to the first that was not taken yet, so
 * only round trips can be measured, where there is never more than one.
 */
final class EventfdTransport extends Transport {
    EventfdTransport() {
        super("eventfd",
                "an eventfd in each direction, whose number is the message, with write(2) and read(2); "
                        + "round trips only");
    }

    @Override
    public Set<Metric> metrics() {
        return Set.of(Metric.LATENCY);
    }

    @Override
    public BlockLimit limit() {
        return new BlockLimit(Long.BYTES, "an eventfd holds one number");
    }

    @Override
    public Map<Side, List<Fd>> descriptors() {
        Fd there = EventFd.open("eventfd");
        Fd back = EventFd.open("eventfd");
        return Map.of(Side.SENDING, List.of(back, there), Side.RECEIVING, List.of(there, back));
    }

    @Override
    public Channel open(Side side, Setup setup) {
        NativeMemory memory = NativeMemory.allocate(Long.BYTES);
        long number = memory.address();
        return new DescriptorChannel() {
            @Override
            public void join(String other, List<Fd> inherited) {
                use(inherited.get(0), inherited.get(1));
            }

            @Override
            public long bufferBytes() {
                return Long.BYTES;
            }

            /** One more than what is in the block, for nobody is woken by 0. */
            @Override
            public void send(long address, int size) {
                RawMemory.putLong(number, 0);
                RawMemory.copy(address, number, size);
                RawMemory.putLong(number, RawMemory.getLong(number) + 1);
                RawIo.write(out(), number, Long.BYTES);
            }

            @Override
            public int receive(long address, int most) {
                RawIo.read(in(), number, Long.BYTES);
                RawMemory.putLong(number, RawMemory.getLong(number) - 1);
                RawMemory.copy(number, address, most);
                return most;
            }

            @Override
            public void close() {
                memory.close();
                super.close();
            }
        };
    }
}
