package org.ipcctl.bench;

/** One line of the results: a mechanism, a metric, a block size in bytes, on which CPUs, and under which load. */
public record Case(Transport transport, Metric metric, int size, Pinning pinning, Load load) {
    /** Bytes of the largest block that can be asked for. */
    public static final int LARGEST = 1 << 30;
    private static final int MI = 1 << 20;
    private static final int KI = 1 << 10;

    public Case(Transport transport, Metric metric, int size, Pinning pinning) {
        this(transport, metric, size, pinning, Load.PLAIN);
    }

    Case withSize(int other) {
        return new Case(transport, metric, other, pinning, load);
    }

    /** Whether the rate is given, and what is measured is how long messages take. */
    public boolean hasRate() {
        return metric == Metric.LOAD && load.hasRate();
    }

    /** Whether each thread of both sides has a CPU for itself where this process may use {@code cpus}. */
    public boolean hasCpusForAll(int cpus) {
        return switch (pinning.placement()) {
            case APART -> !load.isShared();
            case SAME -> false;
            case NONE -> load.senders() + load.receivers() <= cpus;
        };
    }

    /** In messages: {@code mq, throughput of 8 KiB blocks, apart}. */
    @Override
    public String toString() {
        return transport.name() + ", " + metric + " of " + text(size) + " blocks"
                + (metric == Metric.LOAD ? ", " + load : "") + switch (pinning.placement()) {
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
            return metric == Metric.LOAD ? "it cannot be measured under load" : "it has no " + metric;
        }
        if (metric == Metric.LOAD && size < LoadStamp.BYTES) {
            return "under load a block holds at least " + LoadStamp.BYTES + " bytes: its number, and when it was due";
        }
        Transport.BlockLimit limit = load.isShared() ? transport.limitWhereShared() : transport.limit();
        if (limit == null && load.isShared()) {
            return "it is for one sender and one receiver";
        }
        return limit == null || size <= limit.bytes() ? null
                : "a block holds at most " + limit.bytes() + " bytes (" + limit.reason() + ")";
    }
}
