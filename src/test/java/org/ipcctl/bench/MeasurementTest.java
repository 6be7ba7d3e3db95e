package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.ipcctl.bench.transport.Transports;
import org.junit.jupiter.api.Test;

/** What several runs say together. */
class MeasurementTest {
    private static final Case WHAT = new Case(Transports.find("pipe"), Metric.THROUGHPUT, 64, Pinning.NONE);
    private static final long SECOND = 1_000_000_000;

    @Test
    void theMedianAndHowFarTheRunsAreApart() {
        Measurement three = of(100, 300, 110);
        assertThat(three.blocksPerSecond()).isEqualTo(110);
        assertThat(three.spreadPercent()).isBetween(181.0, 182.0);
        assertThat(of(100, 200).blocksPerSecond()).isEqualTo(150);
    }

    @Test
    void runsFarApartAreUnstable() {
        assertThat(of(100, 105, 119).isUnstable()).isFalse();
        assertThat(of(100, 105, 130).isUnstable()).isTrue();
        assertThat(of(100, 100, 100, 300, 300, 300).isUnstable()).as("two speeds").isTrue();
    }

    @Test
    void oneOutlierOfFiveOrMoreDoesNotMoveTheMedian() {
        assertThat(of(100, 100, 100, 300).isUnstable()).isTrue();
        assertThat(of(100, 100, 101, 102, 300).isUnstable()).isFalse();
        assertThat(of(100, 100, 100, 300, 300).isUnstable()).isTrue();
    }

    @Test
    void theCostOfAllRunsIsAdded() {
        assertThat(of(1, 2, 3).effort(Side.SENDING)).isEqualTo(new ResourceUse(3, 6, 9, 12, 0, 24));
    }

    private static Measurement of(long... blocksPerSecond) {
        return Measurement.of(WHAT, LongStream.of(blocksPerSecond)
                .mapToObj(blocks -> new Run(blocks, SECOND, null, new ResourceUse(1, 2, 3, 4, 0, 8), ResourceUse.NONE,
                        null, 0, Double.NaN))
                .toList(),
                new Conditions(0, 0, 0, Pinning.NONE, false, Environment.now(), 0, null));
    }
}
