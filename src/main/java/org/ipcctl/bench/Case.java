package org.ipcctl.bench;

/** One line of the results: a mechanism, a metric, a block size in bytes, and on which CPUs. */
public record Case(Transport transport, Metric metric, int size, Pinning pinning) {
    /** Bytes of the largest block that can be asked for. */
    public static final int LARGEST = 1 << 30;
    private static final int MI = 1 << 20;
    private static final int KI = 1 << 10;

    /** In messages: {@code mq, throughput of 8 KiB blocks, apart}. */
    @Override
    public String toString() {
        return transport.name() + ", " + metric + " of " + text(size) + " blocks" + switch (pinning.placement()) {
            case APART -> ", apart";
            case SAME -> ", on one CPU";
            case NONE -> "";
        };
    }

    private static String text(long bytes) {
        if (bytes % MI == 0) {
            return bytes / MI + " MiB";
        }
        return bytes % KI == 0 ? bytes / KI + " KiB" : bytes + "-byte";
    }

    /** Why it cannot be measured at all, or null. */
    String refusal() {
        if (!transport.metrics().contains(metric)) {
            return "it has no " + metric;
        }
        Transport.BlockLimit limit = transport.limit();
        return limit == null || size <= limit.bytes() ? null
                : "a block holds at most " + limit.bytes() + " bytes (" + limit.reason() + ")";
    }
}
