package org.ipcctl.shm;

import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.RawMemory;

/** The consumer of a ring, of which {@link RingLayout} says what is where. */
public final class RingReader {
    private final long capacity;
    private final RingLayout ring;
    private long consumed;
    private long givenBack;
    private long filledUntil;

    /** What the {@link RingWriter} was made with. */
    public RingReader(Mapping memory, long offset, long capacity, boolean sleeps) {
        this.capacity = capacity;
        this.ring = new RingLayout(memory, offset, capacity, sleeps);
    }

    /** Takes at least one byte and at most {@code most}, and waits where there is none. */
    public int read(long address, int most) {
        if (filledUntil == consumed) {
            filledUntil = ring.consumer.await(ring.head, consumed);
        }
        long at = consumed & (capacity - 1);
        int count = (int) Math.min(Math.min(Math.min(most, RingLayout.CHUNK), filledUntil - consumed), capacity - at);
        RawMemory.copy(ring.bytes + at, address, count);
        consumed += count;
        if (consumed == filledUntil || consumed - givenBack >= capacity / RingLayout.STEPS) {
            givenBack = consumed;
            ring.tail.setRelease(consumed);
            ring.producer.ring();
        }
        return count;
    }
}
