package org.ipcctl.shm;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.ipcctl.kernel.AtomicWord;
import org.ipcctl.kernel.Deadline;

/**
 * The side of a ring that bytes come out of: one stream, whose end is told from the producer's, or those of several
 * producers in turn.
 */
public final class RingConsumer extends RingEnd {
    private final AtomicWord ended;
    private final AtomicWord takenWord;
    private final boolean stays;
    /** Where it stays, who is told of a producer that has gone too early. */
    private Consumer<String> brokenStream = reason -> {};
    private int taken;
    private long consumed;
    private long start;

    private RingConsumer(Ring ring, boolean stays, Deadline limit) {
        super(ring, limit);
        this.stays = stays;
        this.ended = ring.word(RingLayout.ENDED);
        this.takenWord = ring.word(RingLayout.TAKEN);
        this.taken = takenWord.get();
        this.consumed = tail.getAcquire();
        this.start = consumed;
    }

    /**
     * Becomes the consumer of the ring {@code name}, which is made where there is none.
     *
     * @param capacity bytes that a new one holds at least
     * @param mode     what others may do with a new one; negative for the usual
     * @param stays    whether it goes on with the next producer
     * @param limit    how long each wait for the other side may last
     * @throws RingException where it has one already, or is something else
     */
    public static RingConsumer join(String name, long capacity, int mode, boolean stays, Deadline limit) {
        Ring ring = Ring.join(name, Ring.Side.CONSUMER, capacity, mode, stays, limit);
        try {
            return new RingConsumer(ring, stays, limit);
        } catch (RuntimeException e) {
            ring.close();
            throw e;
        }
    }

    /** Has {@code listener} told what became of a stream that is not whole, where this stays for the next producer. */
    public void whenBroken(Consumer<String> listener) {
        brokenStream = listener;
    }

    /**
     * Waits for the next bytes, and tells where they are, from position to limit.
     *
     * @return null at the end of the stream
     * @throws RingException where its producer has gone without ending it
     */
    public ByteBuffer next() {
        long there = inside(head.getAcquire(), consumed);
        Deadline wait = there == 0 ? limit() : null;
        while (there == 0) {
            int seen = ring.others.get();
            int endedNow = ended.get();
            // Only now: what it wrote before it ended or went is in this.
            there = inside(head.getAcquire(), consumed);
            if (there == 0 && endedNow != taken) {
                take(endedNow);
                if (!stays) {
                    return null;
                }
            } else if (there == 0 && (seen & Ring.DIED) != 0) {
                broken(seen);
            } else if (there == 0) {
                await(seen, wait, "data");
                there = inside(head.getAcquire(), consumed);
            }
        }
        return piece(consumed, there);
    }

    private void take(int now) {
        check();
        taken = now;
        if (stays) {
            takenWord.set(now);
            start = consumed;
            ringBell();
        } else {
            ring.removeName();
            takenWord.set(now);
            ring.leave(true);
        }
    }

    private void broken(int seen) {
        check();
        String reason = "the process that pushed into it exited before the end of its stream, of which "
                + (consumed - start) + " bytes came";
        if (!stays) {
            throw new RingException(name(), reason, null);
        }
        brokenStream.accept(reason);
        start = consumed;
        // Only now there can be another one.
        ring.others.compareAndSet(seen, 0);
    }

    /**
     * {@code count} bytes from where {@link #next} said have arrived. The producer is woken when there is room for a
     * good part of a ring, or nothing left to take.
     */
    public void consumed(int count) {
        check();
        consumed += count;
        tail.setRelease(consumed);
        counted(count);
        if (isAwaited()) {
            long left = inside(head.getAcquire(), consumed);
            if (left <= ring.capacity / 2) {
                ringBell();
            }
        }
    }

    @Override
    boolean hasMoved() {
        return head.getAcquire() != consumed || ended.get() != taken;
    }
}
