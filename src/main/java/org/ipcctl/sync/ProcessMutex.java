package org.ipcctl.sync;

import static org.ipcctl.sync.SyncFunctions.C;
import static org.ipcctl.sync.SyncFunctions.PTHREAD_PROCESS_SHARED;

import java.util.OptionalInt;
import org.ipcctl.kernel.AtomicWord;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.PidNamespace;
import org.ipcctl.kernel.RobustSlot;
import org.ipcctl.kernel.SharedFutex;
import org.ipcctl.kernel.SleepWatch;

/**
 * A robust process-shared pthread mutex in mapped memory: where its owner dies, the kernel gives it to the next one,
 * who is told. It belongs to the thread that locked it, which has to be the one that unlocks, and which has no other at
 * that time. See
 * {@code pthread_mutex_lock(3)}, {@code pthread_mutexattr_setrobust(3)}.
 *
 * <p>C programs lock the same mutex with glibc, and this follows glibc's protocol with it, which is that of robust
 * futexes: the lock's word is 0 or the number of the owner's thread, with FUTEX_WAITERS where somebody sleeps on it. It
 * does not call glibc for it, for glibc goes on waiting when a signal comes, and follows addresses in the mutex that
 * anybody may have written.
 */
public final class ProcessMutex {
    private static final int PTHREAD_MUTEX_ROBUST = 1;

    /** FUTEX_TID_MASK, FUTEX_OWNER_DIED and FUTEX_WAITERS of {@code get_robust_list(2)}. */
    private static final int TID = 0x3fffffff;
    private static final int OWNER_DIED = 0x40000000;
    private static final int WAITERS = 0x80000000;
    /** What glibc makes of {@code __owner} then: PTHREAD_MUTEX_NOTRECOVERABLE. */
    private static final int NOT_RECOVERABLE = Integer.MAX_VALUE - 1;

    /** How taking it went. */
    public enum Taken {
        /** The deadline passed first. */
        NO,
        YES,
        /** Taken, and its previous owner died while it had it: what it guards may be half-done. */
        OWNER_DIED
    }

    /** What it is at a moment. */
    public enum State {
        FREE, LOCKED, OWNER_DIED, NOT_RECOVERABLE
    }

    private final SyncBlock block;
    private final AtomicWord word;
    private final SharedFutex futex;
    private RobustSlot slot;
    private int previousHolder;
    /** What the dead left in the block, for {@link #handOn}. */
    private int[] left;

    private ProcessMutex(SyncBlock block) {
        this.block = block;
        this.word = block.lockWord();
        this.futex = new SharedFutex(word, block.name());
    }

    /** Makes one in memory of {@link SyncBlock#LENGTH} zeros that nobody else sees yet. */
    public static ProcessMutex create(String name, Mapping mapping) {
        return create(SyncBlock.create(name, mapping, SyncBlock.Kind.MUTEX));
    }

    static ProcessMutex create(SyncBlock block) {
        initialise(block.name(), block.mutex(), true);
        return new ProcessMutex(block);
    }

    /**
     * Makes a bare one at {@code address}, for {@link UncheckedSync}: not robust, as in textbooks, so that nobody pays
     * for that.
     */
    public static void createBare(long address) {
        initialise("", address, false);
    }

