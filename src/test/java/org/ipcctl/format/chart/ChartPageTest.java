package org.ipcctl.format.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.ipcctl.format.Texts;
import org.ipcctl.format.chart.BarChart.Bar;
import org.ipcctl.format.chart.LineChart.Line;
import org.ipcctl.format.chart.LineChart.Point;
import org.ipcctl.testing.Svg;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ChartPageTest {
    private static Point point(double x, double y) {
        return new Point(x, y, y, y, true);
    }

    private static LineChart chart(List<Line> lines) {
        return new LineChart("title", "note", Axis.doublings("size", 64, 4096, Texts::size),
                Axis.decades("time", 1, 1e6, Double::toString), lines);
    }

    private static Svg svg(Chart... charts) {
        return Svg.of(new ChartPage("page", List.of(charts)).svg());
    }

    private static String attribute(Element within, String tag, String name) {
        return Svg.elements(within, tag).get(0).getAttribute(name);
    }

    private static double number(Element text, String name) {
        return Double.parseDouble(text.getAttribute(name));
    }

    @Test
    void noTwoLinesHaveTheSameColourAndDashes() {
        for (int count : new int[] {2, 12, 24, 100}) {
            List<Element> legend = svg(chart(IntStream.range(0, count)
                    .mapToObj(i -> new Line("line " + i, List.of(point(64, 10), point(4096, 10 + i)))).toList()))
                    .groups("legend");
            assertThat(legend).hasSize(count);
            assertThat(legend.stream().map(
                    entry -> attribute(entry, "path", "class") + " " + attribute(entry, "path", "stroke-dasharray")))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aLineOfTheLegendLooksAsInThePicture() {
        Svg page = svg(chart(
                List.of(new Line("a", List.of(point(64, 10))), new Line("b", List.of(point(64, 10), point(128, 20))))));
        for (int i = 0; i < 2; i++) {
            for (String attribute : List.of("class", "stroke-dasharray")) {
                assertThat(attribute(page.groups("line").get(i), "path", attribute))
                        .isEqualTo(attribute(page.groups("legend").get(i), "path", attribute));
            }
        }
    }

    @Test
    void namesStandAtTheEndsOfTheirLinesAndNotOnOneAnother() {
        List<Line> lines = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> new Line("line " + i, List.of(point(64, 10), point(4096, 500)))).toList());
        lines.add(new Line("far above", List.of(point(64, 10), point(4096, 900_000))));
        Svg page = svg(chart(lines));
        List<Double> places = page.groups("legend").stream()
                .map(entry -> number(Svg.elements(entry, "text").get(0), "y")).sorted().toList();
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - 1)).isGreaterThanOrEqualTo(LineChart.GAP - 0.11);
        }
        assertThat(places.get(40)).isLessThan(number(page.root(), "height"));
        Element top = page.groups("legend").get(40);
        assertThat(number(Svg.elements(top, "text").get(0), "y")).as("the highest line has the highest name")
                .isEqualTo(places.get(0));
    }

    @Test
    void namesThatAreFarApartStayWhereTheirLinesEnd() {
        assertThat(LineChart.apart(new double[] {300, 100, 200}, 0, 400)).containsExactly(300, 100, 200);
        assertThat(LineChart.apart(new double[] {100, 100, 104}, 0, 400)).containsExactly(100, 117, 134);
        assertThat(LineChart.apart(new double[] {399, 400}, 0, 400)).containsExactly(383, 400);
    }

    @Test
    void aPointHasAnErrorBarOnlyWhereItsRoundsDiffer() {
        Svg page = svg(chart(List.of(new Line("a", List.of(new Point(64, 100, 10, 1000, true), point(128, 100))))));
        assertThat(page.groups("spread")).hasSize(1);
        List<Element> ends = Svg.elements(page.groups("spread").get(0), "path");
        assertThat(ends).hasSize(3);
        assertThat(svg(new BarChart("t", "n", Axis.fromZero("x", 10, 1024, Double::toString), Double::toString,
                List.of(new BarChart.Group("g", List.of(new Bar("a", 5, 4, 7), new Bar("b", 5, 5, 5))))))
                .groups("spread")).hasSize(1);
    }

    @Test
    void barsBeginAtZeroAndAreAsLongAsTheirNumbers() {
        Svg page = svg(new BarChart("t", "n", Axis.fromZero("x", 8, 1024, Double::toString), Double::toString,
                List.of(new BarChart.Group("g", List.of(new Bar("a", 8, 8, 8), new Bar("b", 2, 2, 2))))));
        List<Double> lengths = page.groups("bar").stream().map(bar -> attribute(bar, "path", "d").split("[MLZ ]+"))
                .map(way -> Double.parseDouble(way[3]) - Double.parseDouble(way[1])).toList();
        assertThat(lengths.get(0)).isCloseTo(4 * lengths.get(1), org.assertj.core.data.Offset.offset(0.5));
        assertThat(page.texts()).contains("0.0", "8.0", "a", "b", "g");
    }

    @Test
    void itGrowsWithItsPageAndFollowsTheReadersTheme() {
        Element root = svg(chart(List.of(new Line("a", List.of(point(64, 10)))))).root();
        assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 1000 " + root.getAttribute("height"));
        String style = Svg.elements(root, "style").get(0).getTextContent();
        assertThat(style).contains("@media (prefers-color-scheme:dark){", ".f-paper{fill:" + Ink.PAPER.light() + "}",
                ".f-paper{fill:" + Ink.PAPER.dark() + "}");
        for (Element each : Svg.elements(root, "path")) {
            assertThat(style).contains("." + each.getAttribute("class") + "{");
        }
    }

    @Test
    void everyColourOfALineIsToldFromItsPage() {
        for (Ink ink : Ink.all().stream().filter(one -> one.name().startsWith("s")).toList()) {
            assertThat(contrast(ink.light(), Ink.PAPER.light())).as(ink.light()).isGreaterThan(4.5);
            assertThat(contrast(ink.dark(), Ink.PAPER.dark())).as(ink.dark()).isGreaterThan(4.5);
        }
    }

    /** WCAG's. */
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    @Test
    void aSinglePointIsDrawn() {
        assertThat(svg(chart(List.of(new Line("alone", List.of(point(64, 7.229893597001043E2)))))).groups("line"))
                .hasSize(1);
        double odd = 7.229893597001043E7;
        LineChart oddSize = new LineChart("t", "n", Axis.doublings("x", odd, odd, Texts::size),
                Axis.decades("y", odd, odd, Double::toString),
                List.of(new Line("alone", List.of(point(odd, odd)))));
        assertThat(attribute(svg(oddSize).groups("line").get(0), "path", "d")).doesNotContain("NaN", "Infinity");
    }

    @Test
    void namesAreDataAndOfAnyLength() {
        String hostile = "</text><script>alert(1)</script>&\u001b[31m\ud800\ufffe\u202e\"";
        Svg page = svg(chart(List.of(new Line(hostile, List.of(point(64, 10))),
                new Line("x".repeat(1000), List.of(point(64, 10))))));
        assertThat(page.document().getElementsByTagName("script").getLength()).isZero();
        assertThat(page.texts()).anyMatch(text -> text.startsWith("</text><script>"))
                .contains("x".repeat(29) + "\u2026");
    }

    @Test
    void aPngHasTwoPixelsForEachUnit() throws Exception {
        LineChart chart = chart(List.of(new Line("a", List.of(point(64, 10), point(4096, 20)))));
        byte[] png = new ChartPage("page", List.of(chart)).png();
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(2 * Chart.WIDTH);
    }
}
