package org.ipcctl.bench.saved;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.ipcctl.bench.Controls;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.saved.Comparison.Verdict;

/**
 * Tells changes from chance, over all cases of two benchmarks at once. Nothing counts as changed unless the rounds of
 * both times differ by their ranks, and by more than what counts at all. For the second there are two tests, and one is
 * enough:
 *
 * <ul>
 * <li>A t test. The ranks of five rounds and five others are told apart with a p of 0.008 at best, which no correction
 * for twenty cases leaves standing. So the variance of a case is, for one half, the median of those of its kind, which
 * have many times as many rounds; it is no smaller than that of the wake-ups among the control figures, for where these
 * are uneven, five rounds of a case are even by chance only; and to it comes what two benchmarks differ by though no
 * round of either tells it.
 * <li>Ranks once more, beyond what counts: that of Mann, Whitney and Wilcoxon. Where a few cases have ten rounds each,
 * it tells what rounds that are far from a normal distribution hide from a t test.
 * </ul>
 *
 * <p>The smaller p is corrected for the number of cases by Holm's method: of 250 comparisons of benchmarks between
 * which nothing changed, one has a case that is called changed, however many cases there are, and of 25 races. The
 * method of Benjamini and Hochberg would let in more of them beside true changes.
 *
 * <p>A change counts from {@link #least} on, in the t test from where two rounds of the case differ by more than that;
 * both beyond what the control figures explain.
 */
public final class Judge {
    /** Of each test, with a saved benchmark: one is compared with many, each night in a pipeline that it may fail. */
    private static final double LEVEL = 0.002;
    private static final double LEVEL_OF_A_RACE = 0.02;
    private static final double CONFIDENCE = 0.95;
    /**
     * The standard deviation of a benchmark's figures beside those of its rounds, on a machine where nothing else runs.
     */
    private static final double BETWEEN_BENCHMARKS = 0.02;
    private static final double LEAST_CHANGE = 0.05;
    private static final double LEAST_WITHOUT_CONTROLS = Measurement.UNSTABLE_PERCENT / 100.0;
    private static final double LEAST_IN_A_RACE = 0.02;
    /** Of one kind, so that their median is more than the case itself. */
    private static final int CASES_THAT_TELL = 3;
    /**
     * A variance of which one half is known well is known so many times as well; four times where it is known for sure.
     */
    private static final int GAIN = 3;
    /**
     * And the larger one of two that are known as well, that of the case and that of wake-ups, is too small less often.
     */
    private static final int GAIN_OF_CONTROLS = 2;
    private static final double PERCENT = 100;

    private final MachineChange machine;
    private final double between;
    private final double least;
    private final double level;

    private Judge(MachineChange machine, double between, double least, double level) {
        this.machine = machine;
        this.between = between;
        this.least = least;
        this.level = level;
    }

    /** Of benchmarks of two times. */
    public static Judge of(MachineChange machine) {
        return new Judge(machine, BETWEEN_BENCHMARKS, machine.isKnown() ? LEAST_CHANGE : LEAST_WITHOUT_CONTROLS,
                LEVEL);
    }

    /** Of two configurations whose rounds alternated, so that nothing lies between them. */
    public static Judge ofRace() {
        return new Judge(new MachineChange(Controls.NONE, Controls.NONE, 1), 0, LEAST_IN_A_RACE,
                LEVEL_OF_A_RACE);
    }

    /** A case at both times; null where a time has none. */
    record Both(SavedCase before, SavedCase now) {
        boolean areMeasured() {
            return before != null && now != null && before.isMeasured() && now.isMeasured();
        }

        SavedCase any() {
            return now != null ? now : before;
        }

        /** Where changes are of one size by chance. */
        String kind() {
            return now.metric() + " " + now.figure() + " " + now.placement();
        }
    }

    /** A case that was measured both times. */
    private final class Trial {
        private final Both both;
        private final ComparableRuns runs;
        private final Shift shift;
        private final double deviation;
        private final double error;
        private final TDistribution chance;

        Trial(Both both, ComparableRuns runs, Shift shift, double variance, int freedom) {
            this.both = both;
            this.runs = runs;
            this.shift = shift;
            this.deviation = Math.sqrt(variance);
            this.error = Math.sqrt(variance * shift.weight() + 2 * between * between);
            this.chance = freedom == 0 ? null : TDistribution.of(freedom);
        }

        private boolean isLessBetter() {
            return both.now().figure().isTime();
        }

