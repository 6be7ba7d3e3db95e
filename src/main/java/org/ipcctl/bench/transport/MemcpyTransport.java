package org.ipcctl.bench.transport;

import java.util.Set;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.kernel.RawMemory;

/**
 * No mechanism at all: one thread of one process copies each block to another place in its memory. What a mechanism
 * that copies blocks through memory could reach at best, if it had to copy them only once.
 */
final class MemcpyTransport extends Transport {
    MemcpyTransport() {
        super("memcpy", "a copy within one process, as the limit of this machine");
    }

    @Override
    public Set<Metric> metrics() {
        return Set.of(Metric.THROUGHPUT);
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public Channel open(Side side, Setup setup) {
        long size = PageSize.roundUp(setup.size());
        NativeMemory memory = NativeMemory.allocate(size + PageSize.bytes());
        long target = PageSize.roundUp(memory.address());
        RawMemory.fill(target, size, (byte) 1);
        boolean verify = setup.verify();
        return new Channel() {
            @Override
            public long bufferBytes() {
                return 0;
            }

            @Override
            public void send(long address, int count) {
                RawMemory.copy(address, target, count);
                for (int i = 0; i < (verify ? count : 1); i++) {
                    if (RawMemory.getByte(target + i) != RawMemory.getByte(address + i)) {
                        throw new IllegalStateException("byte " + i + " of the copy differs");
                    }
                }
            }

            @Override
            public int receive(long address, int most) {
                throw new IllegalStateException("nothing is sent to another process");
            }

            @Override
            public void close() {
                memory.close();
            }
        };
    }
}