    private static void initialise(String name, long address, boolean robust) {
        try (NativeMemory attributes = NativeMemory.allocate(Abi.ATTRIBUTES_SIZE)) {
            check("pthread_mutexattr_init", name, C.pthread_mutexattr_init(attributes.pointer()));
            check("pthread_mutexattr_setpshared", name,
                    C.pthread_mutexattr_setpshared(attributes.pointer(), PTHREAD_PROCESS_SHARED));
            check("pthread_mutexattr_setrobust", name,
                    C.pthread_mutexattr_setrobust(attributes.pointer(), robust ? PTHREAD_MUTEX_ROBUST : 0));
            check("pthread_mutex_init", name, C.pthread_mutex_init(address, attributes.pointer()));
            C.pthread_mutexattr_destroy(attributes.pointer());
        }
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
     * Locks it, waiting until {@code deadline} in the kernel's queue of those who do, which an
     * {@link org.ipcctl.kernel.Interruption} ends.
     *
     * @throws KernelException ENOTRECOVERABLE where an owner died and the next one gave it up without making it
     * consistent
     */
    public Taken lock(Deadline deadline) {
        RobustSlot mine = RobustSlot.ofThisThread();
        Taken taken = Taken.NO;
        mine.protect(word.address());
        try {
            Taken acquired = acquire(mine, deadline);
            // The word of an object that was cut is no word of the others any more.
            block.check();
            taken = acquired;
        } finally {
            if (taken == Taken.NO) {
                mine.clear();
            }
        }
        if (taken != Taken.NO) {
            slot = mine;
            own(taken == Taken.OWNER_DIED);
        }
        return taken;
    }

    private Taken acquire(RobustSlot mine, Deadline deadline) {
        Taken taken = acquireFree(mine, 0);
        if (taken != Taken.NO || deadline.hasPassed()) {
            return taken;
        }
        try (SleepWatch watch = block.watch()) {
            return acquire(mine, deadline, watch);
        }
    }

    /** Where nobody has it. */
    private Taken acquireFree(RobustSlot mine, int mark) {
        int old = word.get();
        while ((old & OWNER_DIED) != 0 || (old & TID) == 0) {
            if (word.compareAndSet(old, mine.thread() | old & WAITERS | mark)) {
                return (old & OWNER_DIED) != 0 ? Taken.OWNER_DIED : Taken.YES;
            }
            old = word.get();
        }
        return Taken.NO;
    }

    private Taken acquire(RobustSlot mine, Deadline deadline, SleepWatch watch) {
        int mark = 0;
        while (true) {
            int old = word.get();
            if (watch.hasFound()) {
                throw block.lost();
            } else if ((old & OWNER_DIED) != 0 || (old & TID) == 0) {
                Taken taken = acquireFree(mine, mark);
                if (taken != Taken.NO) {
                    return taken;
                }
            } else if (deadline.hasPassed()) {
                return Taken.NO;
            } else if (old < 0 || word.compareAndSet(old, old | WAITERS)) {
                sleep(mine, old | WAITERS, deadline, watch);
                // Whoever slept cannot know whether others still do, so it says that they do.
                mark = WAITERS;
            }
        }
    }

    private void sleep(RobustSlot mine, int seen, Deadline deadline, SleepWatch watch) {
        // A thread of another PID name space may have our number: the kernel must not take its lock for ours when we
        // die.
        boolean namesake = (seen & TID) == mine.thread();
        if (namesake) {
            mine.clear();
        }
        futex.await(seen, deadline, watch);
        if (namesake) {
            mine.protect(word.address());
        }
    }

    private void own(boolean fromTheDead) {
        int owner = block.owner();
        if (owner == NOT_RECOVERABLE) {
            giveBack();
            check("futex", block.name(), Errno.ENOTRECOVERABLE);
        }
        int namespace = PidNamespace.number();
        left = fromTheDead ? new int[] {owner, block.holder(), block.holderNamespace(), block.holderThread()} : null;
        if (fromTheDead) {
            // What ipcctl noted may be older than the owner that died, which then was a C program.
            boolean noted = namespace != 0 && block.holderNamespace() == namespace && block.holderThread() == owner;
            previousHolder = noted ? block.holder() : 0;
        }
        block.owner(slot.thread());
        block.holder((int) ProcessHandle.current().pid(), namespace, slot.thread());
    }

    /**
     * After {@link Taken#OWNER_DIED}: the process of ipcctl that died; 0 where it is not one of this PID name space.
     */
    public int previousHolder() {
        return previousHolder;
    }

    /** Gives it back; by the thread that locked it. */
    public void unlock() {
        if ((word.get() & TID) != slot.thread()) {
            slot.clear();
            block.check();
            throw block.damaged("its mutex no longer says that this process has it");
        }
        block.holder(0, 0, 0);
        block.owner(0);
        giveBack();
    }

    /**
     * As {@link #unlock}, but who had it from the dead does as the kernel would: the next one is told of the owner that
     * died.
     */
    public void handOn() {
        if (left == null || (word.get() & TID) != slot.thread()) {
            unlock();
            return;
        }
        block.holder(left[1], left[2], left[3]);
        block.owner(left[0]);
        giveBack(OWNER_DIED);
    }

    private void giveBack() {
        giveBack(0);
    }

    private void giveBack(int mark) {
        if (word.getAndSet(mark) < 0) {
            futex.wake(1);
        }
        // Only now: who is killed in between has the kernel wake the next one.
        slot.clear();
        slot = null;
        block.check();
    }

    /** What it is now. */
    public State state() {
        int now = word.get();
        int owner = block.owner();
        block.check();
        if (owner == NOT_RECOVERABLE) {
            return State.NOT_RECOVERABLE;
        } else if ((now & OWNER_DIED) != 0) {
            return State.OWNER_DIED;
        }
        return (now & TID) == 0 ? State.FREE : State.LOCKED;
    }

    /**
     * The process that has it: one that noted itself in this PID name space, or one that can be seen to map the mutex;
     * a number alone could be a stranger's.
     *
     * @return empty where nobody has it, or nobody can tell who
     */
    public OptionalInt ownerProcess() {
        int now = word.get();
        int thread = now & TID;
        if (thread == 0 || (now & OWNER_DIED) != 0) {
            return OptionalInt.empty();
        } else if (block.holder() != 0 && block.holderThread() == thread && block.owner() == thread) {
            int namespace = PidNamespace.number();
            return namespace != 0 && block.holderNamespace() == namespace ? OptionalInt.of(block.holder())
                    : OptionalInt.empty();
        }
        return Mappers.processOf(thread, block.address());
    }

    /** Whether somebody waits for it. */
    public boolean hasWaiters() {
        return word.get() < 0;
    }

    /** What a call of glibc's that returned {@code errno} means. */
    static void check(String call, String name, int errno) {
        if (errno == Errno.ENOTRECOVERABLE) {
            throw new KernelException(call, name, errno)
                    .because("an owner died, and the next one released the mutex without making it consistent")
                    .advise("It can never be locked again: remove it and create it again.");
        } else if (errno != 0) {
            throw new KernelException(call, name, errno);
        }
    }
}
