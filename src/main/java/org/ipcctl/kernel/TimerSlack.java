package org.ipcctl.kernel;

/**
 * By how much the kernel may let a sleep of the calling thread last longer, so that it can wake several at once:
 * {@code PR_SET_TIMERSLACK} of prctl(2).
 */
public final class TimerSlack {
    private static final int PR_SET_TIMERSLACK = 29;
    private static final Functions C = Native.load(Functions.class);

    private TimerSlack() {}

    /** As little as there is, where the kernel lets one say so; else it stays at 50 microseconds. */
    public static void least() {
        Syscall.attempt("prctl", "", () -> C.prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0), "PR_SET_TIMERSLACK", 1);
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int prctl(int option, long argument2, long argument3, long argument4, long argument5);
    }
}
