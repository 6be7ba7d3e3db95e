package org.ipcctl.bench;

import java.util.Locale;
import java.util.Set;

/** What is measured. */
public enum Metric {
    /** Blocks one way as fast as they go. */
    THROUGHPUT,
    /** A block there and back, one at a time. */
    LATENCY,
    /** Messages one way, of several senders or at a rate: how many get through, and how long each is on its way. */
    LOAD;

    /** What is measured of a mechanism unless something else is asked for. */
    public static final Set<Metric> USUAL = Set.of(THROUGHPUT, LATENCY);

    /** In results and in the control protocol: {@code throughput}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Metric of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
