package org.ipcctl.bench.saved;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Percentile;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.RoundTripHistogram;
import org.ipcctl.bench.Run;

/**
 * What is known of a case, measured now or read from a file.
 *
 * @param mechanism as on the command line
 * @param metric    what was measured
 * @param size      bytes in a block
 * @param placement how the sides shared the CPUs; null where a file does not tell
 * @param load      who sent and received, where it was measured under load
 * @param roundTrips each {@link Percentile} where latency was measured; NaN for one that a file does not tell
 * @param cpuNanos  CPU time of both sides for each block, or round trip; NaN where a file does not tell, or nothing was
 * measured
 * @param runs      the figure of each timed run, ascending: as {@link #figure} tells it; empty where nothing was
 * measured
 * @param lines     {@link Run#line} of each of these, in the same order; empty where a file does not tell, or nothing
 *                  crossed from one CPU to another
 * @param histograms all round trips of each run, as {@link RoundTripHistogram} writes them, in the order of the runs;
 *                  empty where a file does not tell
 */
public record SavedCase(String mechanism, Metric metric, long size, Placement placement, Load load,
                        List<Double> roundTrips, double cpuNanos,
                        List<Double> runs, List<Double> lines, List<String> histograms) {
    public SavedCase(String mechanism, Metric metric, long size, Placement placement, List<Double> roundTrips,
                     double cpuNanos, List<Double> runs,
                     List<String> histograms) {
        this(mechanism, metric, size, placement, Load.PLAIN, roundTrips, cpuNanos, runs, List.of(), histograms);
    }

    public static SavedCase of(Measurement m) {
        return new SavedCase(m.what().transport().name(), m.what().metric(), m.what().size(),
                m.what().pinning().placement(), m.what().load(),
                Stream.of(Percentile.values())
                        .map(one -> m.isMeasured() && m.what().metric() == Metric.LATENCY ? (double) m.roundTrip(one)
                                : Double.NaN)
                        .toList(),
                m.isMeasured() ? m.cpuNanosPerBlock() : Double.NaN, DoubleStream.of(m.figures()).boxed().toList(),
                DoubleStream.of(m.lines()).boxed().toList(),
                m.runs().stream().map(Run::roundTrips).filter(one -> one != null && one.histogram() != null)
                        .map(Run.RoundTrips::histogram).toList());
    }

    /** What its runs tell. */
    public Figure figure() {
        return switch (metric) {
            case THROUGHPUT -> Figure.THROUGHPUT;
            case LATENCY -> Figure.ROUND_TRIP;
            case LOAD -> load.hasRate() ? Figure.ONE_WAY : Figure.THROUGHPUT;
        };
    }

    /** Whether the scheduler had no say in it. */
    public boolean isPinned() {
        return placement == Placement.APART || placement == Placement.SAME;
    }

    public boolean isMeasured() {
        return !runs.isEmpty();
    }

    /** The median of the runs. */
    public double median() {
        return Measurement.median(runs.stream().mapToDouble(one -> one).toArray());
    }

    /** For messages. */
    @Override
    public String toString() {
        return mechanism + ", " + metric + " of " + size + " bytes" + (metric == Metric.LOAD ? ", " + load : "")
                + Arrays.toString(runs.toArray());
    }
}
