package org.ipcctl.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ipcctl.format.ChartPage.Chart;
import org.ipcctl.format.ChartPage.Line;
import org.junit.jupiter.api.Test;

class ChartPageTest {
    private static String svg(Line... lines) throws Exception {
        Chart chart = new Chart("title", "x", "y", null, Double::toString, List.of(lines));
        return new String(new ChartPage("page", "below", List.of(chart)).drawn(ChartPage.Form.SVG), StandardCharsets.UTF_8);
    }

    /** An axis that JFreeChart fits to one number has no length, which shows with some numbers only. */
    @Test
    void aSinglePointIsDrawn() throws Exception {
        assertThat(svg(new Line("alone", new double[] {64}, new double[] {7.229893597001043E7}))).contains(">alone<");
        assertThat(svg(new Line("alone", new double[] {7.229893597001043E7}, new double[] {100}))).contains(">alone<");
    }

    @Test
    void aPointWithoutAFigureIsLeftOut() throws Exception {
        assertThat(svg(new Line("some", new double[] {64, 128}, new double[] {Double.NaN, 5}), new Line("none", new double[] {64}, new double[] {Double.NaN})))
                .contains(">some<", ">none<");
    }
}
