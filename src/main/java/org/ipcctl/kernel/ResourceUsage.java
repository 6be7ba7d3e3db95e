package org.ipcctl.kernel;

import jnr.ffi.annotations.Out;

/**
 * What the calling thread has used so far: getrusage(2) with RUSAGE_THREAD.
 *
 * @param userNanos           CPU time in user mode; the kernel splits its exact sum by what ran at clock ticks
 * @param systemNanos         CPU time in the kernel
 * @param voluntarySwitches   how often it gave up its CPU to wait
 * @param involuntarySwitches how often it had to leave its CPU to another thread
 */
public record ResourceUsage(long userNanos, long systemNanos, long voluntarySwitches, long involuntarySwitches) {
    private static final Functions C = Native.load(Functions.class);
    private static final int RUSAGE_THREAD = 1;
    /** struct rusage: two struct timeval of two longs, then 14 longs, of which the last two count the switches. */
    private static final int LONGS = 18;
    private static final int SYSTEM = 2;
    private static final int VOLUNTARY = 16;
    private static final int INVOLUNTARY = 17;

    /** Of the calling thread, since it began. */
    public static ResourceUsage ofThread() {
        long[] usage = new long[LONGS];
        Syscall.call("getrusage", "", () -> C.getrusage(RUSAGE_THREAD, usage), "RUSAGE_THREAD");
        return new ResourceUsage(nanos(usage, 0), nanos(usage, SYSTEM), usage[VOLUNTARY], usage[INVOLUNTARY]);
    }

    private static long nanos(long[] usage, int timeval) {
        return usage[timeval] * 1_000_000_000L + usage[timeval + 1] * 1000;
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int getrusage(int who, @Out long[] usage);
    }
}
