package org.ipcctl.bench;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a run under load tells beside its rate.
 *
 * @param latencies one way, in nanoseconds: from the moment at which a message was due until it was received
 * @param mean      of these
 * @param messages  how many there were
 * @param least     messages of the sender that got through least, in percent of what each would have if all had as many
 * @param most      the same of the one that got through most
 */
public record LoadFigures(Map<Point, Long> latencies, long mean, long messages, double least, double most) {
    /** What is told of the latencies, in ascending order. */
    public enum Point {
        P50(50), P90(90), P99(99), P99_9(99.9), P99_99(99.99), MAX(100);

        private final double percent;

        Point(double percent) {
            this.percent = percent;
        }

        double percent() {
            return percent;
        }

        /** In the control protocol: {@code p99_9}. */
        String field() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** In results and saved benchmarks: {@code latency_p99_9_ns}. */
        public String id() {
            return "latency_" + field() + "_ns";
        }

        /** How many messages there have to be for it to be another thing than the longest. */
        long fewest() {
            return this == MAX ? 1 : Math.round(100 / (100 - percent));
        }
    }

    public LoadFigures {
        latencies = new EnumMap<>(latencies);
    }

    /** What a side tells of the messages of each sender. */
    static ControlMessage told(long[] each, long digest) {
        return ControlMessage.of("done").with("blocks", LongStream.of(each).sum())
                .with("each", LongStream.of(each).mapToObj(Long::toString).collect(Collectors.joining(",")))
                .with("digest", digest);
    }

    /**
     * Of what both sides tell.
     *
     * @param subject what was measured
     * @throws BenchFailure where not all that was sent arrived, or some of it twice
     */
    static LoadFigures of(String subject, ControlMessage sent, ControlMessage received) {
        if (!sent.text("each").equals(received.text("each")) || !sent.text("digest").equals(received.text("digest"))) {
            throw new BenchFailure(subject,
                    "of each sender " + sent.text("each") + " messages were sent and " + received.text("each")
                            + " received, "
                            + (sent.text("each").equals(received.text("each"))
                                    ? "but not the same: some were lost and others came twice"
                                    : "so messages were lost or came twice"),
                    null);
        }
        Map<Point, Long> latencies = new EnumMap<>(Point.class);
        for (Point point : Point.values()) {
            latencies.put(point, received.number(point.field()));
        }
        long[] each = Stream.of(received.text("each").split(",")).mapToLong(Long::parseLong).toArray();
        double fair = LongStream.of(each).average().orElseThrow();
        return new LoadFigures(latencies, received.number("mean"), LongStream.of(each).sum(),
                LongStream.of(each).min().orElseThrow() * 100 / fair,
                LongStream.of(each).max().orElseThrow() * 100 / fair);
    }

    /** Nanoseconds. */
    public long of(Point point) {
        return latencies.get(point);
    }
}
