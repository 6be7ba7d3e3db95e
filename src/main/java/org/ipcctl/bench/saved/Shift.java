package org.ipcctl.bench.saved;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.ipcctl.bench.Measurement;

/**
 * How far the figures of now lie from those of before, as logarithms, so that twice as much and half as much are as
 * far.
 *
 * @param estimate that of Hodges and Lehmann: the median of the differences of each figure now to each before
 * @param rank     by the test of Mann, Whitney and Wilcoxon: how often ranks that are as different come of figures that
 *                 are not; exact where no two are equal
 * @param variance of one figure, within its benchmark; 0 where there is but one of each
 * @param freedom  what that is known by
 * @param weight   of it in the variance of the estimate
 */
record Shift(double estimate, double rank, double variance, int freedom, double weight) {
    /**
     * What differs has ranks that come by chance less often than this: with five rounds of each also where one of them
     * was interrupted, and is among the others. That is where a change begins, and not yet one.
     */
    private static final double RANK_LEVEL = 0.2;
    /** What ranks can tell at their clearest is to be clearer. */
    private static final double BEST_LEVEL = 0.1;
    private static final double ROUNDING = 1e-9;
    /** From that median to the standard deviation, of figures that are distributed normally. */
    private static final double NORMAL = 1.4826;

    /** Figures are above 0, and there is one of each at least. */
    static Shift of(List<Double> before, List<Double> now) {
        double[] then = logs(before);
        double[] today = logs(now);
        double[] all = new double[then.length * today.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = today[i / then.length] - then[i % then.length];
        }
        Arrays.sort(all);
        int freedom = then.length + today.length - 2;
        return new Shift(Measurement.median(all), MannWhitneyUTest.withDefaults().test(then, today).getPValue(),
                freedom == 0 ? 0 : variance(then, today),
                Math.min(freedom, Math.max(1, freedom / 2)),
                1.0 / then.length + 1.0 / today.length);
    }

    /** Whether as many rounds can be told apart by their ranks: three and three, or two and five. */
    static boolean canBeTold(int before, int now) {
        double ways = 1;
        for (int i = 1; i <= now; i++) {
            ways *= (double) (before + i) / i;
        }
        return 2 / ways <= BEST_LEVEL + ROUNDING;
    }

    boolean isOfOtherRanks() {
        return rank <= RANK_LEVEL + ROUNDING;
    }

    private static double[] logs(List<Double> figures) {
        return figures.stream().mapToDouble(Math::log).toArray();
    }

    /**
     * By the median of the distances from the median, so that a round which something else interrupted does not hide a
     * change; that is known half as well as the mean of squares. The distance of the median itself, which is 0, does
     * not count.
     */
    private static double variance(double[] then, double[] today) {
        double[] distances = DoubleStream.concat(distances(then), distances(today)).sorted().toArray();
        double deviation = Measurement.median(distances) * NORMAL;
        return deviation * deviation;
    }

    private static DoubleStream distances(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        double median = Measurement.median(sorted);
        return Arrays.stream(figures).map(figure -> Math.abs(figure - median)).sorted().skip(1);
    }
}
