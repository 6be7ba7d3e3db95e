package org.ipcctl.bench.transport;

import java.util.List;
import java.util.Map;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tunable;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.PageGifts;
import org.ipcctl.kernel.PipeBuffer;

/**
 * A pipe(7) in each direction that the sender's pages themselves go into, by vmsplice(2): the kernel copies once, in
 * read(2).
 */
final class VmspliceTransport extends Transport {
    VmspliceTransport() {
        super("pipe-vmsplice",
                "an anonymous pipe in each direction, with vmsplice(2) of pages that blocks were copied into, and "
                        + "read(2)",
                Tunable.BUFFER);
    }

    @Override
    public Map<Side, List<Fd>> descriptors() {
        return PipeTransport.pipes();
    }

    @Override
    public Channel open(Side side, Setup setup) {
        return new DescriptorChannel() {
            private PagePool pool;
            private NativeMemory memory;
            private PageGifts gifts;
            private long start;

            @Override
            public void join(String other, List<Fd> inherited) {
                use(inherited.get(0), inherited.get(1));
                resize(setup.tuning().buffer());
                gifts = PageGifts.ofMemory(out());
                pool = new PagePool(bufferBytes(), setup.size());
                memory = PageGifts.memory(pool.length());
                start = PageGifts.start(memory, pool.length());
                pool.use(start);
            }

            @Override
            public long bufferBytes() {
                return PipeBuffer.capacity(out());
            }

            @Override
            public void send(long address, int size) {
                gifts.put(start + pool.put(address, size), size);
            }

            @Override
            public void close() {
                memory.close();
                gifts.close();
                super.close();
            }
        };
    }
}
