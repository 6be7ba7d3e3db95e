package org.ipcctl.bench.transport;

import java.util.List;
import java.util.Map;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tunable;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.PageGifts;
import org.ipcctl.kernel.PipeBuffer;

/**
 * A pipe(7) in each direction that pages of a file go into, by splice(2): as data that is in a file already would. The
 * kernel copies once, in read(2).
 */
final class SpliceTransport extends Transport {
    SpliceTransport() {
        super("pipe-splice",
                "an anonymous pipe in each direction, with splice(2) out of a memfd that blocks were copied into, and "
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
            private Fd file;
            private Mapping memory;
            private PageGifts gifts;

            @Override
            public void join(String other, List<Fd> inherited) {
                use(inherited.get(0), inherited.get(1));
                resize(setup.tuning().buffer());
                gifts = PageGifts.ofFiles(out());
                pool = new PagePool(bufferBytes(), setup.size());
                file = Fd.inMemory("ipcctl-bench");
                file.truncate(pool.length());
                memory = Mapping.shared(file, pool.length(), true);
                pool.use(memory.address());
            }

            @Override
            public long bufferBytes() {
                return PipeBuffer.capacity(out());
            }

            @Override
            public void send(long address, int size) {
                gifts.put(file, pool.put(address, size), size);
            }

            @Override
            public void close() {
                memory.close();
                file.close();
                gifts.close();
                super.close();
            }
        };
    }
}
