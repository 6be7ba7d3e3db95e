package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.shm.RingReader;
import org.ipcctl.shm.RingWriter;

/** Two rings, one for each direction, each on pages of its own. */
final class RingChannel extends Channel {
    private static final long CAPACITY = 4 << 20;

    private final Mapping memory;
    private final long capacity;
    private final RingWriter out;
    private final RingReader in;

    RingChannel(Side side, Setup setup, boolean sleeps) {
        capacity = setup.buffer() == 0 ? CAPACITY : powerOfTwo(setup.buffer());
        long each = PageSize.roundUp(RingWriter.length(capacity));
        memory = ShmArea.open(side, setup, 2 * each);
        long send = side == Side.SENDING ? 0 : each;
        out = new RingWriter(memory, send, capacity, sleeps);
        in = new RingReader(memory, each - send, capacity, sleeps);
    }

    private static long powerOfTwo(long bytes) {
        return Long.highestOneBit(Math.max(1, 2 * bytes - 1));
    }

    @Override
    public long bufferBytes() {
        return capacity;
    }

    @Override
    public void send(long address, int size) {
        out.write(address, size);
    }

    @Override
    public int receive(long address, int most) {
        return in.read(address, most);
    }

    @Override
    public void check() {
        memory.check();
    }

    @Override
    public void close() {
        memory.close();
    }
}
