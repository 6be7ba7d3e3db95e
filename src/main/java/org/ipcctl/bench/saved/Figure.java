package org.ipcctl.bench.saved;

/** What a case is told and compared by: the median of its rounds. */
public enum Figure {
    /** Bytes a second. */
    THROUGHPUT,
    /** Nanoseconds of the median round trip. */
    ROUND_TRIP,
    /** Nanoseconds of the median message one way, at a rate. */
    ONE_WAY;

    /** Whether less is better. */
    public boolean isTime() {
        return this != THROUGHPUT;
    }
}
