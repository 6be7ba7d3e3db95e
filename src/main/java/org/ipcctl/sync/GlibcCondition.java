package org.ipcctl.sync;

import static org.ipcctl.sync.SyncFunctions.C;
import static org.ipcctl.sync.SyncFunctions.PTHREAD_PROCESS_SHARED;

import org.ipcctl.kernel.AtomicWord;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.SharedFutex;

/**
 * The pthread_cond_t beside our own futex, for C programs that wait and signal with glibc. Every method but
 * {@link #mark} and
 * {@link #hasPlace} is for who holds the mutex.
 *
 * <p>glibc's waiters stand in two groups, and {@code pthread_cond_signal(3)} does nothing where none is registered. So
 * those who sleep on our futex take one place together, by the two counters that count them: {@code __wseq} by 2 and
 * {@code __wrefs} by 8, as
 * {@code nptl/pthread_cond_wait.c} does from glibc 2.25 on. A signal then leaves its mark on the groups, for which who
 * waits looks. The reference to a group is not taken ({@code __g_refs} up to glibc 2.40): that of a waiter who is
 * killed is what signallers wait for without end. The place itself, where all who shared it were killed, costs at most
 * one signal of a C program; whoever comes next gives it back.
 */
final class GlibcCondition {
    private static final int CLOCK_MONOTONIC = 1;
    /** What pthread_cond_init(3) with these attributes leaves in the three lowest bits of __wrefs. */
    private static final int FLAGS = 3;
    private static final int FLAGS_MASK = 7;
    private static final int WAITER = 8;
    private static final int WSEQ = 0;
    private static final int PLACE = 2;
    private static final int G1_START = 8;
    /** The two lowest bits of __g1_orig_size are glibc's own lock. */
    private static final int LOCK_MASK = 3;

    private final SyncBlock block;
    private final SharedFutex sleepers;
    private final Layout layout;
    private final AtomicWord waiters;
    private boolean stuck;

    /** Where the fields are that glibc moved once, in bytes; {@code refs} is -1 from glibc 2.41 on. */
    private record Layout(int refs, int size, int origSize, int waiters) {
        static final Layout UP_TO_2_40 = new Layout(16, 24, 32, 36);
        static final Layout FROM_2_41 = new Layout(-1, 16, 24, 28);
        /** That of this machine's glibc, or null where it is one that nobody here knows. */
        static final Layout HERE = find();

        private static Layout find() {
            try (NativeMemory fresh = NativeMemory.allocate(Abi.COND_SIZE)) {
                initialise(fresh.address());
                for (Layout layout : new Layout[] {UP_TO_2_40, FROM_2_41}) {
                    if (fresh.pointer().getInt(layout.waiters) == FLAGS) {
                        return layout;
                    }
                }
                return null;
            }
        }
    }

    /** @param sleepers those of ipcctl */
    GlibcCondition(SyncBlock block, SharedFutex sleepers) {
        this.block = block;
        this.sleepers = sleepers;
        this.layout = Layout.HERE;
        this.waiters = layout == null ? null : block.conditionWord(layout.waiters);
    }

    /** Makes a process-shared one by the monotonic clock of the memory at {@code address}. */
    static void initialise(long address) {
        try (NativeMemory attributes = NativeMemory.allocate(Abi.ATTRIBUTES_SIZE)) {
            check("pthread_condattr_init", C.pthread_condattr_init(attributes.pointer()));
            check("pthread_condattr_setpshared",
                    C.pthread_condattr_setpshared(attributes.pointer(), PTHREAD_PROCESS_SHARED));
            check("pthread_condattr_setclock", C.pthread_condattr_setclock(attributes.pointer(), CLOCK_MONOTONIC));
            check("pthread_cond_init", C.pthread_cond_init(address, attributes.pointer()));
            C.pthread_condattr_destroy(attributes.pointer());
        }
    }

    private static void check(String call, int errno) {
        if (errno != 0) {
            throw new KernelException(call, "", errno);
        }
    }

    /** Whether it is what was made here; one that is not is left alone, and then only ipcctl wakes ipcctl. */
    private boolean isUsable() {
        return layout != null && (waiters.get() & FLAGS_MASK) == FLAGS;
    }

    /** Makes sure that those who sleep on our futex have a place. */
    void join() {
        if (!isUsable()) {
            return;
        }
        if (hasPlace() && sleepers.sleepers() > 0 && block.mark() == mark()) {
            return;
        }
        withdraw();
        // Noted first: a place that is noted and was not taken is one that cannot be given back, which withdraw()
        // bears.
        block.takePlace(block.conditionLong(WSEQ), mark());
        long before = block.getAndAddConditionLong(WSEQ, PLACE);
        waiters.getAndAdd(WAITER);
        block.takePlace(before, mark());
    }

