package org.ipcctl.kernel;

import jnr.ffi.Pointer;

/**
 * Sleeping on a word that several processes map, in the kernel's queue of those who do, first come first woken:
 * {@code futex(2)}. Unlike {@link Futex} it is taken up again after a signal, and ends by an {@link Interruption} or a
 * {@link SleepWatch}.
 */
public final class SharedFutex {
    private static final int CMP_REQUEUE = 4;
    private static final int TRIES = 8;

    /** How a sleep ended. */
    public enum End {
        /** Somebody woke it, who has counted it as woken. */
        WOKEN,
        /** The word was something else already. */
        CHANGED,
        TIMED_OUT
    }

    private final AtomicWord word;
    private final String name;

    /** @param name what it is about, for {@code --verbose} */
    public SharedFutex(AtomicWord word, String name) {
        this.word = word;
        this.name = name;
    }

    /**
     * Sleeps while the word is {@code expected}, in one call, so that its place in the queue stays; {@code watch} may
     * end it.
     */
    public End await(int expected, Deadline deadline, SleepWatch watch) {
        int result = -Errno.EINTR;
        while (result == -Errno.EINTR) {
            Interruption.check();
            result = watch.hasFound() ? -Errno.EAGAIN
                    : Futex.await(name, word.address(), expected, deadline, Futex.ANY);
        }
        if (result == -Errno.EAGAIN || result == -Errno.EFAULT) {
            // Without memory behind it, it is another word by now: whoever looks at it finds that out.
            return End.CHANGED;
        } else if (result == -Errno.ETIMEDOUT) {
            return End.TIMED_OUT;
        } else if (result < 0) {
            throw new KernelException("futex", name, -result);
        }
        return End.WOKEN;
    }

    /** Wakes those who have slept longest, {@code most} at most, and tells how many. */
    public int wake(int most) {
        return Futex.wake(name, word.address(), most, Futex.ANY);
    }

    /**
     * How many sleep on it now, which the kernel knows and nobody who was killed or stopped can falsify: they are moved
     * from the queue of this word to that of the same word, which leaves them where they are.
     */
    public int sleepers() {
        Pointer here = Pointer.wrap(Native.runtime(), word.address());
        for (int i = 0; i < TRIES; i++) {
            int value = word.get();
            long result = Syscall.attempt("futex", name,
                    () -> RawSyscall.C.syscall(RawSyscall.FUTEX, word.address(), CMP_REQUEUE, 0, Integer.MAX_VALUE,
                            here, value),
                    "FUTEX_CMP_REQUEUE");
            if (result >= 0 || result == -Errno.EFAULT) {
                return (int) Math.max(0, result);
            } else if (result != -Errno.EAGAIN) {
                throw new KernelException("futex", name, (int) -result);
            }
        }
        // Somebody changes it all the time, so somebody is there.
        return 1;
    }
}
