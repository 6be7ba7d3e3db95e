package org.ipcctl.shm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.ipcctl.kernel.AtomicWord;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.Futex;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.LookAhead;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.Removal;
import org.ipcctl.kernel.RobustSlot;

/**
 * A side of a ring, taken by the calling thread, which alone may use it and has no lock meanwhile ({@link RobustSlot}):
 * who has the object, and what becomes of its name. {@link RingLayout} says what is where.
 *
 * <p>Who comes first makes the ring. One whose processes have all gone without taking its name away, which only kill -9
 * of all of them leaves, is replaced. Nothing is left of one where a signal ends the last of them.
 */
final class Ring implements AutoCloseable {
    /** FUTEX_TID_MASK, FUTEX_OWNER_DIED and FUTEX_WAITERS of {@code get_robust_list(2)}. */
    static final int TID = 0x3fffffff;
    static final int DIED = 0x40000000;
    static final int WAITERS = 0x80000000;

    private static final long LEAST = 4096;
    private static final long MAGIC = ByteBuffer.wrap("ipcctl/R".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.nativeOrder()).getLong();
    private static final int VERSION = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** Which one. */
    enum Side {
        PRODUCER(RingLayout.PRODUCER, RingLayout.CONSUMER, "pushes into it"),
        CONSUMER(RingLayout.CONSUMER, RingLayout.PRODUCER, "pulls from it");

        private final long mine;
        private final long others;
        private final String does;

        Side(long mine, long others, String does) {
            this.mine = mine;
            this.others = others;
            this.does = does;
        }
    }

    private enum Claim {
        /** It is ours. */
        DONE,
        /** The object has no name any more. */
        GONE,
        /** Who had this side has gone, and the other side has not noticed yet. */
        GOING
    }

    final SharedMemory memory;
    final Mapping mapping;
    final long capacity;
    final AtomicWord mine;
    final AtomicWord others;
    private final Side side;
    private final RobustSlot slot = RobustSlot.ofThisThread();
    private final ExitHook atEnd;
    private boolean joined;
    private boolean closed;

    private Ring(SharedMemory memory, Side side, long capacity) {
        this.memory = memory;
        this.side = side;
        this.capacity = capacity;
        this.mapping = memory.map(RingLayout.BYTES + capacity, true);
        this.mine = word(side.mine);
        this.others = word(side.others);
        this.atEnd = ExitHook.run("name of a ring", this::removeName);
    }

    /**
     * Takes {@code side} of the ring {@code name}, which is made where there is none.
     *
     * @param capacity bytes that a new one holds at least
     * @param mode     what others may do with a new one; negative for the usual
     * @param stays    whether, of a consumer, it stays for the next producer
     * @throws RingException where it has such a side already, or is something else
     */
    static Ring join(String name, Side side, long capacity, int mode, boolean stays, Deadline limit) {
        while (true) {
            Ring there = open(name, side);
            if (there == null) {
                Ring made = create(name, side, capacity, mode, stays);
                if (made != null) {
                    return made;
                }
            } else if (there.claimOrClose(stays, limit)) {
                return there;
            }
        }
    }

    private static Ring create(String name, Side side, long capacity, int mode, boolean stays) {
        long size = Math.max(LEAST, Long.highestOneBit(2 * capacity - 1));
        SharedMemory memory = SharedMemory.unnamed(name, Files.MODE_OF_OBJECTS);
        Ring ring = null;
        boolean published = false;
        try {
            if (mode >= 0) {
                memory.fd().setMode(mode);
            }
            memory.resize(RingLayout.BYTES + size);
            ring = new Ring(memory, side, size);
            ring.mapping.buffer().putInt(RingLayout.VERSION_AT, VERSION)
                    .putInt(RingLayout.BYTES_AT, (int) RingLayout.BYTES)
                    .putLong(RingLayout.CAPACITY_AT, size).putLong(0, MAGIC);
            ring.take(stays);
            published = memory.publish();
            return published ? ring : null;
        } finally {
            if (!published && ring != null) {
                ring.close();
            } else if (!published) {
                memory.close();
            }
        }
    }

