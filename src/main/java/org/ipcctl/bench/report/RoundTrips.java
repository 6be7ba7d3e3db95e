package org.ipcctl.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.ipcctl.bench.Percentile;
import org.ipcctl.bench.RoundTripHistogram;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.format.chart.Axis;
import org.ipcctl.format.chart.LineChart;

/** The round trips of a case, of all rounds and of each: what its line over percentiles consists of. */
final class RoundTrips {
    /** Percentiles that HdrHistogram tells for each half of what is left. */
    private static final int TICKS = 5;
    private static final double WHOLE = 100;

    private final SavedCase one;
    private final List<Histogram> rounds;

    RoundTrips(SavedCase one) {
        this.one = one;
        this.rounds = one.histograms().stream().map(RoundTripHistogram::decoded).toList();
    }

    /** Those of all rounds; null where a file does not tell them. */
    Histogram all() {
        if (rounds.isEmpty()) {
            return null;
        }
        Histogram all = rounds.get(0).copy();
        rounds.stream().skip(1).forEach(all::add);
        return all;
    }

    /**
     * A point at each percentile that tables tell, with an error bar from the lowest round to the highest. Where all
     * round trips are known, the line is of these, and has all that lies between.
     */
    List<LineChart.Point> points() {
        List<LineChart.Point> points = new ArrayList<>();
        Histogram all = all();
        double count = all == null ? Double.MAX_VALUE : all.getTotalCount();
        for (Percentile each : Percentile.values()) {
            double known = each == Percentile.MAX ? Double.NaN
                    : all == null ? one.roundTrips().get(each.ordinal())
                            : Math.max(1, all.getValueAtPercentile(fraction(each) * WHOLE));
            if (isTime(known) && Axis.oneIn(fraction(each)) <= count) {
                points.add(point(each, known));
            }
        }
        if (all != null) {
            all.percentiles(TICKS).forEach(step -> add(step, count, points));
            points.sort(Comparator.comparingDouble(LineChart.Point::x));
        }
        return points;
    }

    private static void add(HistogramIterationValue step, double count, List<LineChart.Point> points) {
        // The longest of a thousand is the one in a thousand; what is beyond nobody measured.
        double x = Math.min(count, step.getPercentileLevelIteratedTo() >= WHOLE ? count
                : Axis.oneIn(step.getPercentileLevelIteratedTo() / WHOLE));
        double y = Math.max(1, step.getValueIteratedTo());
        boolean isKnown = points.stream().anyMatch(point -> Math.abs(point.x() - x) < x * 1e-6);
        if (!isKnown) {
            points.add(new LineChart.Point(x, y, y, y, false));
        }
    }

    private LineChart.Point point(Percentile each, double known) {
        double[] figures = !rounds.isEmpty()
                ? rounds.stream().mapToDouble(round -> round.getValueAtPercentile(fraction(each) * WHOLE)).toArray()
                : each == Percentile.P50 ? one.runs().stream().mapToDouble(run -> run).toArray() : new double[] {known};
        double low = known;
        double high = known;
        for (double figure : figures) {
            low = Math.min(low, Math.max(1, figure));
            high = Math.max(high, figure);
        }
        return new LineChart.Point(Axis.oneIn(fraction(each)), known, low, high, true);
    }

    /** As its name has it: 0.999 for p99.9. */
    private static double fraction(Percentile each) {
        return Double.parseDouble(each.toString().substring(1)) / WHOLE;
    }

    private static boolean isTime(double nanos) {
        return nanos > 0 && Double.isFinite(nanos);
    }

    /** The lowest or highest of {@code points}. */
    static double extreme(List<LineChart.Line> lines, ToDoubleFunction<LineChart.Point> figure, boolean highest) {
        java.util.stream.DoubleStream all = lines.stream().flatMap(line -> line.points().stream()).mapToDouble(figure);
        return highest ? all.max().orElseThrow() : all.min().orElseThrow();
    }
}
