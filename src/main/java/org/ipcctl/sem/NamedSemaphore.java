package org.ipcctl.sem;

import static org.ipcctl.sem.SemFunctions.C;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import jnr.ffi.Pointer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Syscall;

/**
 * A POSIX named semaphore, which any process that knows its name can wait for and post: sem_overview(7). glibc keeps it in
 * {@code /dev/shm/sem.NAME} and works on it in user space, with futex(2) only where somebody has to sleep.
 *
 * <p>Names are those of sem_open(3): one slash and up to 250 bytes.
 */
public final class NamedSemaphore implements AutoCloseable {
    /** The largest value: SEM_VALUE_MAX. */
    public static final long MAX_VALUE = Integer.MAX_VALUE;

    private static final int CLOCK_MONOTONIC = 1;
    /** Between two tries for several at once; the others need a moment to give theirs back. */
    private static final long PAUSE_NANOS = 1_000_000;
    private static final long SECOND = 1_000_000_000L;
    /** Where only the wall clock can bound a wait, so short a wait that a step of that clock hardly matters. */
    private static final Duration SLICE = Duration.ofSeconds(1);

    private final String name;
    private final Pointer handle;
    private final long address;
    private boolean closed;

    private NamedSemaphore(String name, Pointer handle) {
        this.name = name;
        this.handle = handle;
        this.address = handle.address();
    }

    /**
     * Creates it.
     *
     * @param mode  permission bits; the umask counts
     * @param value 0 to {@link #MAX_VALUE}
     * @throws KernelException of sem_open(3), EEXIST where there is one already
     */
    public static NamedSemaphore create(String name, int mode, long value) {
        return open(name, Fd.O_CREAT | Fd.O_EXCL, mode, value);
    }

    /** Opens it, and creates it with {@code mode} and {@code value} where there is none. */
    public static NamedSemaphore openOrCreate(String name, int mode, long value) {
        return open(name, Fd.O_CREAT, mode, value);
    }

    /** Opens one that exists. */
    public static NamedSemaphore open(String name) {
        return open(name, 0, 0, 0);
    }

    private static NamedSemaphore open(String name, int flags, int mode, long value) {
        byte[] bytes = OsString.cString(name);
        Pointer[] opened = new Pointer[1];
        long outcome = Syscall.attempt("sem_open", name, () -> {
            opened[0] = C.sem_open(bytes, flags, mode, (int) value);
            // SEM_FAILED is the null pointer.
            return opened[0] == null ? -1 : 0;
        }, flags, "0" + Integer.toOctalString(mode), value);
        if (outcome < 0) {
            throw SemFolder.explain(new KernelException("sem_open", name, (int) -outcome));
        }
        return new NamedSemaphore(name, opened[0]);
    }

    /** sem_unlink(3): the name goes, the semaphore itself lives on in the processes that have it open. */
    public static void unlink(String name) {
        byte[] bytes = OsString.cString(name);
        long outcome = Syscall.attempt("sem_unlink", name, () -> C.sem_unlink(bytes));
        if (outcome < 0) {
            throw SemFolder.explainUnlink(new KernelException("sem_unlink", name, (int) -outcome));
        }
    }

    public String name() {
        return name;
    }

    /**
     * Takes one, waiting until {@code deadline} while the value is 0.
     *
     * @return whether it was taken; false when the deadline passed first
     */
    public boolean acquire(Deadline deadline) {
        long outcome;
        if (!deadline.isBounded()) {
            outcome = Syscall.attempt("sem_wait", name, () -> C.sem_wait(address));
        } else if (ClockWaiting.AVAILABLE) {
            outcome = Syscall.attempt("sem_clockwait", name,
                    () -> ClockWaiting.C.sem_clockwait(address, CLOCK_MONOTONIC, timespec(System.nanoTime() + deadline.remainingNanos())));
        } else {
            outcome = waitInSlices(deadline);
        }
        if (outcome < 0 && outcome != -Errno.ETIMEDOUT) {
            throw new KernelException("sem_wait", name, (int) -outcome);
        }
        return outcome == 0;
    }

    /** For glibc before 2.30: the outcome as {@link Syscall#attempt} tells it. */
    long waitInSlices(Deadline deadline) {
        long outcome;
        do {
            outcome = Syscall.attempt("sem_timedwait", name, () -> C.sem_timedwait(address, timespec(
                    System.currentTimeMillis() * 1_000_000 + Math.min(SLICE.toNanos(), deadline.remainingNanos()))));
        } while (outcome == -Errno.ETIMEDOUT && !deadline.hasPassed());
        return outcome;
    }

    /**
     * Takes {@code count} at once, or none: where fewer are there they are given back, so that two processes that each want
     * more than there is do not wait for each other.
     *
     * @return whether they were taken; false when the deadline passed first
     */
    public boolean acquire(int count, Deadline deadline) {
        while (acquire(deadline)) {
            int taken = 1;
            while (taken < count && tryAcquire()) {
                taken++;
            }
            if (taken == count) {
                return true;
            }
            for (; taken > 0; taken--) {
                post();
            }
            if (deadline.hasPassed()) {
                return false;
            }
            Interruption.check();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    /** Takes one if the value is above 0; the answer is whether it was. */
    public boolean tryAcquire() {
        long outcome = Syscall.attempt("sem_trywait", name, () -> C.sem_trywait(address));
        if (outcome < 0 && outcome != -Errno.EAGAIN) {
            throw new KernelException("sem_trywait", name, (int) -outcome);
        }
        return outcome == 0;
    }

    /** What to throw when {@code count} could not be taken by {@code deadline}. */
    public KernelException notTaken(int count, Deadline deadline) {
        return deadline.passed(deadline.isOnce() ? "sem_trywait" : "sem_clockwait", name,
                count == 1 ? "the semaphore to be above 0" : "the semaphore to be " + count + " or more");
    }

    /** Gives one back, or adds one; EOVERFLOW beyond {@link #MAX_VALUE}. */
    public void post() {
        long outcome = Syscall.attempt("sem_post", name, () -> C.sem_post(address));
        if (outcome < 0) {
            throw SemFolder.explain(new KernelException("sem_post", name, (int) -outcome));
        }
    }

    /** The value as it was a moment ago; 0 while somebody waits. */
    public int value() {
        int[] value = new int[1];
        Syscall.call("sem_getvalue", name, () -> C.sem_getvalue(address, value));
        return value[0];
    }

    /** Where this process has it mapped, for {@link SemWire}; good until {@link #close}. */
    public long address() {
        return address;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            C.sem_close(handle);
        }
    }

    private static long[] timespec(long nanos) {
        return new long[] {nanos / SECOND, nanos % SECOND};
    }

    /** Loaded by the first wait with a deadline. HotSpot's nanoTime is CLOCK_MONOTONIC, so deadlines fit it. */
    private static final class ClockWaiting {
        static final SemFunctions.ClockWait C = Native.load(SemFunctions.ClockWait.class);
        static final boolean AVAILABLE = probe();

        /** A zeroed sem_t is a semaphore of value 0, and the time that is given has passed long ago: the call ends at once. */
        private static boolean probe() {
            try (NativeMemory free = NativeMemory.allocate(64)) {
                C.sem_clockwait(free.address(), CLOCK_MONOTONIC, new long[] {0, 0});
                return true;
            } catch (UnsatisfiedLinkError glibcBefore230) {
                return false;
            }
        }
    }
}
