package org.ipcctl.format.chart;

import java.util.List;
import java.util.function.DoubleFunction;
import org.ipcctl.format.chart.Canvas.Anchor;
import org.ipcctl.format.chart.Canvas.Face;

/**
 * Bars below one another, all of one scale that begins at 0, in groups; at the end of each stands its number.
 *
 * @param note what stands below the title
 * @param x    where numbers lie
 * @param text how the number of a bar is written
 */
public record BarChart(String title, String note, Axis x, DoubleFunction<String> text,
                       List<Group> groups)
        implements
            Chart {
    private static final double TOP = 66;
    private static final double BOTTOM = 54;
    private static final double ROW = 22;
    private static final double HEADING = 28;
    private static final double THICK = 14;
    /** For the number behind the longest bar. */
    private static final double RIGHT = 120;

    /** Bars that compete. */
    public record Group(String heading, List<Bar> bars) {
        public Group {
            bars = List.copyOf(bars);
        }
    }

    /**
     * One bar.
     *
     * @param low  where its error bar begins
     * @param high where that ends; the same where it has none
     */
    public record Bar(String name, double value, double low, double high) {
    }

    public BarChart {
        groups = groups.stream().filter(group -> !group.bars().isEmpty()).toList();
    }

    @Override
    public List<String> names() {
        return groups.stream().flatMap(group -> group.bars().stream()).map(Bar::name).distinct().toList();
    }

    private double rows() {
        return groups.stream().mapToDouble(group -> HEADING + ROW * group.bars().size()).sum();
    }

    @Override
    public int height() {
        return (int) Math.ceil(TOP + rows() + BOTTOM);
    }

    private double left() {
        return 16 + Chart.widest(names()) + 10;
    }

    private double px(double value) {
        return left() + x.at(value) * (WIDTH - RIGHT - left());
    }

    @Override
    public void draw(Canvas canvas, List<String> names) {
        canvas.text(16, 28, title, Anchor.START, Face.TITLE, Ink.TEXT);
        canvas.text(16, 48, note, Anchor.START, Face.SMALL, Ink.FAINT);
        double bottom = TOP + rows();
        for (Axis.Tick tick : x.ticks()) {
            canvas.stroke(new double[] {px(tick.value()), TOP, px(tick.value()), bottom + 4}, Ink.GRID, 1,
                    new double[0]);
            canvas.text(px(tick.value()), bottom + 20, tick.label(), Anchor.MIDDLE, Face.SMALL, Ink.FAINT);
        }
        canvas.text((left() + WIDTH - RIGHT) / 2, bottom + 40, x.label(), Anchor.MIDDLE, Face.SMALL, Ink.FAINT);
        double y = TOP;
        for (Group group : groups) {
            canvas.text(16, y + 19, group.heading(), Anchor.START, Face.LABEL, Ink.TEXT);
            y += HEADING;
            for (Bar bar : group.bars()) {
                draw(canvas, bar, Look.of(bar.name(), names).ink(), y);
                y += ROW;
            }
        }
    }

    private void draw(Canvas canvas, Bar bar, Ink ink, double y) {
        double top = y + (ROW - THICK) / 2;
        double end = px(bar.value());
        canvas.begin("bar", bar.name() + ": " + text.apply(bar.value())
                + (bar.high() > bar.low() ? " (" + text.apply(bar.low()) + " to " + text.apply(bar.high()) + ")" : ""));
        canvas.text(left() - 8, y + ROW / 2 + 4.5, Chart.shortened(bar.name()), Anchor.END, Face.LABEL, Ink.TEXT);
        canvas.fill(new double[] {left(), top, end, top, end, top + THICK, left(), top + THICK}, ink);
        if (bar.high() > bar.low()) {
            Chart.whisker(canvas, y + ROW / 2, px(bar.low()), px(bar.high()), false, Ink.TEXT);
        }
        canvas.text(Math.max(end, px(bar.high())) + 8, y + ROW / 2 + 4.5, text.apply(bar.value()), Anchor.START,
                Face.SMALL, Ink.TEXT);
        canvas.end();
    }
}
