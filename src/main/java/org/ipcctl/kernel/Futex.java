package org.ipcctl.kernel;

import jnr.ffi.annotations.IgnoreError;

/**
 * Sleeping on a 32-bit word of shared memory and waking who sleeps there: {@code futex(2)} without
 * {@code FUTEX_PRIVATE_FLAG}, for words that several processes map. For measured loops: no deadline, no trace.
 */
public final class Futex {
    private static final int WAIT = 0;
    private static final int WAKE = 1;
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

    /** Wakes one sleeper at {@code address}, if there is one. */
    public static void wakeOne(long address) {
        C.syscall(NUMBER, address, WAKE, 1, 0);
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        @IgnoreError
        long syscall(long number, long word, int operation, int value, long timeout);
    }
}
