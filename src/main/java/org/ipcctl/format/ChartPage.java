package org.ipcctl.format;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DefaultDrawingSupplier;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.w3c.dom.Document;

/**
 * Line charts below one another on one page. Lines differ by colour, by marker and by dashes, so that they are told apart on
 * paper and by those who see colours otherwise. Only who draws loads it: it brings AWT with it.
 */
public final class ChartPage {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;
    private static final String FONT = Font.SANS_SERIF;
    private static final float LINE = 2f;
    /** Powers of two that stand beside one another without touching. */
    private static final int MOST_LABELS = 12;
    /** What is left free at the ends of an axis, as a factor. */
    private static final double MARGIN = 1.1;
    private static final double SHAPE_SCALE = 1.3;
    /** Okabe and Ito's colours, black first; yellow is left out, which white swallows. */
    private static final Color[] COLOURS = {Color.BLACK, new Color(0xE69F00), new Color(0x56B4E9), new Color(0x009E73),
        new Color(0x0072B2), new Color(0xD55E00), new Color(0xCC79A7), new Color(0x7F7F7F)};
    private static final Stroke[] STROKES = {new BasicStroke(LINE),
        new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {7f, 4f}, 0f)};

    /** What a page is written as. */
    public enum Form {
        SVG, PNG
    }

    /** One line; a point whose y is NaN is left out. */
    public record Line(String name, double[] x, double[] y) {
    }

    /**
     * One chart.
     *
     * @param names of the places 0, 1, ... on the x axis; null for an axis of bytes, in powers of two
     * @param unit  how values of y are written
     */
    public record Chart(String title, String xLabel, String yLabel, List<String> names, DoubleFunction<String> unit, List<Line> lines) {
    }

    private final String title;
    private final String subtitle;
    private final List<Chart> charts;

    public ChartPage(String title, String subtitle, List<Chart> charts) {
        this.title = title;
        this.subtitle = subtitle;
        this.charts = List.copyOf(charts);
    }

    /** The page as the bytes of a file. */
    public byte[] drawn(Form form) throws IOException {
        System.setProperty("java.awt.headless", "true");
        int height = HEIGHT * charts.size();
        if (form == Form.SVG) {
            return svg(height);
        }
        BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D page = image.createGraphics();
        page.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        draw(page);
        page.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Of the other kind of stream, over a temporary file, none can be made while a signal ends the JVM.
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", stream);
        }
        return out.toByteArray();
    }

    private byte[] svg(int height) throws IOException {
        SVGGraphics2D page = new SVGGraphics2D(emptySvg());
        page.setSVGCanvasSize(new Dimension(WIDTH, height));
        draw(page);
        StringWriter out = new StringWriter();
        page.stream(out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Document emptySvg() {
        try {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own parser as it is has what is asked of it", e);
        }
    }

    private void draw(Graphics2D page) {
        // A line looks the same in every chart.
        List<String> names = charts.stream().flatMap(chart -> chart.lines().stream()).map(Line::name).distinct().toList();
        for (int i = 0; i < charts.size(); i++) {
            JFreeChart chart = chart(charts.get(i), names);
            if (i == 0) {
                chart.addSubtitle(0, new TextTitle(subtitle, new Font(FONT, Font.PLAIN, 12)));
            }
            chart.setTitle(new TextTitle((i == 0 ? title + ": " : "") + charts.get(i).title(), new Font(FONT, Font.BOLD, 18)));
            chart.draw(page, new Rectangle2D.Double(0, (double) i * HEIGHT, WIDTH, HEIGHT));
        }
    }

    private static JFreeChart chart(Chart chart, List<String> names) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
        Shape[] shapes = DefaultDrawingSupplier.DEFAULT_SHAPE_SEQUENCE;
        for (int i = 0; i < chart.lines().size(); i++) {
            Line line = chart.lines().get(i);
            XYSeries series = new XYSeries(line.name());
            for (int k = 0; k < line.x().length; k++) {
                if (!Double.isNaN(line.y()[k])) {
                    series.add(line.x()[k], line.y()[k]);
                }
            }
            data.addSeries(series);
            int style = names.indexOf(line.name());
            renderer.setSeriesPaint(i, COLOURS[style % COLOURS.length]);
            renderer.setSeriesStroke(i, STROKES[style / COLOURS.length % STROKES.length]);
            renderer.setSeriesShape(i, java.awt.geom.AffineTransform.getScaleInstance(SHAPE_SCALE, SHAPE_SCALE)
                    .createTransformedShape(shapes[style % shapes.length]));
        }
        renderer.setDrawSeriesLineAsPath(true);
        XYPlot plot = new XYPlot(data, xAxis(chart), yAxis(chart), renderer);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        JFreeChart whole = new JFreeChart(null, new Font(FONT, Font.BOLD, 18), plot, true);
        whole.setBackgroundPaint(Color.WHITE);
        whole.getLegend().setPosition(RectangleEdge.RIGHT);
        whole.getLegend().setItemFont(new Font(FONT, Font.PLAIN, 13));
        return whole;
    }

    private static ValueAxis xAxis(Chart chart) {
        if (chart.names() == null) {
            LogAxis axis = logAxis(chart.xLabel(), 2, Texts::size);
            DoubleSummaryStatistics x = statistics(chart, Line::x);
            boolean wide = x.getMax() > x.getMin() * (1 << MOST_LABELS);
            axis.setTickUnit(new NumberTickUnit(wide ? 2 : 1));
            if (x.getMin() == x.getMax()) {
                axis.setRange(x.getMin() / 2, x.getMax() * 2);
            }
            return axis;
        }
        SymbolAxis axis = new SymbolAxis(chart.xLabel(), chart.names().toArray(String[]::new));
        axis.setGridBandsVisible(false);
        axis.setTickLabelFont(new Font(FONT, Font.PLAIN, 13));
        axis.setLabelFont(new Font(FONT, Font.PLAIN, 14));
        return axis;
    }

    /** Reaches over whole powers of ten, so that there are two numbers at least to read it by. */
    private static LogAxis yAxis(Chart chart) {
        LogAxis axis = logAxis(chart.yLabel(), 10, chart.unit());
        DoubleSummaryStatistics y = statistics(chart, Line::y);
        double low = Math.floor(Math.log10(y.getMin()));
        double high = Math.max(low + 1, Math.ceil(Math.log10(y.getMax())));
        axis.setRange(Math.pow(10, low) / MARGIN, Math.pow(10, high) * MARGIN);
        return axis;
    }

    private static DoubleSummaryStatistics statistics(Chart chart, Function<Line, double[]> values) {
        return chart.lines().stream().flatMapToDouble(line -> DoubleStream.of(values.apply(line))).filter(value -> !Double.isNaN(value))
                .summaryStatistics();
    }

    private static LogAxis logAxis(String label, double base, DoubleFunction<String> unit) {
        LogAxis axis = new LogAxis(label);
        axis.setBase(base);
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setMinorTickMarksVisible(true);
        axis.setNumberFormatOverride(new Labels(unit));
        axis.setTickLabelFont(new Font(FONT, Font.PLAIN, 13));
        axis.setLabelFont(new Font(FONT, Font.PLAIN, 14));
        return axis;
    }

    /** The numbers at an axis with their units. */
    private static final class Labels extends NumberFormat {
        private static final long serialVersionUID = 1L;
        private final transient DoubleFunction<String> unit;

        Labels(DoubleFunction<String> unit) {
            this.unit = unit;
        }

        @Override
        public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
            return to.append(unit.apply(number));
        }

        @Override
        public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
            return to.append(unit.apply(number));
        }

        @Override
        public Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException("labels are only written");
        }
    }
}
