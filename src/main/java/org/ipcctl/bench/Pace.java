package org.ipcctl.bench;

import java.time.Duration;

/**
 * How a warm-up goes on that lasts until the JIT has settled.
 *
 * @param slice       of warm-up, after which is looked whether it has
 * @param longest     for a mechanism's loop, with small blocks
 * @param longestCase for each case then
 */
record Pace(Duration slice, Duration longest, Duration longestCase) {
    private static final int FULL_TIME_CASES = 46;
    /**
     * What the kernel copies needs 10 ms of warm-up, and what the JVM does itself (rings, slots) 160 to 320 ms in the
     * first case of a loop, where both sides are on one CPU and the JIT is beside them; another block size then needs
     * 20 to 60 ms.
     */
    private static final Pace USUAL = new Pace(Duration.ofMillis(20), Duration.ofMillis(240), Duration.ofMillis(120));
    private static final Pace BRIEF = new Pace(Duration.ofMillis(10), Duration.ofMillis(80), Duration.ofMillis(40));

    static Pace of(boolean brief) {
        return brief ? BRIEF : USUAL;
    }

    /** More cases than there are usually have less time each, or nobody would wait for the end. */
    Pace among(int cases) {
        return cases <= FULL_TIME_CASES ? this
                : new Pace(slice, shared(longest, cases), shared(longestCase, cases));
    }

    private static Duration shared(Duration time, int cases) {
        return time.multipliedBy(FULL_TIME_CASES).dividedBy(cases);
    }
}
