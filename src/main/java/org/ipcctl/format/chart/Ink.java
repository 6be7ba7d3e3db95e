package org.ipcctl.format.chart;

import java.util.List;

/**
 * A colour by what it is for, with one value for light pages and one for dark ones. Those of lines keep a contrast of
 * 4.5 to their page, for names are written in them, and are told apart also by who sees red and green alike.
 */
record Ink(String name, String light, String dark) {
    static final Ink PAPER = new Ink("paper", "#ffffff", "#16181c");
    static final Ink TEXT = new Ink("text", "#1c1e21", "#e8eaed");
    static final Ink FAINT = new Ink("faint", "#5c6066", "#a5abb3");
    static final Ink GRID = new Ink("grid", "#dfe1e4", "#33373d");

    private static final List<Ink> SERIES = List.of(new Ink("s0", "#0062a3", "#63b3f2"),
            new Ink("s1", "#b84500", "#ff9354"), new Ink("s2", "#00704e", "#3fcf9f"),
            new Ink("s3", "#a3307a", "#f38cc6"), new Ink("s4", "#7d5600", "#e5bb4a"),
            new Ink("s5", "#0b6d8f", "#6fd6e8"), new Ink("s6", "#6045b0", "#b8a4fb"),
            new Ink("s7", "#45494f", "#ccd1d7"));

    /** Of the line with that number; after {@link #count} they begin again. */
    static Ink series(int number) {
        return SERIES.get(number % SERIES.size());
    }

    static int count() {
        return SERIES.size();
    }

    static List<Ink> all() {
        return java.util.stream.Stream.concat(List.of(PAPER, TEXT, FAINT, GRID).stream(), SERIES.stream()).toList();
    }
}
