package org.ipcctl.bench.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.saved.Comparison.Verdict;
import org.junit.jupiter.api.Test;

/** A change is told from noise by what the runs differ themselves. */
class ComparisonTest {
    private static SavedCase figures(Metric metric, double... runs) {
        return new SavedCase("pipe", metric, 64, Placement.APART, List.of(), Double.NaN, DoubleStream.of(runs).sorted().boxed().toList());
    }

    private static Comparison compare(Metric metric, double[] before, double... now) {
        return Comparison.of(figures(metric, before), figures(metric, now));
    }

    @Test
    void moreThroughputIsFasterAndMoreTimeIsSlower() {
        double[] before = {99, 100, 101};
        assertThat(compare(Metric.THROUGHPUT, before, 149, 150, 151).verdict()).isEqualTo(Verdict.FASTER);
        assertThat(compare(Metric.THROUGHPUT, before, 49, 50, 51).verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(compare(Metric.LATENCY, before, 149, 150, 151).verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(compare(Metric.LATENCY, before, 49, 50, 51).verdict()).isEqualTo(Verdict.FASTER);
        assertThat(compare(Metric.LATENCY, before, 149, 150, 151).changePercent()).isEqualTo(50);
        assertThat(compare(Metric.LATENCY, before, 149, 150, 151).noisePercent()).isEqualTo(2);
    }

    @Test
    void runsThatOverlapAreTheSame() {
        assertThat(compare(Metric.THROUGHPUT, new double[] {80, 100, 120}, 119, 140, 160).verdict()).isEqualTo(Verdict.SAME);
        assertThat(compare(Metric.THROUGHPUT, new double[] {80, 100, 120}, 121, 140, 160).verdict()).as("more than noise").isEqualTo(Verdict.FASTER);
        assertThat(compare(Metric.THROUGHPUT, new double[] {60, 100, 120}, 121, 130, 160).verdict()).as("apart, but less than noise").isEqualTo(Verdict.SAME);
    }

    /** One run of three was as fast as before, which a mechanism with two paces has now and then. */
    @Test
    void mediansFarApartOfRunsThatOverlapAreUnclear() {
        Comparison comparison = compare(Metric.THROUGHPUT, new double[] {35, 36, 37}, 1.9, 2, 36);
        assertThat(comparison.verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(comparison.isSlowerBy(30)).isFalse();
    }

    @Test
    void fewRunsTellNothingOfTheirNoise() {
        assertThat(compare(Metric.THROUGHPUT, new double[] {100}, 119).verdict()).isEqualTo(Verdict.SAME);
        assertThat(compare(Metric.THROUGHPUT, new double[] {100, 100}, 121).verdict()).isEqualTo(Verdict.FASTER);
        assertThat(compare(Metric.THROUGHPUT, new double[] {100, 100, 100}, 101, 101, 101).verdict()).as("no two agree better").isEqualTo(Verdict.SAME);
    }

    @Test
    void whatOnlyOneHasIsNewOrGone() {
        SavedCase one = figures(Metric.LATENCY, 1, 2, 3);
        SavedCase none = figures(Metric.LATENCY);
        assertThat(Comparison.of(null, one).verdict()).isEqualTo(Verdict.NEW);
        assertThat(Comparison.of(none, one).verdict()).isEqualTo(Verdict.NEW);
        assertThat(Comparison.of(one, null).verdict()).isEqualTo(Verdict.GONE);
        assertThat(Comparison.of(one, none).isSlowerBy(0)).isFalse();
    }

    @Test
    void onlyASlowerCaseBeyondTheLimitFails() {
        double[] before = {100, 100, 100};
        assertThat(compare(Metric.THROUGHPUT, before, 60, 60, 60).isSlowerBy(30)).isTrue();
        assertThat(compare(Metric.THROUGHPUT, before, 60, 60, 60).isSlowerBy(40)).isFalse();
        assertThat(compare(Metric.THROUGHPUT, before, 160, 160, 160).isSlowerBy(30)).isFalse();
        assertThat(compare(Metric.LATENCY, before, 160, 160, 160).isSlowerBy(30)).isTrue();
    }
}
