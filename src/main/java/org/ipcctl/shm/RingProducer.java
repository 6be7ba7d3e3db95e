package org.ipcctl.shm;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.AtomicWord;
import org.ipcctl.kernel.Deadline;

/**
 * The side of a ring that bytes go into: a stream that the consumer is seen to take, or that is known not to have been
 * taken whole.
 */
public final class RingProducer extends RingEnd {
    private final AtomicWord ended;
    private final AtomicWord taken;
    private final long start;
    private long produced;
    private boolean met;
    private boolean ending;

    private RingProducer(Ring ring, Deadline limit) {
        super(ring, limit);
        this.ended = ring.word(RingLayout.ENDED);
        this.taken = ring.word(RingLayout.TAKEN);
        this.produced = head.getAcquire();
        this.start = produced;
        inside(produced, tail.getAcquire());
    }

    /**
     * Becomes the producer of the ring {@code name}, which is made where there is none.
     *
     * @param capacity bytes that a new one holds at least
     * @param mode     what others may do with a new one; negative for the usual
     * @param limit    how long each wait for the other side may last
     * @throws RingException where it has one already, or is something else
     */
    public static RingProducer join(String name, long capacity, int mode, Deadline limit) {
        Ring ring = Ring.join(name, Ring.Side.PRODUCER, capacity, mode, false, limit);
        try {
            return new RingProducer(ring, limit);
        } catch (RuntimeException e) {
            ring.close();
            throw e;
        }
    }

    /** Waits until there is a consumer. */
    public void awaitConsumer() {
        Deadline wait = limit();
        int seen = ring.others.get();
        while (seen == 0) {
            await(seen, wait, "a process to pull from it");
            seen = ring.others.get();
        }
        met = true;
        checkConsumer();
    }

    /**
     * For whoever waits for something else.
     *
     * @throws RingException where the consumer has gone
     */
    public void checkConsumer() {
        if (!Ring.isThere(ring.others.get()) && !isTaken()) {
            check();
            long left = inside(produced, tail.getAcquire());
            throw new RingException(name(),
                    "the process that pulls from it exited after taking " + (produced - left - start) + " of "
                            + (produced - start) + " bytes",
                    null);
        }
    }

    /** Waits for room, and tells where the next bytes go; what fits is between position and limit. */
    public ByteBuffer room() {
        long room = free();
        Deadline wait = room == 0 ? limit() : null;
        while (room == 0) {
            int seen = ring.others.get();
            checkConsumer();
            room = free();
            if (room == 0) {
                await(seen, wait, "room");
            }
        }
        return piece(produced, room);
    }

    private long free() {
        return ring.capacity - inside(produced, tail.getAcquire());
    }

    /** {@code count} bytes were put where {@link #room} said. */
    public void produced(int count) {
        check();
        produced += count;
        head.setRelease(produced);
        counted(count);
        ringBell();
    }

    /**
     * That was all: waits until the consumer has taken it. Each part that it takes begins the time anew.
     *
     * @throws RingException where it goes without having done so
     */
    public void end() {
        check();
        ended.set(ended.get() + 1);
        ending = true;
        ringBell();
        Deadline wait = limit();
        long left = inside(produced, tail.getAcquire());
        while (!isTaken()) {
            int seen = ring.others.get();
            checkConsumer();
            if (!isTaken()) {
                await(seen, wait, "the rest to be taken");
            }
            long now = inside(produced, tail.getAcquire());
            wait = now == left ? wait : limit();
            left = now;
        }
        ring.leave(true);
    }

    private boolean isTaken() {
        return ending && taken.get() == ended.get();
    }

    @Override
    boolean hasMoved() {
        if (!met) {
            return ring.others.get() != 0;
        }
        return ending ? isTaken() : produced - tail.getAcquire() != ring.capacity;
    }
}
