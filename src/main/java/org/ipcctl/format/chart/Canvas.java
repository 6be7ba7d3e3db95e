package org.ipcctl.format.chart;

import org.ipcctl.kernel.TextWidth;

/**
 * Where a chart is drawn: x goes to the right and y down, in pixels; coordinates of several points alternate, x first.
 */
interface Canvas {
    /** Where a text stands beside its point. */
    enum Anchor {
        START, MIDDLE, END
    }

    /** How large a text is. */
    enum Face {
        TITLE(17), LABEL(13), SMALL(12);

        private final int size;

        Face(int size) {
            this.size = size;
        }

        int size() {
            return size;
        }
    }

    /** @param dash lengths of dashes and gaps by turns; empty for a line without gaps */
    void stroke(double[] points, Ink ink, double width, double[] dash);

    void fill(double[] points, Ink ink);

    void text(double x, double y, String text, Anchor anchor, Face face, Ink ink);

    /** What is drawn until {@link #end} belongs together, and a pointer that rests on it is shown {@code title}. */
    void begin(String kind, String title);

    void end();

    /** About how wide {@code text} is, rather too much: no two viewers have the same font. */
    static double width(String text, Face face) {
        return TextWidth.of(text) * face.size() * 0.6;
    }
}
