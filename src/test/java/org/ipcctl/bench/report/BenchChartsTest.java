package org.ipcctl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Percentile;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.RoundTripHistogram;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.format.chart.BarChart;
import org.ipcctl.format.chart.Chart;
import org.ipcctl.format.chart.ChartPage;
import org.ipcctl.format.chart.LineChart;
import org.ipcctl.testing.Svg;
import org.junit.jupiter.api.Test;

class BenchChartsTest {
    private static final double MIB = 1 << 20;

    private static SavedCase throughput(String mechanism, long size, Placement placement, Double... runs) {
        return new SavedCase(mechanism, Metric.THROUGHPUT, size, placement, List.of(), Double.NaN,
                Stream.of(runs).sorted().toList(), List.of());
    }

    private static SavedCase latency(String mechanism, Placement placement, List<String> histograms) {
        return new SavedCase(mechanism, Metric.LATENCY, 64, placement,
                Stream.of(Percentile.values()).map(each -> 1000.0 * (1 + each.ordinal())).toList(), Double.NaN,
                List.of(900.0, 1000.0, 1400.0), histograms);
    }

    private static String histogram(int count, long nanos) {
        Histogram histogram = new Histogram(3_600_000_000_000L, 3);
        for (int i = 0; i < count; i++) {
            histogram.recordValue(nanos + i);
        }
        return RoundTripHistogram.encoded(histogram);
    }

    private static List<String> texts(List<Chart> charts) {
        return Svg.of(new ChartPage("page", charts).svg()).texts();
    }

    @Test
    void fewerThanThreeSizesAreBarsAndThreeAreLines() {
        List<SavedCase> two = List.of(throughput("pipe", 4096, Placement.APART, 1e9),
                throughput("pipe", 65536, Placement.APART, 2e9),
                throughput("mq", 8192, Placement.APART, 1e8));
        assertThat(BenchCharts.of(two)).singleElement().isInstanceOf(BarChart.class);
        assertThat(((BarChart) BenchCharts.of(two).get(0)).groups()).extracting(BarChart.Group::heading)
                .containsExactly("4 KiB blocks", "8 KiB blocks", "64 KiB blocks");
        List<SavedCase> three = new ArrayList<>(two);
        three.add(throughput("pipe", 64, Placement.APART, 1e7));
        assertThat(BenchCharts.of(three)).singleElement().isInstanceOf(LineChart.class);
    }

    @Test
    void barsTellTheMedianAndReachFromTheLowestRoundToTheHighest() {
        BarChart.Bar bar = ((BarChart) BenchCharts
                .of(List.of(throughput("pipe", 64, Placement.SAME, 3 * MIB, MIB, 2 * MIB))).get(0)).groups().get(0)
                .bars().get(0);
        assertThat(bar).isEqualTo(new BarChart.Bar("pipe", 2 * MIB, MIB, 3 * MIB));
        assertThat(texts(BenchCharts.of(List.of(throughput("pipe", 64, Placement.SAME, 3 * MIB, MIB, 2 * MIB)))))
                .contains("2 MiB/s", "Throughput, on one CPU",
                        "Longer is faster. Error bars reach from the lowest round to the highest.");
        assertThat(texts(BenchCharts.of(List.of(throughput("pipe", 64, Placement.SAME, MIB)))))
                .as("there is no spread of one round").contains("Longer is faster.");
    }

    @Test
    void theLimitMakesNoBarSmallAndIsTold() {
        List<SavedCase> cases = List.of(throughput("pipe", 65536, Placement.APART, MIB),
                throughput("memcpy", 65536, Placement.APART, 9000 * MIB));
        assertThat(texts(BenchCharts.of(cases))).contains("64 KiB blocks (the limit, memcpy: 8.8 GiB/s)", "pipe")
                .doesNotContain("memcpy (limit)");
        assertThat(texts(BenchCharts.of(cases.subList(1, 2)))).contains("memcpy (limit)");
    }

    @Test
    void placementsHaveAChartEachAndAMechanismLooksTheSameInAll() {
        List<Chart> charts = BenchCharts.of(List.of(latency("pipe", Placement.SAME, List.of()),
                latency("mq", Placement.SAME, List.of()), latency("mq", Placement.APART, List.of()),
                latency("old", null, List.of())));
        assertThat(charts).extracting(Chart::title).containsExactly("Round-trip time of 64 B blocks, between two CPUs",
                "Round-trip time of 64 B blocks, on one CPU",
                "Round-trip time of 64 B blocks");
        List<String> ways = Svg.of(new ChartPage("page", charts).svg()).groups("legend").stream()
                .filter(entry -> entry.getTextContent().contains("mq"))
                .map(entry -> Svg.elements(entry, "path").get(0))
                .map(path -> path.getAttribute("class") + path.getAttribute("stroke-dasharray")).toList();
        assertThat(ways).hasSize(2);
        assertThat(ways.get(0)).isEqualTo(ways.get(1));
    }

    @Test
    void roundTripsGoToTheLongestOfAllThatWereKept() {
        LineChart chart = (LineChart) BenchCharts
                .of(List.of(latency("pipe", Placement.SAME, List.of(histogram(600, 5000), histogram(600, 7000)))))
                .get(0);
        List<LineChart.Point> points = chart.lines().get(0).points();
        LineChart.Point last = points.get(points.size() - 1);
        assertThat(last.x()).as("one in as many as there were").isEqualTo(1200);
        assertThat(last.y()).isBetween(7590.0, 7610.0);
        assertThat(points).isSortedAccordingTo(java.util.Comparator.comparingDouble(LineChart.Point::x));
        assertThat(points.stream().map(LineChart.Point::y).toList()).as("a higher percentile never takes less")
                .isSorted();
        LineChart.Point median = points.stream().filter(LineChart.Point::marked).findFirst().orElseThrow();
        assertThat(median.x()).isEqualTo(2);
        assertThat(median.low()).as("the median of the one round").isBetween(5290.0, 5310.0);
        assertThat(median.high()).as("and of the other").isBetween(7290.0, 7310.0);
        assertThat(texts(List.of(chart))).contains("5 \u00b5s", "10 \u00b5s", "0 %", "50 %", "90 %", "99 %", "99.9 %");
    }

    @Test
    void ofAFileWithoutHistogramsThePercentilesAreDrawnThatItTells() {
        LineChart chart = (LineChart) BenchCharts.of(List.of(latency("pipe", Placement.SAME, List.of()))).get(0);
        assertThat(chart.lines().get(0).points()).extracting(LineChart.Point::y).containsExactly(1000.0, 2000.0, 3000.0,
                4000.0);
        assertThat(chart.lines().get(0).points().get(0).low()).isEqualTo(900);
        assertThat(chart.lines().get(0).points().get(0).high()).isEqualTo(1400);
    }

    @Test
    void figuresThatNoMachineHasAreDrawnOrLeftOut() {
        List<Double> odd = List.of(Double.NaN, -1.0, 1e300, Double.POSITIVE_INFINITY, 0.0);
        SavedCase one = new SavedCase("x", Metric.LATENCY, 1, Placement.NONE, odd, Double.NaN, List.of(1e-9, 1e300),
                List.of());
        assertThat(
                new String(
                        new ChartPage("page",
                                BenchCharts.of(List.of(one, throughput("x", 1, Placement.NONE, 1e-300, 1e300)))).svg(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("NaN", "Infinity");
    }
}
