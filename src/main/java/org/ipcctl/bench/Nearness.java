package org.ipcctl.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Whether two CPUs were near each other while a run was timed. A hypervisor moves the CPUs of its guest between those
 * of the host, for a second or so, and then all that crosses from one to the other takes four times as long: not the
 * mechanism's doing, and by chance in one round and not in the next. So a round trip of a cache line is measured just
 * before and just after each short run, and a run that one of them was far in is timed again, after a pause that gives
 * the hypervisor time to move them back.
 */
final class Nearness {
    /** Of a run of more, part may be far whatever the ends say, and to time it again takes long. */
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int TRIES = 4;
    /** Before the second try; before each further one as much longer. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** On a machine where it is far every other time a benchmark is to take half as long again, and not four times. */
    private static final int RUNS_FOR_EACH_MORE = 2;
    private static final Duration SPARE = Duration.ofSeconds(2);

    private final ToDoubleFunction<Pinning> lineOf;
    private final Consumer<Duration> pause;
    private double nearest = Double.POSITIVE_INFINITY;
    private Duration spare = SPARE;
    private final List<Double> ofRound = new ArrayList<>();

    /**
     * @param lineOf measures the round trip of a cache line between two CPUs, in nanoseconds
     * @param pause  lets so much time pass
     */
    Nearness(ToDoubleFunction<Pinning> lineOf, Consumer<Duration> pause) {
        this.lineOf = lineOf;
        this.pause = pause;
    }

    /** What {@code timing} tells, and how far it was; the nearest of several where it had to be asked again. */
    Run timed(Case what, Duration duration, Supplier<Run> timing) {
        if (!concerns(what) || duration == null || duration.compareTo(LONGEST) > 0) {
            return timing.get();
        }
        Run best = null;
        double shortest = Double.POSITIVE_INFINITY;
        spare = spare.plus(duration.dividedBy(RUNS_FOR_EACH_MORE));
        for (int i = 0; i == 0 || i < TRIES && isFar(shortest) && spares(i, duration); i++) {
            double before = line(what);
            Run run = timing.get();
            double line = Math.max(before, line(what));
            if (line < shortest) {
                best = run;
                shortest = line;
            }
        }
        ofRound.add(shortest);
        return best.between(shortest);
    }

    /** Whether there is time left to try once more, which then is taken, and has begun with a pause. */
    private boolean spares(int tries, Duration duration) {
        Duration before = PAUSE.multipliedBy(tries);
        Duration left = spare.minus(before).minus(duration);
        if (left.isNegative()) {
            return false;
        }
        spare = left;
        pause.accept(before);
        return true;
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
        return line > Control.FAR * nearest;
    }

    /** What a round trip was in the runs of the round that ends with this, in the middle; NaN where there was none. */
    double endRound() {
        double[] lines = ofRound.stream().mapToDouble(one -> one).sorted().toArray();
        ofRound.clear();
        return lines.length == 0 ? Double.NaN : Measurement.median(lines);
    }
}
