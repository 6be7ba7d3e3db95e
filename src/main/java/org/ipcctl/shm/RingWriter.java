package org.ipcctl.shm;

import org.ipcctl.kernel.Doorbell;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.SharedWord;

/** The producer of a ring, of which {@link RingLayout} says what is where. */
public final class RingWriter {
    private final long capacity;
    private final long bytes;
    private final SharedWord head;
    private final SharedWord tail;
    private final Doorbell consumer;
    private final Doorbell producer;
    private long produced;
    private long roomUntil;

    /**
     * @param offset   of the ring in {@code memory}, a multiple of a cache line
     * @param capacity a power of two
     * @param sleeps   whether who waits sleeps, on both sides, instead of spinning
     */
    public RingWriter(Mapping memory, long offset, long capacity, boolean sleeps) {
        this.capacity = capacity;
        this.bytes = RingLayout.bytes(memory, offset, capacity);
        this.head = new SharedWord(memory, offset + RingLayout.HEAD);
        this.tail = new SharedWord(memory, offset + RingLayout.TAIL);
        this.consumer = new Doorbell(memory, offset + RingLayout.CONSUMER_SLEEPS, sleeps);
        this.producer = new Doorbell(memory, offset + RingLayout.PRODUCER_SLEEPS, sleeps);
        this.roomUntil = capacity;
    }

    /** What a ring takes that holds {@code capacity} bytes. */
    public static long length(long capacity) {
        return RingLayout.BYTES + capacity;
    }

    /** Puts all of it into the ring, and waits for room as often as it has to. */
    public void write(long address, int size) {
        int done = 0;
        while (done < size) {
            done += writeSome(address + done, Math.min(size - done, RingLayout.CHUNK));
        }
    }

    /** A fence makes every field be read again, hence the locals. */
    private int writeSome(long address, int wanted) {
        long from = produced;
        long size = capacity;
        long until = roomUntil;
        if (until - from < wanted) {
            until = tail.getAcquire() + size;
            if (until == from) {
                until = producer.await(tail, from - size) + size;
            }
            roomUntil = until;
        }
        long at = from & (size - 1);
        int count = (int) Math.min(Math.min(wanted, until - from), size - at);
        RawMemory.copy(address, bytes + at, count);
        produced = from + count;
        head.setRelease(from + count);
        consumer.ring();
        return count;
    }
}
