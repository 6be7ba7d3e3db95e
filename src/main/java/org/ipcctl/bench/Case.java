package org.ipcctl.bench;

/** One line of the results: a mechanism, a metric, a block size in bytes. */
public record Case(Transport transport, Metric metric, int size) {
    /** In messages: {@code mq, throughput of 64-byte blocks}. */
    @Override
    public String toString() {
        return transport.name() + ", " + metric + " of " + size + "-byte blocks";
    }

    /** Why it cannot be measured at all, or null. */
    String refusal() {
        Transport.BlockLimit limit = transport.limit();
        return limit == null || size <= limit.bytes() ? null
                : "a block holds at most " + limit.bytes() + " bytes (" + limit.reason() + ")";
    }
}
