package org.ipcctl.format.chart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ipcctl.format.chart.Canvas.Anchor;
import org.ipcctl.format.chart.Canvas.Face;

/** Charts below one another, in which a name looks the same everywhere. */
public final class ChartPage {
    private static final int HEAD = 40;

    private final String title;
    private final List<Chart> charts;
    private final List<String> names;

    /** @param title what stands above all of them */
    public ChartPage(String title, List<Chart> charts) {
        this.title = title;
        this.charts = List.copyOf(charts);
        this.names = charts.stream().flatMap(chart -> chart.names().stream()).distinct().toList();
    }

    private int height() {
        return HEAD + charts.stream().mapToInt(Chart::height).sum();
    }

    private void drawHead(Canvas canvas) {
        int width = Chart.WIDTH;
        canvas.fill(new double[] {0, 0, width, 0, width, height(), 0, height()}, Ink.PAPER);
        canvas.text(16, 26, title, Anchor.START, Face.SMALL, Ink.FAINT);
    }

    /** A file of its own, in UTF-8. */
    public byte[] svg() {
        StringBuilder out = new StringBuilder(open(height(), title)).append("<style>\n").append(style())
                .append("</style>\n");
        drawHead(new SvgCanvas(out));
        int top = HEAD;
        for (Chart chart : charts) {
            out.append("<g transform=\"translate(0 ").append(top).append(")\">\n");
            chart.draw(new SvgCanvas(out), names);
            out.append("</g>\n");
            top += chart.height();
        }
        return out.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same for a page of HTML that holds {@link #style}: an element each. */
    public List<String> elements() {
        return charts.stream().map(chart -> {
            StringBuilder out = new StringBuilder(open(chart.height(), chart.title()));
            chart.draw(new SvgCanvas(out), names);
            return out.append("</svg>\n").toString();
        }).toList();
    }

    /** The style sheet of what is drawn. */
    public static String style() {
        return SvgCanvas.style();
    }

    /**
     * The style sheet's names of colours in light and, behind them, in dark: {@code paper}, {@code text},
     * {@code faint}, {@code grid}.
     */
    public static String variables(boolean dark) {
        StringBuilder all = new StringBuilder();
        Ink.all().stream().limit(4).forEach(ink -> all.append("--").append(ink.name()).append(':')
                .append(dark ? ink.dark() : ink.light()).append(';'));
        return all.toString();
    }

    private static String open(int height, String label) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + Chart.WIDTH + " " + height + "\" width=\""
                + Chart.WIDTH + "\" height=\"" + height
                + "\" role=\"img\" aria-label=\"" + Markup.text(label) + "\">\n";
    }

    /** A light page as a picture. */
    public byte[] png() throws IOException {
        PngCanvas canvas = new PngCanvas(Chart.WIDTH, height());
        drawHead(canvas);
        canvas.down(HEAD);
        for (Chart chart : charts) {
            chart.draw(canvas, names);
            canvas.down(chart.height());
        }
        return canvas.bytes();
    }
}
