package org.ipcctl.kernel;

import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;

/**
 * Sleeping on a 32-bit word of shared memory and waking who sleeps there: {@code futex(2)} without
 * {@code FUTEX_PRIVATE_FLAG}, for words that several processes map. {@link #await} and {@link #wakeOne} are for measured
 * loops: no deadline, no trace.
 */
public final class Futex {
    private static final int WAIT = 0;
    private static final int WAKE = 1;
    private static final long SECOND = 1_000_000_000L;
    private static final long NUMBER = System.getProperty("os.arch").equals("aarch64") ? 98 : 202;
    private static final Functions C = Native.load(Functions.class);

    private Futex() {
    }

    /**
     * Sleeps while the word at {@code address} is {@code expected}, until somebody wakes it. It also returns by a signal, or
     * when the word is something else by now: the caller looks again.
     */
    public static void await(long address, int expected) {
        C.syscall(NUMBER, address, WAIT, expected, 0);
    }

    /**
     * Sleeps while the word at {@code address} is {@code expected}, until somebody wakes it, or until {@code deadline}.
     *
     * @param subject what the word belongs to
     * @return 0 when it was woken, or the negative error number: EAGAIN when the word is something else, ETIMEDOUT, EINTR, and
     *         EFAULT where there is no memory behind the word any more
     */
    public static int await(String subject, long address, int expected, Deadline deadline) {
        long nanos = deadline.remainingNanos();
        long[] relative = deadline.isBounded() ? new long[] {nanos / SECOND, nanos % SECOND} : null;
        return (int) Syscall.once("futex", subject, () -> Waiting.C.syscall(NUMBER, address, WAIT, expected, relative), "FUTEX_WAIT", expected);
    }

    /** Wakes up to {@code most} sleepers at {@code address}; nobody is there where the memory is gone. */
    public static void wake(String subject, long address, int most) {
        Syscall.once("futex", subject, () -> Waiting.C.syscall(NUMBER, address, WAKE, most, null), "FUTEX_WAKE", most);
    }

    /** Wakes one sleeper at {@code address}, if there is one. */
    public static void wakeOne(long address) {
        C.syscall(NUMBER, address, WAKE, 1, 0);
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        @IgnoreError
        long syscall(long number, long word, int operation, int value, long timeout);
    }

    /** With errno, and loaded only where somebody waits so. */
    private static final class Waiting {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            long syscall(long number, long word, int operation, int value, @In long[] timeout);
        }
    }
}
