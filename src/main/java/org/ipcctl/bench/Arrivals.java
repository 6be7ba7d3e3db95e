package org.ipcctl.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** What came to one receiver in a run under load. */
final class Arrivals {
    private static final long LONGEST_NANOS = 3_600_000_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram latencies = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    /** Of each sender. */
    private final long[] counts;
    /** Of each sender, the number of its next message; through all runs. */
    private final long[] due;
    private long digest;
    private long end;

    Arrivals(int senders) {
        counts = new long[senders];
        due = new long[senders];
    }

    static List<Arrivals> of(int receivers, int senders) {
        return IntStream.range(0, receivers).mapToObj(i -> new Arrivals(senders)).toList();
    }

    /** Another run begins. */
    void reset(long now) {
        latencies.reset();
        Arrays.fill(counts, 0);
        digest = 0;
        end = now;
    }

    /**
     * Takes note of a message that was received at {@code now}, {@code nanos} after it was due.
     *
     * @param isOnly whether there is no other receiver, so that all of a sender's messages have to come
     * @throws BenchFailure where it cannot be the next one
     */
    void add(long stamp, long now, long nanos, boolean isOnly) {
        int sender = LoadStamp.sender(stamp);
        long sequence = LoadStamp.sequence(stamp);
        if (sender >= due.length || sequence < due[sender] || isOnly && sequence > due[sender]) {
            throw wrong(sender, sequence);
        }
        due[sender] = sequence + 1;
        counts[sender]++;
        digest += LoadStamp.digest(stamp);
        latencies.recordValue(Math.max(0, Math.min(LONGEST_NANOS, nanos)));
        end = now;
    }

    private BenchFailure wrong(int sender, long sequence) {
        if (sender >= due.length) {
            return new BenchFailure("", "a message of sender " + sender + " came, and there is none", null);
        }
        return new BenchFailure("",
                "message " + due[sender] + " of sender " + sender + " was due, and message " + sequence + " came: "
                        + (sequence > due[sender] ? "messages were lost" : "a message came twice, or out of order"),
                null);
    }

    /** What all receivers together tell of a run. */
    static ControlMessage told(List<Arrivals> all) {
        Histogram latencies = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
        all.forEach(one -> latencies.add(one.latencies));
        long[] counts = IntStream.range(0, all.get(0).counts.length)
                .mapToLong(sender -> all.stream().mapToLong(one -> one.counts[sender]).sum()).toArray();
        ControlMessage done = LoadFigures.told(counts, all.stream().mapToLong(one -> one.digest).sum())
                .with("end", all.stream().mapToLong(one -> one.end).max().orElseThrow())
                .with("mean", Math.round(latencies.getMean()));
        for (LoadFigures.Point point : LoadFigures.Point.values()) {
            done = done.with(point.field(), latencies.getValueAtPercentile(point.percent()));
        }
        return done;
    }
}
