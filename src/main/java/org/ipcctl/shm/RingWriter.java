package org.ipcctl.shm;

import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.RawMemory;

/** The producer of a ring, of which {@link RingLayout} says what is where. */
public final class RingWriter {
    private final long capacity;
    private final RingLayout ring;
    private long produced;
    private long roomUntil;

    /**
     * @param offset   of the ring in {@code memory}, a multiple of a cache line
     * @param capacity a power of two
     * @param sleeps   whether who waits sleeps, on both sides, instead of spinning
     */
    public RingWriter(Mapping memory, long offset, long capacity, boolean sleeps) {
        this.capacity = capacity;
        this.ring = new RingLayout(memory, offset, capacity, sleeps);
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

    private int writeSome(long address, int wanted) {
        if (roomUntil - produced < wanted) {
            roomUntil = ring.tail.getAcquire() + capacity;
            if (roomUntil == produced) {
                roomUntil = ring.producer.await(ring.tail, produced - capacity) + capacity;
            }
        }
        long at = produced & (capacity - 1);
        int count = (int) Math.min(Math.min(wanted, roomUntil - produced), capacity - at);
        RawMemory.copy(address, ring.bytes + at, count);
        produced += count;
        ring.head.setRelease(produced);
        ring.consumer.ring();
        return count;
    }
}
