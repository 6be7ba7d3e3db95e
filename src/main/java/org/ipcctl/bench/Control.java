package org.ipcctl.bench;

import java.util.Locale;

/**
 * What every mechanism is made of, measured by itself: where it takes longer than it did, the machine has changed, and
 * not the mechanisms alone. Each is a time, of one copy, call or round trip.
 */
public enum Control {
    COPY_CACHED("a copy of 64 KiB in cache"),
    COPY_UNCACHED("a copy of 1 MiB out of cache"),
    SYSCALL("a bare system call"),
    LINE_APART("a round trip of a cache line between two CPUs"),
    FUTEX_APART("a round trip of futex wake-ups between two CPUs"),
    FUTEX_SAME("a round trip of futex wake-ups on one CPU");

    /**
     * Two CPUs whose {@link #LINE_APART} is so many times as long as the shortest are far from each other; a JIT that
     * is not done with the loop makes less of a difference.
     */
    public static final double FAR = 2;

    private final String what;

    Control(String what) {
        this.what = what;
    }

    /** In saved benchmarks and between processes: {@code copy_cached_ns}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT) + "_ns";
    }

    /** Whether a case at {@code placement} may consist of it; null where that is not known. */
    public boolean concerns(Placement placement) {
        return switch (this) {
            case LINE_APART, FUTEX_APART -> placement != Placement.SAME;
            case FUTEX_SAME -> placement != Placement.APART;
            default -> true;
        };
    }

    /** Whether it tells how evenly the machine does what mechanisms do most: wake who waits. */
    public boolean isWakeUp() {
        return this == FUTEX_APART || this == FUTEX_SAME;
    }

    /**
     * Whether it comes in episodes: two CPUs are near each other or far, and a hypervisor moves them while a benchmark
     * runs, by which one round is four times as slow as the next ({@link Nearness}).
     */
    public boolean isEpisodic() {
        return this == LINE_APART;
    }

    /** In sentences. */
    @Override
    public String toString() {
        return what;
    }
}
