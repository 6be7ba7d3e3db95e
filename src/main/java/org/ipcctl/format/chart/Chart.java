package org.ipcctl.format.chart;

import java.util.List;
import org.ipcctl.kernel.TextWidth;

/** One picture of a page. */
public sealed interface Chart permits LineChart, BarChart {
    /** Of every chart, so that they stand below one another. */
    int WIDTH = 1000;

    String title();

    /** The names in it, each of which looks the same on a whole page. */
    List<String> names();

    int height();

    /** @param names those of the whole page, in their order */
    void draw(Canvas canvas, List<String> names);

    /** How wide the widest of {@code names} is. */
    static double widest(List<String> names) {
        return names.stream().mapToDouble(name -> Canvas.width(shortened(name), Canvas.Face.LABEL)).max().orElse(0);
    }

    /** A name of a file that somebody else made may be of any length. */
    static String shortened(String name) {
        int longest = 30;
        return TextWidth.of(name) <= longest ? name : TextWidth.beginning(name, longest - 1) + "\u2026";
    }

    /** A bar from {@code low} to {@code high} with an end at each, which lies along the y axis if {@code upright}. */
    static void whisker(Canvas canvas, double at, double low, double high, boolean upright, Ink ink) {
        double half = 4;
        double[][] lines = {{at, low, at, high}, {at - half, low, at + half, low}, {at - half, high, at + half, high}};
        canvas.begin("spread", null);
        for (double[] line : lines) {
            canvas.stroke(upright ? line : new double[] {line[1], line[0], line[3], line[2]}, ink, 1.3, new double[0]);
        }
        canvas.end();
    }
}
