package org.ipcctl.bench.transport;

import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.shm.RingReader;
import org.ipcctl.shm.RingWriter;

/** Two rings, one for each direction, each on pages of its own. */
final class RingChannel extends ShmChannel {
    private static final long CAPACITY = 4 << 20;

    private final long capacity;
    private final RingWriter out;
    private final RingReader in;

    RingChannel(Side side, Setup setup, boolean sleeps) {
        super(side, setup, 2 * each(setup));
        capacity = capacity(setup);
        long each = each(setup);
        long send = side == Side.SENDING ? 0 : each;
        out = new RingWriter(memory(), send, capacity, sleeps);
        in = new RingReader(memory(), each - send, capacity, sleeps);
    }

    /** A power of two. */
    private static long capacity(Setup setup) {
        return setup.tuning().buffer() == 0 ? CAPACITY : Long.highestOneBit(Math.max(1, 2 * setup.tuning().buffer() - 1));
    }

    private static long each(Setup setup) {
        return PageSize.roundUp(RingWriter.length(capacity(setup)));
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
}
