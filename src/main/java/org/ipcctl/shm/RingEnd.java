package org.ipcctl.shm;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Futex;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.SharedWord;

/**
 * What both sides of a {@link Ring} have in common: how they wait for each other. Nothing in it is believed before it
 * was looked
 * at: another process may have written anything there, or have shortened the object.
 */
public abstract class RingEnd implements AutoCloseable {
    /** How often who sleeps looks at what nobody wakes it for: the object's length, its own other descriptors. */
    public static final Duration LOOK = Duration.ofMillis(200);
    /** The most bytes that a ring holds. */
    public static final long MOST = 1L << 30;
    /** The other side has so much to do at once, at most, before this one can begin with it. */
    static final int PIECE = 1 << 18;
    /** To fall asleep and be woken takes about as long. */
    private static final long SPIN_NANOS = 50_000;
    /** A spin in vain takes the CPU from the other side where it has no other: so many are made on end. */
    private static final int MOST_IN_VAIN = 4;
    private static final int FEWEST_SLEEPS = 8;
    private static final int MOST_SLEEPS = 512;
    private static final boolean HAS_SECOND_CPU = Runtime.getRuntime().availableProcessors() > 1;

    final Ring ring;
    final SharedWord head;
    final SharedWord tail;
    private final ByteBuffer bytes;
    private final Deadline limit;
    private Runnable look = () -> {};
    /** Bytes that went in or came out here; others look. */
    private volatile long moved;
    /** Spins in vain since the last one that was of use. */
    private int inVain;
    /** Waits that sleep at once, before one tries whether it is of use to spin again. */
    private int sleeps;
    private int nextSleeps = FEWEST_SLEEPS;

    /** @param limit how long each wait may last */
    RingEnd(Ring ring, Deadline limit) {
        this.ring = ring;
        this.limit = limit;
        this.head = new SharedWord(ring.mapping, RingLayout.HEAD);
        this.tail = new SharedWord(ring.mapping, RingLayout.TAIL);
        this.bytes = ring.mapping.buffer(RingLayout.BYTES, (int) ring.capacity);
    }

    /** Has {@code step} run several times a second in each wait; what it throws ends that. */
    public final void whileWaiting(Runnable step) {
        look = step;
    }

    /** Bytes that this side has put in or taken out. */
    public final long moved() {
        return moved;
    }

    /** {@code count} more. */
    final void counted(int count) {
        long before = moved;
        moved = before + count;
    }

    /** The object, for whoever has to know what becomes of it. */
    public final SharedMemory memory() {
        return ring.memory;
    }

    final String name() {
        return ring.memory.name();
    }

    /** From now on for one wait. */
    final Deadline limit() {
        return limit.restarted();
    }

    /** Whether there is a reason to go on, by what the other side has written. */
    abstract boolean hasMoved();

    /** Bytes in the ring, where one counter is our own. */
    final long inside(long produced, long consumed) {
        long inside = produced - consumed;
        if (inside < 0 || inside > ring.capacity) {
            ring.mapping.check();
            throw Ring.damaged(name(),
                    "its counters are damaged: " + Long.toUnsignedString(produced) + " bytes went in, "
                            + Long.toUnsignedString(consumed)
                            + " came out, and it holds " + ring.capacity);
        }
        return inside;
    }

    /** At most {@code most} bytes from {@code counter} on, up to the ring's end. */
    final ByteBuffer piece(long counter, long most) {
        int at = (int) (counter & ring.capacity - 1);
        int count = (int) Math.min(Math.min(most, PIECE), ring.capacity - at);
        return bytes.limit(at + count).position(at);
    }

    /**
     * Waits until the other side has written something, or its word is no longer {@code seen}; for a moment at most.
     *
     * @param what what is waited for
     */
    final void await(int seen, Deadline wait, String what) {
        if (!wait.hasPassed() && spins()) {
            return;
        }
        int asleep = seen;
        if (Ring.isThere(seen)) {
            asleep = seen | Ring.WAITERS;
            if (seen != asleep && !ring.others.compareAndSet(seen, asleep)) {
                return;
            }
        }
        VarHandle.fullFence();
        if (hasMoved()) {
            return;
        } else if (wait.hasPassed()) {
            ring.mapping.check();
            throw wait.passed("futex", name(), what);
        }
        Interruption.check();
        int outcome = Futex.await(name(), ring.others.address(), asleep, wait.within(LOOK), Futex.ANY);
        if (outcome == -Errno.ETIMEDOUT || outcome == -Errno.EFAULT) {
            ring.mapping.check();
        }
        look.run();
    }

    /** Looks again and again, where that was of use of late. */
    private boolean spins() {
        if (!HAS_SECOND_CPU) {
            return false;
        } else if (sleeps > 0) {
            sleeps--;
            return false;
        }
        long begun = System.nanoTime();
        boolean now = hasMoved();
        while (!now && System.nanoTime() - begun < SPIN_NANOS) {
            Thread.onSpinWait();
            now = hasMoved();
        }
        if (now) {
            inVain = 0;
            nextSleeps = FEWEST_SLEEPS;
        } else if (++inVain >= MOST_IN_VAIN) {
            sleeps = nextSleeps;
            nextSleeps = Math.min(MOST_SLEEPS, 2 * nextSleeps);
        }
        return now;
    }

    /** One of our words was changed: wakes the other side where it sleeps. */
    final void ringBell() {
        VarHandle.fullFence();
        int now = ring.mine.get();
        while (now < 0 && !ring.mine.compareAndSet(now, now & ~Ring.WAITERS)) {
            now = ring.mine.get();
        }
        if (now < 0) {
            Futex.wakeOne(ring.mine.address());
        }
    }

    /** Whether the other side sleeps, or is about to. */
    final boolean isAwaited() {
        VarHandle.fullFence();
        return ring.mine.get() < 0;
    }

    /** The failure of a call that was given the ring's memory. */
    public final RuntimeException explain(KernelException failure) {
        return failure.is(Errno.EFAULT) ? ring.mapping.lost() : failure;
    }

    /**
     * To be called when a piece was moved, before that counts.
     *
     * @throws KernelException EIO where another process has shortened the object
     */
    final void check() {
        ring.mapping.check();
    }

    @Override
    public void close() {
        ring.close();
    }
}
