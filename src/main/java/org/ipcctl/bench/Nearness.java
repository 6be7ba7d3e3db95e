package org.ipcctl.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Whether two CPUs were near each other while a run was timed. A hypervisor moves the CPUs of its guest between those
 * of the host, for a second or so, and then all that crosses from one to the other takes four times as long: not the
 * mechanism's doing, and by chance in one round and not in the next. So a round trip of a cache line is measured just
 * before and just after each short run, and a run that one of them was far in is timed again.
 */
final class Nearness {
    /** Times as far as the nearest that they were; a JIT that is not done with the loop makes less of a difference. */
    private static final double FAR = 2;
    /** Of a run of more, part may be far whatever the ends say, and to time it again takes long. */
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int TRIES = 4;
    /** On a machine where it is far every other time a benchmark is to take half as long again, and not four times. */
    private static final int RUNS_FOR_EACH_MORE = 2;

    private final ToDoubleFunction<Pinning> lineOf;
    private double nearest = Double.POSITIVE_INFINITY;
    private int runs;
    private int more;
    private final List<Double> ofRound = new ArrayList<>();

    /** @param lineOf measures the round trip of a cache line between two CPUs, in nanoseconds */
    Nearness(ToDoubleFunction<Pinning> lineOf) {
        this.lineOf = lineOf;
    }

    /** What {@code timing} tells; the nearest of several where it had to be asked again. */
    Run timed(Case what, Duration duration, Supplier<Run> timing) {
        if (!concerns(what) || duration == null || duration.compareTo(LONGEST) > 0) {
            return timing.get();
        }
        Run best = null;
        double shortest = Double.POSITIVE_INFINITY;
        runs++;
        for (int i = 0; i == 0 || i < TRIES && isFar(shortest) && more < TRIES + runs / RUNS_FOR_EACH_MORE; i++) {
            more += i == 0 ? 0 : 1;
            double before = line(what);
            Run run = timing.get();
            double line = Math.max(before, line(what));
            if (line < shortest) {
                best = run;
                shortest = line;
            }
        }
        ofRound.add(shortest);
        return best;
    }

    /** One copy within a process crosses nothing, and what is under load is to last as long as was asked for. */
    private static boolean concerns(Case what) {
        return what.pinning().placement() == Placement.APART && !what.transport().isLocal()
                && what.metric() != Metric.LOAD;
    }

    private double line(Case what) {
        double line = lineOf.applyAsDouble(what.pinning());
        nearest = Math.min(nearest, line);
        return line;
    }

    private boolean isFar(double line) {
        return line > FAR * nearest;
    }

    /** What a round trip was in the runs of the round that ends with this, in the middle; NaN where there was none. */
    double endRound() {
        double[] lines = ofRound.stream().mapToDouble(one -> one).sorted().toArray();
        ofRound.clear();
        return lines.length == 0 ? Double.NaN : Measurement.median(lines);
    }
}
