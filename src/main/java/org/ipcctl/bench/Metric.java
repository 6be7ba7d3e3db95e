package org.ipcctl.bench;

import java.util.Locale;

/** What is measured. */
public enum Metric {
    /** Blocks one way as fast as they go. */
    THROUGHPUT,
    /** A block there and back, one at a time. */
    LATENCY;

    /** In results and in the control protocol: {@code throughput}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Metric of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
