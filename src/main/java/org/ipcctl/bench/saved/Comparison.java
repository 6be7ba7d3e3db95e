package org.ipcctl.bench.saved;

import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;

/**
 * What became of a case since it was saved. A change is one only where the runs of both times do not overlap and it is larger
 * than the noise: half of what the runs of each time are apart, both together. Fewer than three runs tell nothing of their
 * noise, so it is taken for what makes a case unstable then.
 *
 * @param before        null where the file has no such case
 * @param now           null where it was not measured this time
 * @param changePercent of the median, upwards or downwards; NaN where one of them is missing
 * @param noisePercent  of the median before; NaN likewise
 */
public record Comparison(Figures before, Figures now, double changePercent, double noisePercent, Verdict verdict) {
    private static final int RUNS_THAT_TELL = 3;
    /** No two benchmarks agree better, whatever their runs say. */
    private static final double LEAST_NOISE = 2;

    /** In results in lower case. */
    public enum Verdict {
        SAME, FASTER, SLOWER,
        /** More than noise by the medians, but some run of the one is as good as one of the other: measure again. */
        UNCLEAR,
        /** Measured only now. */
        NEW,
        /** Measured only then. */
        GONE
    }

    static Comparison of(Figures before, Figures now) {
        boolean then = before != null && before.isMeasured();
        boolean today = now != null && now.isMeasured();
        if (!then || !today) {
            return new Comparison(before, now, Double.NaN, Double.NaN, today ? Verdict.NEW : Verdict.GONE);
        }
        double change = (now.median() - before.median()) * 100 / before.median();
        double noise = noise(before, now);
        if (Math.abs(change) <= noise) {
            return new Comparison(before, now, change, noise, Verdict.SAME);
        } else if (now.lowest() <= before.highest() && before.lowest() <= now.highest()) {
            return new Comparison(before, now, change, noise, Verdict.UNCLEAR);
        }
        boolean lessIsBetter = now.metric() == Metric.LATENCY;
        return new Comparison(before, now, change, noise, change < 0 == lessIsBetter ? Verdict.FASTER : Verdict.SLOWER);
    }

    private static double noise(Figures before, Figures now) {
        if (Math.min(before.runs().size(), now.runs().size()) < RUNS_THAT_TELL) {
            return Measurement.UNSTABLE_PERCENT;
        }
        double both = before.highest() - before.lowest() + now.highest() - now.lowest();
        return Math.max(LEAST_NOISE, both / 2 * 100 / before.median());
    }

    /** Either of both: what the case is. */
    public Figures any() {
        return now != null ? now : before;
    }

    /** Whether it was measured at either time; what a mechanism cannot carry was at neither. */
    boolean isMeasured() {
        return before != null && before.isMeasured() || now != null && now.isMeasured();
    }

    /** Whether there are figures of both times. */
    boolean isInBoth() {
        return verdict != Verdict.NEW && verdict != Verdict.GONE;
    }

    /** Whether it got slower by more than {@code percent}, and not by noise. */
    boolean isSlowerBy(double percent) {
        return verdict == Verdict.SLOWER && Math.abs(changePercent) > percent;
    }
}
