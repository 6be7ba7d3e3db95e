package org.ipcctl.format.chart;

import java.util.Arrays;
import java.util.List;

/**
 * How a line is told from the others: by its colour and, on paper and for those who see colours otherwise, by its
 * dashes and by the shape of its points. No two of a page have the same colour and the same dashes, and neighbours
 * differ in both.
 */
record Look(Ink ink, double[] dash, int shape) {
    private static final double[][] DASHES = {{}, {7, 4}, {2, 3}, {10, 3, 2, 3}};
    private static final int SHAPES = 5;
    private static final double RADIUS = 4;

    /** Of each of {@code names}, in their order. */
    static Look of(String name, List<String> names) {
        int number = names.indexOf(name);
        int kinds = Math.max(DASHES.length, (names.size() + Ink.count() - 1) / Ink.count());
        return new Look(Ink.series(number), dash((number + number / Ink.count()) % kinds), number % SHAPES);
    }

    /** Beyond those that are well told apart each has one more dot than the one before. */
    private static double[] dash(int kind) {
        if (kind < DASHES.length) {
            return DASHES[kind];
        }
        double[] dash = new double[2 + 2 * (kind - DASHES.length + 2)];
        Arrays.fill(dash, 2.5);
        dash[0] = 10;
        return dash;
    }

    void mark(Canvas canvas, double x, double y) {
        canvas.fill(outline(x, y), ink);
    }

    private double[] outline(double x, double y) {
        double r = RADIUS;
        return switch (shape) {
            case 0 -> round(x, y);
            case 1 -> new double[] {x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r};
            case 2 -> new double[] {x, y - r * 1.3, x + r * 1.2, y + r, x - r * 1.2, y + r};
            case 3 -> new double[] {x, y - r * 1.4, x + r * 1.4, y, x, y + r * 1.4, x - r * 1.4, y};
            default -> new double[] {x - r * 1.2, y - r, x + r * 1.2, y - r, x, y + r * 1.3};
        };
    }

    private static double[] round(double x, double y) {
        int corners = 16;
        double[] points = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            points[2 * i] = x + RADIUS * Math.cos(2 * Math.PI * i / corners);
            points[2 * i + 1] = y + RADIUS * Math.sin(2 * Math.PI * i / corners);
        }
        return points;
    }
}
