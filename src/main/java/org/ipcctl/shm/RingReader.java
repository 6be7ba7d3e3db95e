package org.ipcctl.shm;

import org.ipcctl.kernel.Doorbell;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.SharedWord;

/** The consumer of a ring, of which {@link RingLayout} says what is where. */
public final class RingReader {
    private final long capacity;
    private final long bytes;
    private final SharedWord head;
    private final SharedWord tail;
    private final Doorbell consumer;
    private final Doorbell producer;
    private long consumed;
    private long givenBack;
    private long filledUntil;

    /** What the {@link RingWriter} was made with. */
    public RingReader(Mapping memory, long offset, long capacity, boolean sleeps) {
        this.capacity = capacity;
        this.bytes = RingLayout.bytes(memory, offset, capacity);
        this.head = new SharedWord(memory, offset + RingLayout.HEAD);
        this.tail = new SharedWord(memory, offset + RingLayout.TAIL);
        this.consumer = new Doorbell(memory, offset + RingLayout.CONSUMER_SLEEPS, sleeps);
        this.producer = new Doorbell(memory, offset + RingLayout.PRODUCER_SLEEPS, sleeps);
    }

    /** Takes at least one byte and at most {@code most}, and waits where there is none. */
    public int read(long address, int most) {
        if (filledUntil == consumed) {
            filledUntil = consumer.await(head, consumed);
        }
        long at = consumed & (capacity - 1);
        int count = (int) Math.min(Math.min(Math.min(most, RingLayout.CHUNK), filledUntil - consumed), capacity - at);
        RawMemory.copy(bytes + at, address, count);
        consumed += count;
        if (consumed == filledUntil || consumed - givenBack >= capacity / RingLayout.STEPS) {
            givenBack = consumed;
            tail.setRelease(consumed);
            producer.ring();
        }
        return count;
    }
}
