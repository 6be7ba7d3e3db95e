package org.ipcctl.sync;

import static org.ipcctl.sync.SyncFunctions.C;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.Syscall;

/**
 * A robust process-shared pthread mutex in mapped memory: where its owner dies, the kernel gives it to the next one, who is
 * told. It belongs to the thread that locked it, which has to be the one that unlocks. See {@code pthread_mutex_lock(3)},
 * {@code pthread_mutexattr_setrobust(3)}.
 */
public final class ProcessMutex {
    private static final int PTHREAD_PROCESS_SHARED = 1;
    private static final int PTHREAD_MUTEX_ROBUST = 1;
    private static final int CLOCK_MONOTONIC = 1;
    private static final long SECOND = 1_000_000_000L;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final Duration SLICE = Duration.ofMillis(50);

    /** FUTEX_TID_MASK, FUTEX_OWNER_DIED and FUTEX_WAITERS of {@code get_robust_list(2)}. */
    private static final int TID = 0x3fffffff;
    private static final int OWNER_DIED = 0x40000000;
    /** What glibc makes of {@code __owner} then: PTHREAD_MUTEX_NOTRECOVERABLE. */
    private static final int NOT_RECOVERABLE = Integer.MAX_VALUE - 1;

    /** How taking it went. */
    public enum Taken {
        /** The deadline passed first. */
        NO,
        YES,
        /** Taken, and its previous owner died while it had it: what it guards may be half-done. */
        FROM_THE_DEAD
    }

    /** What it is at a moment. */
    public enum State {
        FREE, LOCKED, OWNER_DIED, NOT_RECOVERABLE
    }

    private final SyncBlock block;
    private int previousHolder;

    private ProcessMutex(SyncBlock block) {
        this.block = block;
    }

    /** Makes one in memory of {@link SyncBlock#LENGTH} zeros that nobody else sees yet. */
    public static ProcessMutex create(String name, Mapping mapping) {
        return create(SyncBlock.create(name, mapping, SyncBlock.Kind.MUTEX));
    }

    static ProcessMutex create(SyncBlock block) {
        try (NativeMemory attributes = NativeMemory.allocate(Abi.ATTRIBUTES_SIZE)) {
            check("pthread_mutexattr_init", block, C.pthread_mutexattr_init(attributes.pointer()));
            check("pthread_mutexattr_setpshared", block, C.pthread_mutexattr_setpshared(attributes.pointer(), PTHREAD_PROCESS_SHARED));
            check("pthread_mutexattr_setrobust", block, C.pthread_mutexattr_setrobust(attributes.pointer(), PTHREAD_MUTEX_ROBUST));
            check("pthread_mutex_init", block, C.pthread_mutex_init(block.mutex(), attributes.pointer()));
            C.pthread_mutexattr_destroy(attributes.pointer());
        }
        return new ProcessMutex(block);
    }

    /**
     * The one that is in {@code mapping}.
     *
     * @throws KernelException EINVAL where there is something else
     */
    public static ProcessMutex of(String name, Mapping mapping) {
        return new ProcessMutex(SyncBlock.of(name, mapping, SyncBlock.Kind.MUTEX));
    }

    static ProcessMutex of(SyncBlock block) {
        return new ProcessMutex(block);
    }

    /**
     * Locks it, waiting until {@code deadline}.
     *
     * @throws KernelException ENOTRECOVERABLE where an owner died and the next one gave it up without making it consistent
     */
    public Taken lock(Deadline deadline) {
        int errno = tryLock();
        if (errno == Errno.EBUSY && !deadline.hasPassed()) {
            errno = lockUntil(deadline);
        }
        if (errno == Errno.ETIMEDOUT || errno == Errno.EBUSY) {
            return Taken.NO;
        }
        boolean fromTheDead = errno == Errno.EOWNERDEAD;
        if (fromTheDead) {
            previousHolder = block.holder();
            errno = Syscall.number("pthread_mutex_consistent", block.name(), () -> C.pthread_mutex_consistent(block.mutex()));
        }
        check("pthread_mutex_lock", block, errno);
        block.holder((int) ProcessHandle.current().pid());
        return fromTheDead ? Taken.FROM_THE_DEAD : Taken.YES;
    }

    private int tryLock() {
        return Syscall.number("pthread_mutex_trylock", block.name(), () -> C.pthread_mutex_trylock(block.mutex()));
    }

    /** In slices, for the C library goes on waiting when a signal comes. */
    private int lockUntil(Deadline deadline) {
        int errno;
        do {
            Interruption.check();
            errno = ClockLocking.AVAILABLE ? lockWithin(deadline.within(SLICE)) : tryLock();
            if (errno == Errno.EBUSY) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } while ((errno == Errno.ETIMEDOUT || errno == Errno.EBUSY) && !deadline.hasPassed());
        return errno;
    }

    private int lockWithin(Deadline slice) {
        return Syscall.number("pthread_mutex_clocklock", block.name(),
                () -> ClockLocking.C.pthread_mutex_clocklock(block.mutex(), CLOCK_MONOTONIC, monotonic(slice)));
    }

    /** The deadline as CLOCK_MONOTONIC tells time, which is HotSpot's nanoTime. */
    static long[] monotonic(Deadline deadline) {
        long at = System.nanoTime() + deadline.remainingNanos();
        return new long[] {at / SECOND, at % SECOND};
    }

    /** What {@link #monotonic} made, as System.nanoTime tells it. */
    static long nanos(long[] at) {
        return at[0] * SECOND + at[1];
    }

    /** After {@link Taken#FROM_THE_DEAD}: the process of ipcctl that died; 0 where a C program had it. */
    public int previousHolder() {
        return previousHolder;
    }

    /** Gives it back; by the thread that locked it. */
    public void unlock() {
        block.holder(0);
        check("pthread_mutex_unlock", block, Syscall.number("pthread_mutex_unlock", block.name(), () -> C.pthread_mutex_unlock(block.mutex())));
    }

    /** What it is now. */
    public State state() {
        int word = block.lockWord();
        if (block.owner() == NOT_RECOVERABLE) {
            return State.NOT_RECOVERABLE;
        } else if ((word & OWNER_DIED) != 0) {
            return State.OWNER_DIED;
        }
        return (word & TID) == 0 ? State.FREE : State.LOCKED;
    }

    /** The thread that has it, as gettid(2) tells; 0 for none. */
    public int ownerThread() {
        return block.lockWord() & TID;
    }

    /** Whether somebody waits for it. */
    public boolean hasWaiters() {
        return block.lockWord() < 0;
    }

    static void check(String call, SyncBlock block, int errno) {
        if (errno == Errno.ENOTRECOVERABLE) {
            throw new KernelException(call, block.name(), errno)
                    .because("an owner died, and the next one gave the mutex back without making it consistent")
                    .advise("Nobody can lock it any more: remove it and create it anew.");
        } else if (errno != 0) {
            throw new KernelException(call, block.name(), errno);
        }
    }

    /** Loaded by the first lock with a deadline. */
    private static final class ClockLocking {
        static final SyncFunctions.ClockLock C = Native.load(SyncFunctions.ClockLock.class);
        static final boolean AVAILABLE = probe();

        /** A zeroed pthread_mutex_t is a free mutex of the plain kind. */
        private static boolean probe() {
            try (NativeMemory free = NativeMemory.allocate(Abi.MUTEX_SIZE)) {
                C.pthread_mutex_clocklock(free.address(), CLOCK_MONOTONIC, new long[] {0, 0});
                return true;
            } catch (UnsatisfiedLinkError glibcBefore230) {
                return false;
            }
        }
    }
}
