package org.ipcctl.bench.saved;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ipcctl.bench.Control;

/**
 * The runs of a case at both times that can be compared with each other: those during which its two CPUs were near each
 * other, if that is known and enough of them were. They are of one machine, so what a hypervisor did during the others
 * explains nothing of them.
 *
 * @param before the figures of then, ascending
 * @param now    and of today
 * @param lines  how far {@link Control#LINE_APART} moved beside these very runs; null where all runs are compared and
 *               that of the whole benchmark has to do
 */
record NearRuns(List<Double> before, List<Double> now, Shift lines) {
    static NearRuns of(SavedCase before, SavedCase now) {
        if (before.lines().isEmpty() || now.lines().isEmpty()) {
            return new NearRuns(before.runs(), now.runs(), null);
        }
        double nearest = Stream.of(before, now).flatMap(one -> one.lines().stream()).mapToDouble(line -> line).min()
                .getAsDouble();
        int[] then = near(before, nearest);
        int[] today = near(now, nearest);
        if (!Shift.canBeTold(then.length, today.length)) {
            return new NearRuns(before.runs(), now.runs(), null);
        }
        return new NearRuns(at(then, before.runs()), at(today, now.runs()),
                Shift.of(at(then, before.lines()), at(today, now.lines())));
    }

    private static int[] near(SavedCase one, double nearest) {
        return IntStream.range(0, one.lines().size()).filter(i -> one.lines().get(i) <= Control.FAR * nearest)
                .toArray();
    }

    private static List<Double> at(int[] places, List<Double> all) {
        return IntStream.of(places).mapToObj(all::get).toList();
    }

    Shift shift() {
        return Shift.of(before, now);
    }

    boolean canBeTold() {
        return Shift.canBeTold(before.size(), now.size());
    }
}
