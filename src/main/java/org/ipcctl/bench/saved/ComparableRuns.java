package org.ipcctl.bench.saved;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.ipcctl.bench.Control;

/**
 * The runs of a case at both times that can be compared with each other: those during which its two CPUs were near each
 * other, or else those during which they were far, if that is known and enough of them were. They are of one machine,
 * so what a hypervisor did during the others explains nothing of them.
 *
 * @param before the figures of then, ascending
 * @param now    and of today
 * @param lines  how far {@link Control#LINE_APART} moved beside these very runs; null where all runs are compared and
 *               that of the whole benchmark has to do
 * @param alike  whether they can be compared: not where too few were near, and too few far
 */
record ComparableRuns(List<Double> before, List<Double> now, Shift lines, boolean alike) {
    private static final int QUARTERS = 4;

    static ComparableRuns of(SavedCase before, SavedCase now) {
        if (!before.lines().isEmpty() && !now.lines().isEmpty()) {
            double far = Control.FAR * usual(before, now);
            for (DoublePredicate which : List.<DoublePredicate>of(line -> line <= far, line -> line > far)) {
                int[] then = where(which, before);
                int[] today = where(which, now);
                if (Shift.canBeTold(then.length, today.length)) {
                    return new ComparableRuns(at(then, before.runs()), at(today, now.runs()),
                            Shift.of(at(then, before.lines()), at(today, now.lines())), true);
                }
            }
            return new ComparableRuns(before.runs(), now.runs(), null, false);
        }
        return new ComparableRuns(before.runs(), now.runs(), null, true);
    }

    /** What is near: a quarter of all is, or none; and the very shortest was lucky. */
    private static double usual(SavedCase before, SavedCase now) {
        double[] lines = Stream.of(before, now).flatMap(one -> one.lines().stream()).mapToDouble(line -> line).sorted()
                .toArray();
        return lines[lines.length / QUARTERS];
    }

    private static int[] where(DoublePredicate which, SavedCase one) {
        return IntStream.range(0, one.lines().size()).filter(i -> which.test(one.lines().get(i))).toArray();
    }

    private static List<Double> at(int[] places, List<Double> all) {
        return IntStream.of(places).mapToObj(all::get).toList();
    }

    Shift shift() {
        return Shift.of(before, now);
    }

    /**
     * How often ranks that are as different, or more, come by chance of figures that moved by {@code margin}, a
     * logarithm, and no farther in its direction.
     */
    double chanceBeyond(double margin) {
        double[] then = before.stream().mapToDouble(Math::log).toArray();
        double[] today = now.stream().mapToDouble(figure -> Math.log(figure) - margin).toArray();
        double oneSided = MannWhitneyUTest.withDefaults()
                .with(margin > 0 ? AlternativeHypothesis.GREATER_THAN : AlternativeHypothesis.LESS_THAN)
                .test(today, then).getPValue();
        return Math.min(1, 2 * oneSided);
    }

    boolean canBeTold() {
        return Shift.canBeTold(before.size(), now.size());
    }
}
