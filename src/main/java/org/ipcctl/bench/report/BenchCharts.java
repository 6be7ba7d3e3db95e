package org.ipcctl.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.format.Texts;
import org.ipcctl.format.chart.Axis;
import org.ipcctl.format.chart.BarChart;
import org.ipcctl.format.chart.Chart;
import org.ipcctl.format.chart.LineChart;

/** The charts of a benchmark: throughput by mechanism or over block size, and round trips over percentiles. */
public final class BenchCharts {
    /** Of fewer no line can be seen. */
    private static final int SIZES_FOR_LINES = 3;
    private static final double KIBI = 1024;
    private static final double KILO = 1000;
    private static final String[] TIMES = {"ns", "\u00b5s", "ms", "s"};
    private static final Comparator<BarChart.Bar> FASTEST_FIRST = Comparator.comparingDouble(BarChart.Bar::value)
            .reversed();

    private BenchCharts() {}

    /**
     * Of what was measured among {@code cases}; empty where nothing was, or where a file does not tell what is drawn.
     */
    public static List<Chart> of(List<SavedCase> cases) {
        List<Chart> charts = new ArrayList<>();
        for (Metric metric : List.of(Metric.THROUGHPUT, Metric.LATENCY)) {
            // A file of the first version does not tell every placement.
            for (Placement placement : Stream.concat(Stream.of(Placement.values()), Stream.of((Placement) null))
                    .toList()) {
                List<SavedCase> some = cases.stream()
                        .filter(one -> one.metric() == metric && one.placement() == placement && one.isMeasured())
                        .toList();
                if (!some.isEmpty()) {
                    charts.addAll(
                            metric == Metric.LATENCY ? latency(some, placement) : List.of(throughput(some, placement)));
                }
            }
        }
        return charts;
    }

    static String where(Placement placement) {
        return placement == null || placement == Placement.NONE ? ""
                : placement == Placement.APART ? ", between two CPUs" : ", on one CPU";
    }

    /** Of one round there is none. */
    private static String spread(List<SavedCase> some) {
        return some.stream().anyMatch(one -> one.runs().size() > 1)
                ? " Error bars reach from the lowest round to the highest." : "";
    }

    private static Chart throughput(List<SavedCase> some, Placement placement) {
        List<String> mechanisms = some.stream().map(SavedCase::mechanism).distinct().toList();
        long most = mechanisms.stream().mapToLong(name -> some.stream().filter(one -> one.mechanism().equals(name))
                .map(SavedCase::size).distinct().count()).max().orElseThrow();
        return most < SIZES_FOR_LINES ? bars(some, placement) : overSize(some, mechanisms, placement);
    }

    private static Chart bars(List<SavedCase> some, Placement placement) {
        // Beside the limit nothing else could be seen, so it is only told where there is something else.
        List<SavedCase> limits = some.stream().filter(one -> isLimit(one.mechanism())).toList();
        List<SavedCase> drawn = limits.size() == some.size() ? some
                : some.stream().filter(one -> !isLimit(one.mechanism())).toList();
        List<BarChart.Group> groups = drawn.stream().map(SavedCase::size).distinct().sorted()
                .map(size -> new BarChart.Group(heading(size, drawn.equals(some) ? List.of() : limits),
                        drawn.stream().filter(one -> Objects.equals(one.size(), size)).map(BenchCharts::bar)
                                .sorted(FASTEST_FIRST).toList()))
                .toList();
        double most = drawn.stream().mapToDouble(one -> one.runs().get(one.runs().size() - 1)).max().orElseThrow();
        return new BarChart("Throughput" + where(placement), "Longer is faster." + spread(some),
                Axis.fromZero("bytes a second", most, KIBI, BenchCharts::rate), BenchCharts::rate,
                groups);
    }

    private static String heading(long size, List<SavedCase> limits) {
        return Texts.size(size) + " blocks"
                + limits.stream().filter(one -> one.size() == size)
                        .map(one -> " (the limit, " + one.mechanism() + ": " + rate(one.median()) + ")")
                        .collect(Collectors.joining());
    }

    private static BarChart.Bar bar(SavedCase one) {
        return new BarChart.Bar(name(one.mechanism()), one.median(), one.runs().get(0),
                one.runs().get(one.runs().size() - 1));
    }

    private static Chart overSize(List<SavedCase> some, List<String> mechanisms, Placement placement) {
        List<LineChart.Line> lines = mechanisms.stream()
                .map(name -> new LineChart.Line(name(name), some.stream().filter(one -> one.mechanism().equals(name))
                        .sorted(Comparator.comparingLong(SavedCase::size))
                        .map(one -> new LineChart.Point(one.size(), one.median(), one.runs().get(0),
                                one.runs().get(one.runs().size() - 1), true))
                        .toList()))
                .toList();
        return new LineChart("Throughput over block size" + where(placement),
                "Higher is faster; both axes are logarithmic." + spread(some),
                Axis.doublings("block size", RoundTrips.extreme(lines, LineChart.Point::x, false),
                        RoundTrips.extreme(lines, LineChart.Point::x, true), Texts::size),
                Axis.doublings("bytes a second", RoundTrips.extreme(lines, LineChart.Point::low, false),
                        RoundTrips.extreme(lines, LineChart.Point::high, true), BenchCharts::rate),
                lines);
    }

    private static List<Chart> latency(List<SavedCase> some, Placement placement) {
        List<Chart> charts = new ArrayList<>();
        for (long size : some.stream().mapToLong(SavedCase::size).distinct().sorted().toArray()) {
            List<LineChart.Line> lines = some.stream().filter(one -> one.size() == size)
                    .map(one -> new LineChart.Line(name(one.mechanism()), new RoundTrips(one).points()))
                    .filter(line -> !line.points().isEmpty()).toList();
            if (!lines.isEmpty()) {
                charts.add(new LineChart("Round-trip time of " + Texts.size(size) + " blocks" + where(placement),
                        "Lower is faster; the time axis is logarithmic." + spread(some),
                        Axis.percentiles("percentile of the round trips",
                                RoundTrips.extreme(lines, LineChart.Point::x, true)),
                        Axis.decades("time of a round trip", RoundTrips.extreme(lines, LineChart.Point::low, false),
                                RoundTrips.extreme(lines, LineChart.Point::high, true),
                                BenchCharts::time),
                        lines));
            }
        }
        return charts;
    }

    /** A copy within one process is no competitor but the limit. */
    private static boolean isLimit(String mechanism) {
        Transport known = Transports.find(mechanism);
        return known != null && known.isLocal();
    }

    private static String name(String mechanism) {
        return isLimit(mechanism) ? mechanism + " (limit)" : mechanism;
    }

    static String rate(double bytes) {
        return Texts.size(bytes < 1 ? bytes : Math.rint(bytes)) + "/s";
    }

    /** As axes have it, without a fraction that says nothing. */
    static String time(double nanos) {
        double rest = nanos;
        int unit = 0;
        while (rest >= KILO * (1 - 1e-9) && unit < TIMES.length - 1) {
            rest /= KILO;
            unit++;
        }
        return (rest >= 1 - 1e-9 ? Long.toString(Math.round(rest)) : Double.toString(rest)) + " " + TIMES[unit];
    }
}