    /** Gives the place back, unless others need it. */
    void leave() {
        if (isUsable() && sleepers.sleepers() == 0) {
            withdraw();
        }
    }

    /** Whether a place is taken for those who sleep on our futex, or cannot be. */
    boolean hasPlace() {
        return block.isPlaceTaken() || !isUsable();
    }

    private void withdraw() {
        if (!block.isPlaceTaken()) {
            return;
        }
        long place = block.place();
        boolean undone = block.compareAndSetConditionLong(WSEQ, place + PLACE, place);
        if (!undone && (foreign() > 0 || leftInGroup() != 0)) {
            // It is among the places of others now. All of them are woken, which they bear: what they wait for they
            // look at again. Where they cannot be, the waiters of ipcctl can still.
            call(true);
        }
        forget();
    }

    private void forget() {
        block.leavePlace();
        if (waiters.get() >>> 3 > 0) {
            waiters.getAndAdd(-WAITER);
        }
    }

    /** C programs that wait, as glibc counts them. */
    private int foreign() {
        return (waiters.get() >>> 3) - (block.isPlaceTaken() ? 1 : 0);
    }

    private int leftInGroup() {
        return block.conditionWord(layout.size + closedGroup() * Integer.BYTES).get();
    }

    /** The group that signals go to; new waiters go to the other one. */
    private int closedGroup() {
        return (int) (block.conditionLong(WSEQ) & 1) ^ 1;
    }

    /**
     * What changes when a C program signals while somebody has a place: which group is signalled, and how much of it is
     * left.
     */
    int mark() {
        if (layout == null) {
            return 0;
        }
        long start = block.conditionLong(G1_START);
        int hash = Long.hashCode(start) * 31 + (block.conditionWord(layout.origSize).get() >>> 2);
        return (hash * 31 + leftInGroup()) * 31 + (int) (block.conditionLong(WSEQ) & 1);
    }

    /**
     * Wakes C programs that wait: all, or one at least.
     *
     * @throws KernelException EBUSY where glibc does not come back from it
     */
    void wake(boolean all) {
        if (!isUsable() || foreign() <= 0) {
            return;
        }
        long place = block.place();
        boolean inTheWay = block.isPlaceTaken();
        if (inTheWay && block.compareAndSetConditionLong(WSEQ, place + PLACE, place)) {
            forget();
            inTheWay = false;
        }
        // A signal for the place that is ours would be lost to them.
        boolean done = call(all || inTheWay);
        if (inTheWay) {
            forget();
        }
        if (!done) {
            throw unreached();
        }
    }

    /** Whether a thread of this process is in glibc and cannot be had out of it; the memory must stay mapped then. */
    boolean isStuck() {
        return stuck;
    }

    private KernelException unreached() {
        return new KernelException("pthread_cond_signal", block.name(), Errno.EBUSY)
                .because(
                        "a C program died or was stopped while waiting in pthread_cond_wait, or the object is "
                                + "damaged, and the other C programs cannot be woken")
                .in(SyncSituation.WAITERS_STUCK);
    }

    /** Whether glibc came back from it. */
    private boolean call(boolean all) {
        GlibcCall call = new GlibcCall(block, all);
        boolean done = call.ends() || isHealed(call);
        stuck |= !done;
        return done;
    }

    /**
     * Takes out what the dead left in it: references to the group that is to be reused, and then glibc's lock. A living
     * waiter that was woken is awake until it has given its reference back, and who has the lock is awake unless it
     * waits for those references; so where all others sleep, what is left is that of the dead. One that may not be
     * looked at (another user's) is taken to sleep: were it stopped, no more would be lost than is by doing nothing.
     */
    private boolean isHealed(GlibcCall call) {
        Mappers.Others others = Mappers.others(block.address());
        if (others.compareTo(Mappers.Others.ASLEEP) > 0) {
            return false;
        }
        if (layout.refs >= 0) {
            clear(layout.refs + closedGroup() * Integer.BYTES, -1);
        }
        if (!call.ends()) {
            clear(layout.origSize, LOCK_MASK);
        }
        if (!call.ends()) {
            return false;
        }
        if (others == Mappers.Others.NONE) {
            waiters.set(FLAGS + (block.isPlaceTaken() ? WAITER : 0));
        }
        return true;
    }

    private void clear(int offset, int bits) {
        AtomicWord word = block.conditionWord(offset);
        word.set(word.get() & ~bits);
        new SharedFutex(word, block.name()).wake(Integer.MAX_VALUE);
    }
}