    /** Null where there is none. */
    private static Ring open(String name, Side side) {
        SharedMemory memory;
        try {
            memory = SharedMemory.open(name, SharedMemory.Access.WRITE);
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                return null;
            }
            throw e;
        }
        try {
            return new Ring(memory, side, capacity(memory));
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    /** What the header says, if it is one. */
    private static long capacity(SharedMemory memory) {
        ByteBuffer header = ByteBuffer.allocateDirect(RingLayout.HEADER).order(ByteOrder.nativeOrder());
        while (header.hasRemaining() && memory.read(header, header.position()) > 0) {
            // On to the rest.
        }
        long capacity = header.getLong(RingLayout.CAPACITY_AT);
        if (header.hasRemaining() || header.getLong(0) != MAGIC) {
            throw new RingException(memory.name(), "it is not a ring of ipcctl", ShmSituation.NO_RING);
        } else if (header.getInt(RingLayout.VERSION_AT) != VERSION) {
            throw new RingException(memory.name(),
                    "its layout is version " + Integer.toUnsignedString(header.getInt(RingLayout.VERSION_AT))
                            + ", and this ipcctl knows version " + VERSION,
                    ShmSituation.OTHER_VERSION);
        } else if (header.getInt(RingLayout.BYTES_AT) != RingLayout.BYTES || Long.bitCount(capacity) != 1
                || capacity < LEAST || capacity > RingEnd.MOST
                || capacity > memory.size() - RingLayout.BYTES) {
            throw damaged(memory.name(), "its header is damaged");
        }
        return capacity;
    }

    static RingException damaged(String name, String reason) {
        return new RingException(name, reason, ShmSituation.RING_DAMAGED);
    }

    /** Whether a side's word says that somebody is there. */
    static boolean isThere(int word) {
        return (word & TID) != 0 && (word & DIED) == 0;
    }

    AtomicWord word(long offset) {
        return new AtomicWord(mapping, (int) offset);
    }

    /** True where it is ours now; otherwise it is closed, and there may be another one. */
    private boolean claimOrClose(boolean stays, Deadline limit) {
        Claim claim = null;
        try {
            claim = claim(stays);
            if (claim == Claim.GOING) {
                Interruption.check();
                Futex.await(memory.name(), mine.address(), mine.get(), limit.within(LOOK_AGAIN), Futex.ANY);
                if (limit.hasPassed()) {
                    throw limit.passed("futex", memory.name(),
                            "the last one that " + side.does + " to be noticed gone");
                }
            }
            return claim == Claim.DONE;
        } finally {
            if (claim != Claim.DONE) {
                close();
            }
        }
    }

    private Claim claim(boolean stays) {
        if (!lock()) {
            throw new RingException(memory.name(), "another process keeps it locked (flock(2))",
                    ShmSituation.RING_LOCKED);
        }
        try {
            int had = mine.get();
            if (Removal.isOf(memory.fd())) {
                return Claim.GONE;
            } else if (isThere(had)) {
                throw new RingException(memory.name(), "another process " + side.does + " already",
                        ShmSituation.SIDE_TAKEN);
            } else if (!isThere(others.get())) {
                SharedMemory.unlink(memory.name());
                return Claim.GONE;
            } else if (had != 0 || side == Side.PRODUCER && word(RingLayout.STAYS).get() == 0
                    && word(RingLayout.ENDED).get() != 0) {
                return Claim.GOING;
            }
            take(stays);
            Futex.wake(memory.name(), mine.address(), Integer.MAX_VALUE, Futex.ANY);
            return Claim.DONE;
        } finally {
            unlock();
        }
    }

    private void take(boolean stays) {
        if (side == Side.CONSUMER) {
            word(RingLayout.STAYS).set(stays ? 1 : 0);
        }
        joined = true;
        slot.protect(mine.address());
        if (!mine.compareAndSet(0, slot.thread())) {
            throw damaged(memory.name(), "another program has taken one side of it without its lock");
        }
    }

    private boolean lock() {
        if (LookAhead.lock(memory.fd(), LookAhead.LOCK_EX | LookAhead.LOCK_NB) == 0) {
            return true;
        }
        long outcome;
        try (BlockingCalls calls = new BlockingCalls()) {
            outcome = LookAhead.lock(memory.fd(), calls, Deadline.in(PATIENCE));
        }
        if (outcome < 0 && outcome != -Errno.ETIMEDOUT) {
            throw new KernelException("flock", memory.name(), (int) -outcome);
        }
        return outcome == 0;
    }

    private void unlock() {
        LookAhead.lock(memory.fd(), LookAhead.LOCK_UN);
    }

    /**
     * A consumer that stays has the name to itself. Where it cannot be taken away (only its owner may), the owner does.
     */
    synchronized void removeName() {
        if (!joined || closed || side == Side.PRODUCER && word(RingLayout.STAYS).get() != 0 && isThere(others.get())) {
            return;
        }
        boolean locked = false;
        try {
            locked = lock();
            if (!locked) {
                return;
            }
            FileStatus named = ShmDirectory.status(memory.name());
            FileStatus ours = memory.fd().status();
            if (named.inode() == ours.inode() && named.device() == ours.device()) {
                SharedMemory.unlink(memory.name());
            }
        } catch (KernelException notOurs) {
            // It has gone already, or is another's.
        } finally {
            if (locked) {
                unlock();
            }
        }
    }

    /** Gives the side back; with {@code done} there is nothing that the other side would still have to get. */
    void leave(boolean done) {
        if (joined) {
            removeName();
            joined = false;
            mine.getAndSet(done ? 0 : DIED);
            Futex.wake(memory.name(), mine.address(), Integer.MAX_VALUE, Futex.ANY);
            slot.clear();
        }
    }

    @Override
    public void close() {
        leave(false);
        atEnd.close();
        synchronized (this) {
            closed = true;
            mapping.close();
            memory.close();
        }
    }
}
