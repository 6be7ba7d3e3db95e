package org.ipcctl.kernel;

/**
 * Sleeping on a 32-bit word of shared memory and waking who sleeps there: {@code futex(2)} without
 * {@code FUTEX_PRIVATE_FLAG}, for words that several processes map. {@link #await} and {@link #wakeOne} are for
 * measured
 * loops: no deadline, no trace.
 */
public final class Futex {
    private static final int WAIT = 0;
    private static final int WAKE = 1;
    private static final int WAIT_BITSET = 9;
    private static final int WAKE_BITSET = 10;
    private static final long SECOND = 1_000_000_000L;
    /** Each sleeper, or each wake-up: FUTEX_BITSET_MATCH_ANY, which also the plain calls of others mean. */
    public static final int ANY = -1;
    private static final RawSyscall.Unchecked UNCHECKED = RawSyscall.unchecked();

    private Futex() {}

    /**
     * Sleeps while the word at {@code address} is {@code expected}, until somebody wakes it. It also returns by a
     * signal, or when the word is something else by now: the caller looks again.
     */
    public static void await(long address, int expected) {
        UNCHECKED.syscall(RawSyscall.FUTEX, address, WAIT, expected, 0);
    }

    /**
     * Sleeps while the word at {@code address} is {@code expected}, until somebody wakes it, or until {@code deadline}.
     *
     * @param subject what the word belongs to
     * @param bits    only wake-ups with one of these wake it
     * @return 0 when it was woken, or the negative error number: EAGAIN when the word is something else, ETIMEDOUT,
     *         EINTR, and EFAULT where there is no memory behind the word any more
     */
    public static int await(String subject, long address, int expected, Deadline deadline, int bits) {
        // This call wants a point on CLOCK_MONOTONIC, which System.nanoTime() reads.
        long nanos = System.nanoTime() + deadline.remainingNanos();
        long[] until = deadline.isBounded() ? new long[] {nanos / SECOND, nanos % SECOND} : null;
        return (int) Syscall.once("futex", subject,
                () -> RawSyscall.C.syscall(RawSyscall.FUTEX, address, WAIT_BITSET, expected, until, null, bits),
                "FUTEX_WAIT_BITSET", expected);
    }

    /**
     * Wakes up to {@code most} sleepers at {@code address} that have one of {@code bits}; nobody is there where the
     * memory is gone.
     *
     * @return how many
     */
    public static int wake(String subject, long address, int most, int bits) {
        return (int) Math.max(0, Syscall.once("futex", subject,
                () -> RawSyscall.C.syscall(RawSyscall.FUTEX, address, WAKE_BITSET, most, null, null, bits),
                "FUTEX_WAKE_BITSET", most));
    }

    /** Wakes one sleeper at {@code address}, if there is one. */
    public static void wakeOne(long address) {
        UNCHECKED.syscall(RawSyscall.FUTEX, address, WAKE, 1, 0);
    }
}
