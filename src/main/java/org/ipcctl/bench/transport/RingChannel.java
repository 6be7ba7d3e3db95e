package org.ipcctl.bench.transport;

import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.kernel.Doorbell;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.SharedWord;
import org.ipcctl.shm.RingLayout;

/**
 * Two rings, one for each direction, each on pages of its own; {@link RingLayout} says what is where. The measured
 * loops are here and not behind a further object, which cost 1 to 2 ns a block.
 */
final class RingChannel extends ShmChannel {
    private static final long CAPACITY = 4 << 20;
    /**
     * A large block goes in steps, so that the other side can begin before it is complete. Long ones: who follows close
     * behind takes each line out of a cache that has just got it, and a block of 1 MiB in sixteen steps took a fifth
     * longer than in one.
     */
    private static final int SHORTEST_STEP = 64 << 10;
    private static final int STEPS_OF_RING = 4;
    /** Room is given back in steps of this part of the ring, and always before waiting. */
    private static final int STEPS = 8;

    private final long capacity;
    private final int step;
    private final Ring out;
    private final Ring in;
    private final long outBytes;
    private final long inBytes;
    private long produced;
    private long roomUntil;
    private long consumed;
    private long givenBack;
    private long filledUntil;

    RingChannel(SharedArea area, Side side, Setup setup, boolean sleeps) {
        super(area, side, setup, 2 * each(setup));
        capacity = capacity(setup);
        step = (int) Math.min(Integer.MAX_VALUE, Math.max(SHORTEST_STEP, capacity / STEPS_OF_RING));
        long each = each(setup);
        long send = side == Side.SENDING ? 0 : each;
        long receive = each - send;
        out = new Ring(memory(), send, sleeps);
        in = new Ring(memory(), receive, sleeps);
        outBytes = memory().address() + send + RingLayout.BYTES;
        inBytes = memory().address() + receive + RingLayout.BYTES;
        roomUntil = capacity;
    }

    /** A power of two. */
    private static long capacity(Setup setup) {
        return setup.tuning().buffer() == 0 ? CAPACITY
                : Long.highestOneBit(Math.max(1, 2 * setup.tuning().buffer() - 1));
    }

    private static long each(Setup setup) {
        return PageSize.roundUp(RingLayout.BYTES + capacity(setup));
    }

    /** The words of one direction. */
    private static final class Ring {
        private final SharedWord head;
        private final SharedWord tail;
        private final Doorbell consumer;
        private final Doorbell producer;

        Ring(Mapping memory, long offset, boolean sleeps) {
            head = new SharedWord(memory, offset + RingLayout.HEAD);
            tail = new SharedWord(memory, offset + RingLayout.TAIL);
            consumer = new Doorbell(memory, offset + RingLayout.PRODUCER, sleeps);
            producer = new Doorbell(memory, offset + RingLayout.CONSUMER, sleeps);
        }
    }

    @Override
    public long bufferBytes() {
        return capacity;
    }

    @Override
    public void send(long address, int size) {
        int done = 0;
        while (done < size) {
            done += sendSome(address + done, Math.min(size - done, step));
        }
    }

    private int sendSome(long address, int wanted) {
        if (roomUntil - produced < wanted) {
            roomUntil = out.tail.getAcquire() + capacity;
            if (roomUntil == produced) {
                roomUntil = out.producer.await(out.tail, produced - capacity) + capacity;
            }
        }
        long at = produced & (capacity - 1);
        int count = (int) Math.min(Math.min(wanted, roomUntil - produced), capacity - at);
        RawMemory.copy(address, outBytes + at, count);
        produced += count;
        out.head.setRelease(produced);
        out.consumer.ring();
        return count;
    }

    @Override
    public int receive(long address, int most) {
        if (filledUntil == consumed) {
            filledUntil = in.consumer.await(in.head, consumed);
        }
        long at = consumed & (capacity - 1);
        int count = (int) Math.min(Math.min(Math.min(most, step), filledUntil - consumed), capacity - at);
        RawMemory.copy(inBytes + at, address, count);
        consumed += count;
        if (consumed == filledUntil || consumed - givenBack >= capacity / STEPS) {
            givenBack = consumed;
            in.tail.setRelease(consumed);
            in.producer.ring();
        }
        return count;
    }
}
