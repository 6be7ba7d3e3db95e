package org.ipcctl.format.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ipcctl.format.chart.Canvas.Anchor;
import org.ipcctl.format.chart.Canvas.Face;

/**
 * Lines, with the name of each where it ends: the names are the legend, in the order of what they name. Those that
 * would stand on one another are moved apart, and a thin line leads from the end to the name.
 *
 * @param note what stands below the title
 */
public record LineChart(String title, String note, Axis x, Axis y, List<Line> lines) implements Chart {
    private static final double LEFT = 90;
    /** For the error bars at both ends. */
    private static final double INSET = 16;
    private static final double TOP = 92;
    private static final double BOTTOM = 54;
    private static final double LEAST_PLOT = 340;
    /** Between the names of two lines. */
    static final double GAP = 17;
    /** The piece of a line beside its name. */
    private static final double SAMPLE = 34;
    private static final double LEADER = 22;
    /** Error bars at the same x stand beside one another. */
    private static final double ASIDE = 3;

    /** One line; its points are in the order of their x. */
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * One point of a line.
     *
     * @param low    where its error bar begins; {@code y} where it has none
     * @param high   where that ends
     * @param marked whether it is one that was asked for, and not only a part of the way
     */
    public record Point(double x, double y, double low, double high, boolean marked) {
    }

    public LineChart {
        lines = lines.stream().filter(line -> !line.points().isEmpty()).toList();
    }

    @Override
    public List<String> names() {
        return lines.stream().map(Line::name).toList();
    }

    private double plot() {
        return Math.max(LEAST_PLOT, GAP * lines.size());
    }

    @Override
    public int height() {
        return (int) Math.ceil(TOP + plot() + BOTTOM);
    }

    private double right() {
        return WIDTH - LEADER - SAMPLE - Chart.widest(names()) - 20;
    }

    private double px(double value) {
        return LEFT + INSET + x.at(value) * (right() - LEFT - 2 * INSET);
    }

    private double py(double value) {
        return TOP + plot() * (1 - y.at(value));
    }

    @Override
    public void draw(Canvas canvas, List<String> names) {
        canvas.text(16, 28, title, Anchor.START, Face.TITLE, Ink.TEXT);
        canvas.text(16, 48, note, Anchor.START, Face.SMALL, Ink.FAINT);
        canvas.text(16, TOP - 16, y.label(), Anchor.START, Face.SMALL, Ink.FAINT);
        for (Axis.Tick tick : y.ticks()) {
            canvas.stroke(new double[] {LEFT, py(tick.value()), right(), py(tick.value())}, Ink.GRID, 1, new double[0]);
            canvas.text(LEFT - 8, py(tick.value()) + 4, tick.label(), Anchor.END, Face.SMALL, Ink.FAINT);
        }
        double bottom = TOP + plot();
        double free = 0;
        for (Axis.Tick tick : x.ticks()) {
            double at = px(tick.value());
            canvas.stroke(new double[] {at, TOP, at, bottom}, Ink.GRID, 1, new double[0]);
            double half = Canvas.width(tick.label(), Face.SMALL) / 2;
            if (at - half >= free) {
                canvas.text(at, bottom + 18, tick.label(), Anchor.MIDDLE, Face.SMALL, Ink.FAINT);
                free = at + half + 4;
            }
        }
        canvas.text((LEFT + right()) / 2, bottom + 40, x.label(), Anchor.MIDDLE, Face.SMALL, Ink.FAINT);
        double[] labels = apart(lines.stream().mapToDouble(line -> py(last(line).y())).toArray(), TOP + GAP / 2,
                bottom - GAP / 2);
        for (int i = 0; i < lines.size(); i++) {
            draw(canvas, lines.get(i), Look.of(lines.get(i).name(), names), (i - (lines.size() - 1) / 2.0) * ASIDE,
                    labels[i]);
        }
    }

    private static Point last(Line line) {
        return line.points().get(line.points().size() - 1);
    }

    private void draw(Canvas canvas, Line line, Look look, double aside, double label) {
        canvas.begin("line", line.name());
        List<Point> marked = line.points().stream().filter(Point::marked).toList();
        marked.stream().filter(point -> point.high() > point.low())
                .forEach(point -> Chart.whisker(canvas, px(point.x()) + aside, py(point.high()), py(point.low()), true,
                        look.ink()));
        double[] way = new double[2 * line.points().size()];
        for (int i = 0; i < line.points().size(); i++) {
            way[2 * i] = px(line.points().get(i).x());
            way[2 * i + 1] = py(line.points().get(i).y());
        }
        canvas.stroke(way, look.ink(), 2, look.dash());
        marked.forEach(point -> look.mark(canvas, px(point.x()), py(point.y())));
        canvas.end();
        double start = right() + LEADER;
        canvas.stroke(new double[] {px(last(line).x()), py(last(line).y()), right() + 4, py(last(line).y()), start - 4,
            label}, look.ink(), 0.6, new double[0]);
        canvas.begin("legend", null);
        canvas.stroke(new double[] {start, label, start + SAMPLE, label}, look.ink(), 2, look.dash());
        look.mark(canvas, start + SAMPLE / 2, label);
        canvas.text(start + SAMPLE + 6, label + 4, Chart.shortened(line.name()), Anchor.START, Face.LABEL, look.ink());
        canvas.end();
    }

    /**
     * The places nearest to {@code wanted} that are {@link #GAP} apart and between both ends, where there is room for
     * all.
     */
    static double[] apart(double[] wanted, double top, double bottom) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, wanted.length).boxed().toList());
        order.sort((a, b) -> Double.compare(wanted[a], wanted[b]));
        double[] places = wanted.clone();
        double free = top;
        for (int i : order) {
            places[i] = Math.max(wanted[i], free);
            free = places[i] + GAP;
        }
        double limit = bottom;
        for (int k = order.size() - 1; k >= 0; k--) {
            int i = order.get(k);
            places[i] = Math.min(places[i], limit);
            limit = places[i] - GAP;
        }
        return places;
    }
}
