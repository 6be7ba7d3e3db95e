package org.ipcctl.sync;

import org.ipcctl.kernel.AtomicWord;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.SharedFutex;

/**
 * A process-shared condition variable with the mutex that belongs to it, and a count of the signals that were sent, so
 * that who looked at the count before need not miss one. It wakes those who wait at that moment, and may wake without a
 * signal, as
 * {@code pthread_cond_wait(3)}.
 *
 * <p>Those who wait here sleep on a futex of ours, in the kernel's queue, and the kernel knows who of them is alive:
 * one who is killed or stopped keeps nobody. C programs wait and signal with the pthread_cond_t beside it:
 * {@link GlibcCondition}.
 */
public final class ProcessCondition {
    private final SyncBlock block;
    private final ProcessMutex mutex;
    private final AtomicWord wakes;
    private final SharedFutex futex;
    private final GlibcCondition glibc;

    private ProcessCondition(SyncBlock block, ProcessMutex mutex) {
        this.block = block;
        this.mutex = mutex;
        this.wakes = block.wakes();
        this.futex = new SharedFutex(wakes, block.name());
        this.glibc = new GlibcCondition(block, futex);
    }

    /** Makes one in memory of {@link SyncBlock#LENGTH} zeros that nobody else sees yet. */
    public static ProcessCondition create(String name, Mapping mapping) {
        SyncBlock block = SyncBlock.create(name, mapping, SyncBlock.Kind.CONDITION);
        ProcessMutex mutex = ProcessMutex.create(block);
        GlibcCondition.initialise(block.condition());
        return new ProcessCondition(block, mutex);
    }

    /** Makes a bare one at {@code address}, for {@link UncheckedSync}. */
    public static void createBare(long address) {
        GlibcCondition.initialise(address);
    }

    /**
     * The one that is in {@code mapping}.
     *
     * @throws KernelException EINVAL where there is something else
     */
    public static ProcessCondition of(String name, Mapping mapping) {
        SyncBlock block = SyncBlock.of(name, mapping, SyncBlock.Kind.CONDITION);
        return new ProcessCondition(block, ProcessMutex.of(block));
    }

    /** The mutex to hold around what the methods here say. */
    public ProcessMutex mutex() {
        return mutex;
    }

    /** Signals and broadcasts so far. */
    public long sequence() {
        long sequence = block.sequence();
        block.check();
        return sequence;
    }

    /** Begins to wait, with the mutex held; a signal that comes after it was given back is not missed. */
    public ConditionWait enter() {
        return new ConditionWait(block, wakes, futex, glibc);
    }

    /**
     * Wakes one that waits, if any, with the mutex held: the one of ipcctl that has waited longest, or a C program
     * where there is none.
     *
     * @throws KernelException EBUSY where C programs cannot be woken; it was counted, and waiters of ipcctl were woken
     */
    public void signal() {
        wake(false);
    }

    /** Wakes all that wait; otherwise as {@link #signal}. */
    public void broadcast() {
        wake(true);
    }

    private void wake(boolean all) {
        // In this order: who sees only the first has not seen a signal of a C program, which counts the second alone.
        wakes.getAndAdd(1);
        block.countUp();
        block.last(System.nanoTime());
        int woken = futex.wake(all ? Integer.MAX_VALUE : 1);
        block.check();
        if (all || woken == 0) {
            glibc.wake(all);
        }
    }

    /** Whether a thread of this process still uses the memory, so that it must stay mapped. */
    public boolean isInUse() {
        return glibc.isStuck();
    }
}
