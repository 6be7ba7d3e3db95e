package org.ipcctl.format.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * An axis: from where to where it reaches, whether equal distances are equal factors, and which numbers stand at it.
 */
public final class Axis {
    /** Labels that an axis has room for. */
    private static final int MOST_TICKS = 11;
    private static final int MOST_LINEAR_TICKS = 6;
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final double FEW_DECADES = 2.5;
    private static final int TEN = 10;

    /** A number at an axis. */
    record Tick(double value, String label) {
    }

    private final String label;
    private final boolean isLogarithmic;
    private final double low;
    private final double high;
    private final List<Tick> ticks;

    private Axis(String label, boolean isLogarithmic, double low, double high, List<Tick> ticks) {
        this.label = label;
        this.isLogarithmic = isLogarithmic;
        this.low = low;
        this.high = high;
        this.ticks = List.copyOf(ticks);
    }

    /**
     * From 0 to {@code most}, as bars need it, whose lengths are compared.
     *
     * @param unit of whose powers the steps are round numbers: 1024 for bytes
     */
    public static Axis fromZero(String label, double most, double unit, DoubleFunction<String> text) {
        double base = Math.pow(unit, Math.floor(Math.log(most) / Math.log(unit)));
        double step = base * niceStep(most / base / MOST_LINEAR_TICKS);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= most * (1 + 1e-9); i++) {
            ticks.add(new Tick(i * step, text.apply(i * step)));
        }
        return new Axis(label, false, 0, most, ticks);
    }

    private static double niceStep(double least) {
        double power = Math.pow(TEN, Math.floor(Math.log10(least)));
        for (double step : STEPS) {
            if (step * power >= least * (1 - 1e-9)) {
                return step * power;
            }
        }
        return TEN * power;
    }

    /** Over powers of two, or of four, and so on, where these are too many. */
    public static Axis doublings(String label, double least, double most, DoubleFunction<String> text) {
        int from = (int) Math.floor(Math.log(least) / Math.log(2) + 1e-9);
        int to = Math.max((int) Math.ceil(Math.log(most) / Math.log(2) - 1e-9), from + 1);
        int step = (to - from) / MOST_TICKS + 1;
        List<Tick> ticks = new ArrayList<>();
        for (int power = from; power <= to; power++) {
            if (Math.floorMod(power, step) == 0) {
                ticks.add(new Tick(Math.pow(2, power), text.apply(Math.pow(2, power))));
            }
        }
        return new Axis(label, true, Math.pow(2, from), Math.pow(2, to), ticks);
    }

    /** Over whole powers of ten; where they are few, with 2 and 5 times these. */
    public static Axis decades(String label, double least, double most, DoubleFunction<String> text) {
        int from = (int) Math.floor(Math.log10(least) + 1e-9);
        int to = Math.max((int) Math.ceil(Math.log10(most) - 1e-9), from + 1);
        double[] within = Math.log10(most / least) < FEW_DECADES ? new double[] {1, 2, 5} : new double[] {1};
        List<Tick> ticks = new ArrayList<>();
        for (int power = from; power <= to; power++) {
            for (double factor : within) {
                double value = factor * Math.pow(TEN, power);
                if (power < to || factor == 1) {
                    ticks.add(new Tick(value, text.apply(value)));
                }
            }
        }
        return new Axis(label, true, Math.pow(TEN, from), Math.pow(TEN, to), ticks);
    }

    /**
     * Over percentiles, each at {@code 1 / (1 - p)}, as HdrHistogram plots them: 90, 99 and 99.9 percent are as far
     * from one another as one in ten, in a hundred and in a thousand are.
     *
     * @param most where the last value lies, as one in so many
     */
    public static Axis percentiles(String label, double most) {
        List<Tick> ticks = new ArrayList<>(List.of(new Tick(1, "0 %"), new Tick(2, "50 %")));
        StringBuilder nines = new StringBuilder("9");
        for (double value = TEN; value <= most * (1 + 1e-9); value *= TEN) {
            ticks.add(new Tick(value, (value == TEN ? "90" : nines.toString()) + " %"));
            nines.append(value == TEN ? "9" : value == TEN * TEN ? ".9" : "9");
        }
        return new Axis(label, true, 1, Math.max(most, TEN), ticks);
    }

    /** Where on a percentile axis {@code fraction}, from 0 to below 1, lies. */
    public static double oneIn(double fraction) {
        return 1 / (1 - fraction);
    }

    String label() {
        return label;
    }

    List<Tick> ticks() {
        return ticks;
    }

    /** Where {@code value} lies: 0 at the beginning, 1 at the end. */
    double at(double value) {
        double inside = Math.min(high, Math.max(low, value));
        return isLogarithmic ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
    }
}
