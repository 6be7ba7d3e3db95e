package org.ipcctl.bench;

/**
 * How long a run lasts: until {@code count} blocks or {@code nanos} nanoseconds, whichever comes first; 0 is no limit.
 */
record Limits(long count, long nanos) {
    static Limits of(ControlMessage go) {
        return new Limits(go.number("count"), go.number("nanos"));
    }

    ControlMessage asMessage() {
        return ControlMessage.of("go").with("count", count).with("nanos", nanos);
    }

    /** The clock reading at which a run that began at {@code start} ends. */
    long endOf(long start) {
        return start + (nanos == 0 ? Long.MAX_VALUE / 2 : nanos);
    }

    /** The sequence number of the last block, counted from {@code first}. */
    long lastFrom(long first) {
        return count == 0 ? Long.MAX_VALUE : first + count - 1;
    }
}
