package org.ipcctl.bench;

/**
 * How long a run lasts: until {@code count} blocks or {@code nanos} nanoseconds, whichever comes first; 0 is no limit.
 * Under load also the {@code rate} at which all senders together send, where there is one.
 */
record Limits(long count, long nanos, long rate) {
    Limits(long count, long nanos) {
        this(count, nanos, 0);
    }

    static Limits of(ControlMessage go) {
        return new Limits(go.number("count"), go.number("nanos"), go.number("rate"));
    }

    ControlMessage asMessage() {
        return ControlMessage.of("go").with("count", count).with("nanos", nanos).with("rate", rate);
    }

    /** How many blocks sender {@code number} of {@code senders} sends at most. */
    long shareOf(int number, int senders) {
        return count == 0 ? Long.MAX_VALUE / 2 : count / senders + (number < count % senders ? 1 : 0);
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
