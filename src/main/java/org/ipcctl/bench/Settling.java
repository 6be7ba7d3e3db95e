package org.ipcctl.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges from slices of warm-up whether the JIT has settled on the loop: the last three went equally fast, and in the last
 * two it compiled next to nothing in either process.
 */
final class Settling {
    private static final int ALIKE = 3;
    private static final int QUIET = 2;
    /** Rates of one and the same machine code differ by more on a busy machine, and then the maximum of time ends it. */
    private static final double TOLERANCE = 0.10;
    /** The conversation between the slices has small methods of its own to compile; a loop takes several milliseconds. */
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
        int count = rates.size();
        if (count < ALIKE || compiled.subList(count - QUIET, count).stream().anyMatch(millis -> millis > NEXT_TO_NOTHING_MILLIS)) {
            return false;
        }
        List<Double> last = rates.subList(count - ALIKE, count);
        double highest = last.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double lowest = last.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return highest - lowest <= highest * TOLERANCE;
    }

    /** What all slices took. */
    long nanos() {
        return nanos;
    }
}
