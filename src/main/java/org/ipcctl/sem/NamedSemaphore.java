package org.ipcctl.sem;

import static org.ipcctl.sem.SemFunctions.C;

import java.util.concurrent.locks.LockSupport;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.SleepWatch;
import org.ipcctl.kernel.Syscall;

/**
 * A POSIX named semaphore, which any process that knows its name can wait for and post: sem_overview(7). glibc keeps it
 * in
 * {@code /dev/shm/sem.NAME} and works on it in user space, with futex(2) only where somebody has to sleep; this does
 * the same on the same bytes, and survives that another process shortens the file.
 *
 * <p>Names are those of sem_open(3): one slash and up to 251 bytes.
 */
public final class NamedSemaphore implements AutoCloseable {
    /** The largest value: SEM_VALUE_MAX. */
    public static final long MAX_VALUE = Integer.MAX_VALUE;

    /**
     * Out of the queue, for one who cannot tell whether he woke somebody who wants less: who has been woken so does not
     * wake him in turn.
     */
    private static final long PAUSE_NANOS = 1_000_000;

    private final String name;
    private final Fd fd;
    private final Mapping mapping;
    private final long address;
    private SemWord word;

    private NamedSemaphore(String name, Fd fd) {
        this.name = name;
        this.fd = fd;
        try {
            this.mapping = Mapping.shared(fd, SemLayout.SIZE, true);
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
        this.address = mapping.address();
    }

    /**
     * Creates it.
     *
     * @param mode  permission bits; the umask counts
     * @param value 0 to {@link #MAX_VALUE}
     * @throws KernelException EEXIST where there is one already
     */
    public static NamedSemaphore create(String name, int mode, long value) {
        return create(name, mode, false, value);
    }

    /** As {@link #create}, with {@code mode} whatever the umask says. */
    public static NamedSemaphore createExactly(String name, int mode, long value) {
        return create(name, mode, true, value);
    }

    private static NamedSemaphore create(String name, int mode, boolean exact, long value) {
        Fd fd = SemFile.create(name, mode, exact, (int) value);
        if (fd == null) {
            throw SemDirectory.exists(name);
        }
        return new NamedSemaphore(name, fd);
    }

    /** Opens it, and creates it with {@code mode} and {@code value} where there is none. */
    public static NamedSemaphore openOrCreate(String name, int mode, long value) {
        while (true) {
            try {
                return open(name);
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
            }
            Fd fd = SemFile.create(name, mode, false, (int) value);
            if (fd != null) {
                return new NamedSemaphore(name, fd);
            }
            // Somebody else was quicker.
        }
    }

    /**
     * Opens one that exists.
     *
     * @throws KernelException ENOENT, EACCES, EINVAL where the file is something else
     */
    public static NamedSemaphore open(String name) {
        return new NamedSemaphore(name, SemFile.open(name, true));
    }

    /** The value of {@code name} as it is now, 0 while somebody waits; for this it need only be readable. */
    public static int value(String name) {
        try (Fd fd = SemFile.open(name, false)) {
            return SemFile.read(fd);
        }
    }

    /** The value of {@code name} and how many wait, likewise. */
    static SemaphoreCount count(String name) {
        try (Fd fd = SemFile.open(name, false)) {
            return SemaphoreCount.of(SemFile.word(fd));
        }
    }

    /** Whether {@code e} says of what a list has found that it is no semaphore, or none any more. */
    static boolean isNone(KernelException e) {
        return e.is(Errno.EINVAL) || e.is(Errno.ELOOP) || e.is(Errno.EAGAIN) || e.is(Errno.ENOENT);
    }

    /** unlink(2): the name goes, the semaphore itself lives on in the processes that have it open. */
    public static void unlink(String name) {
        try {
            Files.unlink(SemDirectory.path(name));
        } catch (KernelException e) {
            throw SemDirectory.explainRemoval(e.about(name));
        }
    }

    public String name() {
        return name;
    }

    /**
     * Takes one, waiting until {@code deadline} while the value is 0, in the kernel's queue of those who wait.
     *
     * @return whether it was taken; false when the deadline passed first
     */
    public boolean acquire(Deadline deadline) {
        return acquire(1, deadline);
    }

    /**
     * Takes {@code count} at once, or none: two processes that each want more than there is do not wait for each other.
     * Who finds too few goes to the end of the queue, and somebody for whom they are enough is woken.
     *
     * @return whether they were taken; false when the deadline passed first
     */
    public boolean acquire(int count, Deadline deadline) {
        if (tryAcquire(count)) {
            return true;
        } else if (deadline.hasPassed()) {
            return false;
        }
        word().countWaiter();
        // Nobody wakes who sleeps on a page that was cut off, or is counted no more because the file was written anew.
        try (SleepWatch watch = SleepWatch.over(() -> mapping.isShortened() || word().hasNoWaiters())) {
            return acquireAsWaiter(count, deadline, watch);
        } finally {
            word().discountWaiter();
        }
    }

    private boolean acquireAsWaiter(int count, Deadline deadline, SleepWatch watch) {
        int there = 0;
        while (true) {
            int outcome = word().sleepWhile(there, count, deadline);
            do {
                if (tryAcquire(count)) {
                    return true;
                } else if (watch.hasFound() || outcome == -Errno.EFAULT) {
                    throw lost();
                }
                there = word().value();
            } while (there >= count);
            // A post wakes one. What is not enough for us may be for somebody who wants less, and he in turn wakes
            // those only who want less than he: so it ends.
            boolean passedOn = there > 0 && word().wakeOneOfThoseWhoWantUpTo(there);
            Interruption.check();
            if (deadline.hasPassed()) {
                return false;
            } else if (passedOn && there > SemWord.TOLD_APART) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private KernelException lost() {
        return mapping.hasFaulted() || mapping.isShortened() ? mapping.lost()
                : new KernelException("futex", name, Errno.EIO)
                        .because("another process rewrote its file during the wait");
    }

    /** Takes one if the value is above 0; the answer is whether it was. */
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    private boolean tryAcquire(int count) {
        boolean taken = take(count);
        try {
            mapping.check();
        } catch (RuntimeException e) {
            if (taken) {
                // Who is told that it failed has nothing to give back.
                putBack(count, e);
            }
            throw e;
        }
        return taken;
    }

    private void putBack(int count, RuntimeException failure) {
        try {
            post(count);
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
        }
    }

    private boolean take(int count) {
        if (count > 1) {
            return word().take(count);
        }
        long outcome = Syscall.attempt("sem_trywait", name, () -> C.sem_trywait(address));
        if (outcome < 0 && outcome != -Errno.EAGAIN) {
            throw new KernelException("sem_trywait", name, (int) -outcome);
        }
        return outcome == 0;
    }

    private boolean give(int count) {
        if (count > 1) {
            return word().give(count);
        }
        long outcome = Syscall.attempt("sem_post", name, () -> C.sem_post(address));
        if (outcome < 0 && outcome != -Errno.EOVERFLOW) {
            throw new KernelException("sem_post", name, (int) -outcome);
        }
        return outcome == 0;
    }

    /** What to throw when {@code count} could not be taken by {@code deadline}. */
    public KernelException notTaken(int count, Deadline deadline) {
        return deadline.passed(deadline.isOnce() ? "sem_trywait" : "futex", name,
                count == 1 ? "the semaphore to be above 0" : "the semaphore to be " + count + " or more");
    }

    /** Gives one back, or adds one; EOVERFLOW beyond {@link #MAX_VALUE}. */
    public void post() {
        post(1);
    }

    /** Gives {@code count} back at once, or none where that would be beyond {@link #MAX_VALUE}. */
    public void post(int count) {
        boolean given = give(count);
        mapping.check();
        if (!given) {
            throw SemDirectory.explain(new KernelException("sem_post", name, Errno.EOVERFLOW));
        } else if (count > 1) {
            word().wake(count);
        }
    }

    /** The value as it was a moment ago; 0 while somebody waits. */
    public int value() {
        return SemFile.read(fd);
    }

    /** Its waits and posts for measured loops; good until {@link #close}. */
    public UncheckedSemaphore unchecked() {
        return new UncheckedSemaphore(name, word(), mapping);
    }

    /** Only who waits, or moves several, needs more than the C library's functions. */
    private SemWord word() {
        if (word == null) {
            word = new SemWord(name, mapping);
        }
        return word;
    }

    @Override
    public void close() {
        mapping.close();
        fd.close();
    }
}
