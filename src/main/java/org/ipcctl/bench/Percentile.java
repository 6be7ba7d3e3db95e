package org.ipcctl.bench;

import java.util.function.ToLongFunction;

/** What is told of the round trips of a case, in ascending order. */
public enum Percentile {
    P50("p50", Run.RoundTrips::p50),
    P90("p90", Run.RoundTrips::p90),
    P99("p99", Run.RoundTrips::p99),
    P99_9("p99.9", Run.RoundTrips::p99_9),
    MAX("max", Run.RoundTrips::max);

    private final String label;
    private final ToLongFunction<Run.RoundTrips> nanos;

    Percentile(String label, ToLongFunction<Run.RoundTrips> nanos) {
        this.label = label;
        this.nanos = nanos;
    }

    /** In results and saved benchmarks: {@code rtt_p99_9_ns}. */
    public String id() {
        return "rtt_" + label.replace('.', '_') + "_ns";
    }

    /** Nanoseconds, of one run. */
    long of(Run.RoundTrips run) {
        return nanos.applyAsLong(run);
    }

    /** In pictures: {@code p99.9}. */
    @Override
    public String toString() {
        return label;
    }
}
