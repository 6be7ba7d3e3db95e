package org.ipcctl.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;

/** What became of a case: its runs, or why there are none. */
public final class Measurement {
    /** Where nothing else runs, runs of one speed differ by less, and two speeds of a mechanism by more. */
    public static final int UNSTABLE_PERCENT = 20;
    private static final int RUNS_FOR_OUTLIERS = 5;

    private final Case what;
    private final List<Run> runs;
    private final Conditions conditions;
    private final String note;
    private final boolean failed;

    private Measurement(Case what, List<Run> runs, Conditions conditions, String note, boolean failed) {
        this.what = what;
        this.runs = List.copyOf(runs);
        this.conditions = conditions;
        this.note = note;
        this.failed = failed;
    }

    static Measurement of(Case what, List<Run> runs, Conditions conditions) {
        return new Measurement(what, runs, conditions, null, false);
    }

    /** The mechanism cannot do this, here as on other machines set up alike: a fact, not a failure. */
    static Measurement refused(Case what, String why) {
        return new Measurement(what, List.of(), null, why, false);
    }

    /** It could not be set up. */
    static Measurement failed(Case what, String why) {
        return new Measurement(what, List.of(), null, why, true);
    }

    public Case what() {
        return what;
    }

    /** Why nothing was measured, or null where it was. */
    public String note() {
        return note;
    }

    /** Whether the set-up failed. */
    public boolean isFailed() {
        return failed;
    }

    public boolean isMeasured() {
        return !runs.isEmpty();
    }

    /** Under what it was measured; null where it was not. */
    public Conditions conditions() {
        return conditions;
    }

    /** What all runs cost one side. */
    public ResourceUse effort(Side side) {
        return runs.stream().map(run -> side == Side.SENDING ? run.sending() : run.receiving()).reduce(ResourceUse.NONE,
                ResourceUse::plus);
    }

    public int repeats() {
        return runs.size();
    }

    /** Blocks or round trips of all runs. */
    public long count() {
        return runs.stream().mapToLong(Run::blocks).sum();
    }

    /** Time of all runs. */
    public long nanos() {
        return runs.stream().mapToLong(Run::nanos).sum();
    }

    /** The median of the runs. */
    public double blocksPerSecond() {
        return median(Run::blocksPerSecond);
    }

    /** Nanoseconds: the median of the runs, or the longest round trip of all of them. */
    public long roundTrip(Percentile which) {
        return which == Percentile.MAX ? runs.stream().mapToLong(run -> which.of(run.roundTrips())).max().orElseThrow()
                : medianOf(which::of);
    }

    public long mean() {
        return medianOf(Run.RoundTrips::mean);
    }

    /**
     * Whether the runs are so far apart that their median says little, because of other load or because the mechanism
     * has two speeds: by more than {@value #UNSTABLE_PERCENT} percent of the median. From five runs on the highest and
     * the lowest are left out, for the median does not depend on them.
     */
    public boolean isUnstable() {
        double[] sorted = figures();
        int out = sorted.length < RUNS_FOR_OUTLIERS ? 0 : 1;
        return sorted[sorted.length - 1 - out] - sorted[out] > median(sorted) * UNSTABLE_PERCENT / 100;
    }

    private ToDoubleFunction<Run> figure() {
        if (what.hasRate()) {
            return run -> run.load().of(LoadFigures.Point.P50);
        }
        return what.metric() == Metric.LATENCY ? run -> run.roundTrips().p50()
                : run -> run.blocksPerSecond() * what.size();
    }

    /**
     * Under load: nanoseconds from the moment at which a message was due until it was received, the median of the runs,
     * or the longest of all of them. Null where runs have too few messages to tell it.
     */
    public Long latency(LoadFigures.Point point) {
        if (point == LoadFigures.Point.MAX) {
            return runs.stream().mapToLong(run -> run.load().of(point)).max().orElseThrow();
        }
        return runs.stream().allMatch(run -> run.load().messages() >= point.fewest())
                ? (Long) Math.round(median(run -> run.load().of(point))) : null;
    }

    public long meanLatency() {
        return Math.round(median(run -> run.load().mean()));
    }

    /**
     * Of the sender that got through least, in percent of what each would have if all had as many: the median of the
     * runs.
     */
    public double leastOfSender() {
        return median(run -> run.load().least());
    }

    /** The same of the one that got through most. */
    public double mostOfSender() {
        return median(run -> run.load().most());
    }

    /** Nanoseconds of CPU time of both sides for each block, or round trip. */
    public double cpuNanosPerBlock() {
        return (double) bothSides().cpuNanos() / count();
    }

    /** How often either side slept until it was woken, for each block, or round trip. */
    public double wakeUpsPerBlock() {
        return (double) bothSides().voluntarySwitches() / count();
    }

    private ResourceUse bothSides() {
        return effort(Side.SENDING).plus(effort(Side.RECEIVING));
    }

    /**
     * Of each run, ascending: bytes a second, or nanoseconds of the median round trip, or of the median message at a
     * rate.
     */
    public double[] figures() {
        return runs.stream().mapToDouble(figure()).sorted().toArray();
    }

    /** {@link Run#line} of each run, in the order of {@link #figures}; empty where it is not known of all. */
    public double[] lines() {
        double[] all = runs.stream().sorted(Comparator.comparingDouble(figure())).mapToDouble(Run::line).toArray();
        return DoubleStream.of(all).anyMatch(Double::isNaN) ? new double[0] : all;
    }

    /** Each timed run. */
    public List<Run> runs() {
        return runs;
    }

    /** How far the runs are apart: the highest less the lowest, in percent of the median; of p50 for latency. */
    public double spreadPercent() {
        double[] sorted = figures();
        return (sorted[sorted.length - 1] - sorted[0]) * 100 / median(sorted);
    }

    private long medianOf(ToLongFunction<Run.RoundTrips> figure) {
        return Math.round(median(run -> figure.applyAsLong(run.roundTrips())));
    }

    private double median(ToDoubleFunction<Run> figure) {
        return median(runs.stream().mapToDouble(figure).sorted().toArray());
    }

    /** Of figures that are {@code sorted}. */
    public static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
