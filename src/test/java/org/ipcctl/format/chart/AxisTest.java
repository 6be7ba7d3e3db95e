package org.ipcctl.format.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.ipcctl.format.Texts;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }

    @Test
    void percentilesLieAsHdrHistogramPlotsThem() {
        Axis axis = Axis.percentiles("percentile", 100_000);
        assertThat(labels(axis)).containsExactly("0 %", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %");
        double each = axis.at(Axis.oneIn(0.99)) - axis.at(Axis.oneIn(0.9));
        assertThat(axis.at(Axis.oneIn(0.999)) - axis.at(Axis.oneIn(0.99))).isCloseTo(each,
                org.assertj.core.data.Offset.offset(1e-9));
        assertThat(axis.at(1)).isZero();
        assertThat(axis.at(100_000)).isEqualTo(1);
    }

    @Test
    void anAxisFromZeroHasWholeStepsOfItsUnit() {
        assertThat(labels(Axis.fromZero("rate", 5.3 * (1 << 30), 1024, Texts::size))).containsExactly("0 B", "1 GiB",
                "2 GiB", "3 GiB", "4 GiB", "5 GiB");
        assertThat(labels(Axis.fromZero("rate", 700.0 * (1 << 20), 1024, Texts::size))).containsExactly("0 B",
                "200 MiB", "400 MiB", "600 MiB");
    }

    @Test
    void aLogarithmicAxisHasAsManyNumbersAsItHasRoomFor() {
        assertThat(labels(Axis.doublings("size", 64, 4096, Texts::size))).containsExactly("64 B", "128 B", "256 B",
                "512 B", "1 KiB", "2 KiB", "4 KiB");
        assertThat(labels(Axis.doublings("size", 1, 1 << 30, Texts::size))).hasSizeLessThan(13).startsWith("1 B")
                .endsWith("1 GiB");
        assertThat(labels(Axis.decades("time", 3, 90, value -> String.format(Locale.ROOT, "%.0f", value))))
                .containsExactly("1", "2", "5", "10", "20", "50", "100");
    }
}
