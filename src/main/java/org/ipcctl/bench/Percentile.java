package org.ipcctl.bench;

import java.util.function.ToLongFunction;

/** What is told of the round trips of a case, in ascending order. */
public enum Percentile {
    P50("p50", Measurement::p50),
    P90("p90", Measurement::p90),
    P99("p99", Measurement::p99),
    P99_9("p99.9", Measurement::p999),
    MAX("max", Measurement::max);

    private final String label;
    private final ToLongFunction<Measurement> nanos;

    Percentile(String label, ToLongFunction<Measurement> nanos) {
        this.label = label;
        this.nanos = nanos;
    }

    /** In results and saved benchmarks: {@code rtt_p99_9_ns}. */
    public String id() {
        return "rtt_" + label.replace('.', '_') + "_ns";
    }

    /** Nanoseconds, of a case whose latency was measured. */
    public long of(Measurement measurement) {
        return nanos.applyAsLong(measurement);
    }

    /** In pictures: {@code p99.9}. */
    @Override
    public String toString() {
        return label;
    }
}
