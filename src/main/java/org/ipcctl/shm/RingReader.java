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

    /** Takes at least one byte and at most {@code most}, and waits where there is none. A fence makes every field be read again, hence the locals. */
    public int read(long address, int most) {
        long from = consumed;
        long size = capacity;
        long until = filledUntil;
        if (until == from) {
            until = consumer.await(head, from);
            filledUntil = until;
        }
        long at = from & (size - 1);
        int count = (int) Math.min(Math.min(Math.min(most, RingLayout.CHUNK), until - from), size - at);
        RawMemory.copy(bytes + at, address, count);
        long now = from + count;
        consumed = now;
        if (now == until || now - givenBack >= size / RingLayout.STEPS) {
            givenBack = now;
            tail.setRelease(now);
            producer.ring();
        }
        return count;
    }
}
