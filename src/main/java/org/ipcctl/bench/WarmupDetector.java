package org.ipcctl.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges from slices of warm-up whether the JIT has settled on the loop: in the last two it compiled next to nothing in
 * either process, and neither was faster than the best before them. That they be equally fast is not asked: wake-ups
 * and other load make slices slower at any time, and the JIT only makes them faster.
 */
final class WarmupDetector {
    private static final int LAST = 2;
    private static final int LEAST = 3;
    private static final double TOLERANCE = 0.10;
    /**
     * The conversation between the slices has small methods of its own to compile; a loop takes several milliseconds.
     */
    private static final long NEXT_TO_NOTHING_MILLIS = 2;

    private final List<Double> rates = new ArrayList<>();
    private final List<Long> compiled = new ArrayList<>();
    private long nanos;
    private long compiling;

    /** Adds a slice. */
    void add(Run slice) {
        add(slice.blocksPerSecond(), slice.compiling() - compiling, slice.nanos());
        compiling = slice.compiling();
    }

    /**
     * Adds a slice.
     *
     * @param rate           blocks a second
     * @param compiledMillis what the compilers of both processes took meanwhile
     * @param took           nanoseconds
     */
    void add(double rate, long compiledMillis, long took) {
        rates.add(rate);
        compiled.add(compiledMillis);
        nanos += took;
    }

    /** The next slices are of blocks of another size. */
    void startOver() {
        rates.clear();
        compiled.clear();
    }

    boolean isSettled() {
        int before = rates.size() - LAST;
        return rates.size() >= LEAST
                && compiled.subList(before, rates.size()).stream().allMatch(millis -> millis <= NEXT_TO_NOTHING_MILLIS)
                && best(rates.subList(before, rates.size())) <= best(rates.subList(0, before)) * (1 + TOLERANCE);
    }

    private static double best(List<Double> some) {
        return some.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** What all slices took. */
    long nanos() {
        return nanos;
    }
}
