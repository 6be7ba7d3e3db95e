package org.ipcctl.sync;

import static org.ipcctl.sync.SyncFunctions.C;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.Syscall;

/**
 * A process-shared pthread condition variable with the mutex that belongs to it, and a count of the signals that were sent,
 * so that who looked at the count before need not miss one: {@code pthread_cond_wait(3)}. It wakes those who wait at that
 * moment, and may wake without a signal.
 */
public final class ProcessCondition {
    private static final int PTHREAD_PROCESS_SHARED = 1;
    private static final int CLOCK_MONOTONIC = 1;
    /** The longest single wait in the C library where there is no limit. */
    private static final Duration LONG = Duration.ofHours(1);

    private final SyncBlock block;
    private final ProcessMutex mutex;

    private ProcessCondition(SyncBlock block, ProcessMutex mutex) {
        this.block = block;
        this.mutex = mutex;
    }

    /** Makes one in memory of {@link SyncBlock#LENGTH} zeros that nobody else sees yet. */
    public static ProcessCondition create(String name, Mapping mapping) {
        SyncBlock block = SyncBlock.create(name, mapping, SyncBlock.Kind.CONDITION);
        ProcessMutex mutex = ProcessMutex.create(block);
        try (NativeMemory attributes = NativeMemory.allocate(Abi.ATTRIBUTES_SIZE)) {
            ProcessMutex.check("pthread_condattr_init", block, C.pthread_condattr_init(attributes.pointer()));
            ProcessMutex.check("pthread_condattr_setpshared", block, C.pthread_condattr_setpshared(attributes.pointer(), PTHREAD_PROCESS_SHARED));
            ProcessMutex.check("pthread_condattr_setclock", block, C.pthread_condattr_setclock(attributes.pointer(), CLOCK_MONOTONIC));
            ProcessMutex.check("pthread_cond_init", block, C.pthread_cond_init(block.condition(), attributes.pointer()));
            C.pthread_condattr_destroy(attributes.pointer());
        }
        return new ProcessCondition(block, mutex);
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

    /** The mutex to hold around {@link #await}. */
    public ProcessMutex mutex() {
        return mutex;
    }

    /** Signals and broadcasts so far. */
    public long sequence() {
        return block.sequence();
    }

    /**
     * Gives the mutex back, waits to be woken, and takes the mutex again. A signal that comes after the deadline, while this
     * waits for the mutex, finds nobody to wake; it counts as well, so that who waits again and again misses none in between.
     *
     * @return false when the deadline passed first; the mutex is held either way
     */
    public boolean await(Deadline deadline) {
        long[] until = ProcessMutex.monotonic(deadline.isBounded() ? deadline : Deadline.in(LONG));
        long before = block.sequence();
        int errno = Syscall.number("pthread_cond_timedwait", block.name(),
                () -> C.pthread_cond_timedwait(block.condition(), block.mutex(), until));
        if (errno == Errno.EOWNERDEAD) {
            errno = C.pthread_mutex_consistent(block.mutex());
        }
        if (errno != 0 && errno != Errno.ETIMEDOUT) {
            throw new KernelException("pthread_cond_timedwait", block.name(), errno);
        }
        return errno == 0 || block.sequence() != before && block.last() - ProcessMutex.nanos(until) >= 0;
    }

    /** Wakes one that waits, if any; the mutex is taken for that. */
    public void signal() {
        wake("pthread_cond_signal", () -> C.pthread_cond_signal(block.condition()));
    }

    /** Wakes all that wait. */
    public void broadcast() {
        wake("pthread_cond_broadcast", () -> C.pthread_cond_broadcast(block.condition()));
    }

    private void wake(String call, LongSupplier body) {
        mutex.lock(Deadline.never());
        try {
            block.countUp();
            ProcessMutex.check(call, block, Syscall.number(call, block.name(), body));
            block.last(System.nanoTime());
        } finally {
            mutex.unlock();
        }
    }
}