        /** By how much more time it takes. */
        private double cost() {
            return isLessBetter() ? shift.estimate() : -shift.estimate();
        }

        private double counting() {
            return Math.max(least, deviation);
        }

        /**
         * How often chance makes as much of a change that does not count, where the machine explains {@code from} to
         * {@code to} of it.
         */
        double chance(double from, double to) {
            double beyond = Math.max(cost() - to, from - cost()) - counting();
            if (chance == null || beyond <= 0 || !shift.isOfOtherRanks() || !runs.canBeTold()) {
                return 1;
            }
            double ofMeans = error == 0 ? 0 : 2 * chance.survivalProbability(beyond / error);
            double margin = cost() > 0 ? to + least : from - least;
            return Math.min(ofMeans, runs.chanceBeyond(isLessBetter() ? margin : -margin));
        }

        double chance() {
            return !runs.alike() ? 1 : chance(machine.least(both.now().placement(), runs.lines()), most());
        }

        private double most() {
            return machine.most(both.now().placement(), runs.lines());
        }

        private boolean isOfTheMachine() {
            return !runs.alike() || machine.concerns(both.now().placement());
        }

        Comparison judged(double p, double withoutMachine) {
            double margin = chance == null ? Double.NaN
                    : error * chance.inverseSurvivalProbability((1 - CONFIDENCE) / 2);
            Verdict verdict = p <= level ? cost() < 0 ? Verdict.FASTER : Verdict.SLOWER
                    : withoutMachine <= level && isOfTheMachine() ? Verdict.MACHINE
                            : Verdict.UNCHANGED;
            double beyond = Math.max(0, cost() - most());
            return new Comparison(both.before(), both.now(), percent(shift.estimate()),
                    percent(shift.estimate() - margin), percent(shift.estimate() + margin),
                    percent(counting()), p, isLessBetter() ? percent(beyond) : -percent(-beyond), verdict);
        }

        private double percent(double logarithm) {
            return Math.expm1(logarithm) * PERCENT;
        }
    }

    /** What became of each. */
    List<Comparison> judge(List<Both> all) {
        List<Both> some = all.stream().filter(Both::areMeasured).toList();
        List<ComparableRuns> runs = some.stream().map(both -> ComparableRuns.of(both.before(), both.now())).toList();
        List<Shift> shifts = runs.stream().map(ComparableRuns::shift).toList();
        Map<String, List<Double>> variances = new HashMap<>();
        IntStream.range(0, some.size()).forEach(i -> variances
                .computeIfAbsent(some.get(i).kind(), kind -> new ArrayList<>()).add(shifts.get(i).variance()));
        List<Trial> trials = IntStream.range(0, some.size())
                .mapToObj(i -> trial(some.get(i), runs.get(i), shifts.get(i), variances.get(some.get(i).kind())))
                .toList();
        double[] ps = holm(trials.stream().mapToDouble(Trial::chance).toArray());
        double[] withoutMachine = holm(trials.stream().mapToDouble(trial -> trial.chance(0, 0)).toArray());
        Map<Both, Comparison> judged = new HashMap<>();
        IntStream.range(0, some.size())
                .forEach(i -> judged.put(some.get(i), trials.get(i).judged(ps[i], withoutMachine[i])));
        return all.stream()
                .map(both -> judged.containsKey(both) ? judged.get(both) : Comparison.ofOne(both.before(), both.now()))
                .toList();
    }

    private Trial trial(Both both, ComparableRuns runs, Shift shift, List<Double> ofItsKind) {
        boolean told = ofItsKind.size() >= CASES_THAT_TELL;
        double usual = told ? Measurement.median(ofItsKind.stream().mapToDouble(one -> one).sorted().toArray())
                : shift.variance();
        double variance = Math.max((shift.variance() + usual) / 2, machine.variance(both.now().placement()));
        int gain = told ? GAIN : machine.isKnown() ? GAIN_OF_CONTROLS : 1;
        return new Trial(both, runs, shift, variance, gain * shift.freedom());
    }

    /**
     * {@code ps} as they are where so many were looked at: the smallest times their number, the next times one less.
     */
    static double[] holm(double[] ps) {
        Integer[] order = IntStream.range(0, ps.length).boxed().sorted(Comparator.comparingDouble(i -> ps[i]))
                .toArray(Integer[]::new);
        double[] corrected = Arrays.copyOf(ps, ps.length);
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            largest = Math.max(largest, Math.min(1, ps[order[i]] * (ps.length - i)));
            corrected[order[i]] = largest;
        }
        return corrected;
    }
}
