package org.ipcctl.bench.saved;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ipcctl.bench.Control;
import org.ipcctl.bench.Controls;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Placement;

/**
 * What became of the machine between two benchmarks, by their control figures. A mechanism is made of copies, system calls and
 * wake-ups: where these take longer by so much, none of it takes longer by more for that reason.
 */
public final class MachineChange {
    /** What is taken for no change, whatever the ranks say. */
    private static final double LEAST = 0.05;
    private static final double LEAST_OF_LOAD = 0.1;
    private static final double LEAST_OF_STEAL = 0.01;
    /** Of all control figures together; what four rounds of each can reach, which is what three rounds of mechanisms have. */
    private static final double LEVEL = 0.15;
    private static final int SIDES = 2;
    private static final double PERCENT = 100;

    private final Controls before;
    private final Controls now;
    private final Map<Control, Shift> shifts = new EnumMap<>(Control.class);
    private final Set<Control> moved = EnumSet.noneOf(Control.class);
    private final double byLoad;
    private final double bySteal;

    /** @param cpus that the benchmarks could use */
    public MachineChange(Controls before, Controls now, int cpus) {
        this.before = before;
        this.now = now;
        for (Control one : Control.values()) {
            if (!before.of(one).isEmpty() && !now.of(one).isEmpty()) {
                shifts.put(one, Shift.of(before.of(one), now.of(one)));
            }
        }
        shifts.forEach((control, shift) -> {
            if (shift.rank() * shifts.size() <= LEVEL && Math.abs(shift.estimate()) > LEAST) {
                moved.add(control);
            }
        });
        byLoad = known(Math.log(shared(now.load(), cpus) / shared(before.load(), cpus)));
        bySteal = known(Math.log((1 - before.stealPercent() / PERCENT) / (1 - now.stealPercent() / PERCENT)));
    }

    /** By how much longer it takes where others have so many of the CPUs: they take turns on those two that are measured with. */
    private static double shared(double load, int cpus) {
        return 1 + Math.max(0, load) * Math.min(1, (double) SIDES / cpus);
    }

    private static double known(double shift) {
        return Double.isFinite(shift) ? shift : 0;
    }

    /** Whether there is anything to tell a change by. */
    boolean isKnown() {
        return !shifts.isEmpty();
    }

    /** By how much less time, as a logarithm, a case at {@code placement} may take for that reason alone; 0 or below. */
    double least(Placement placement) {
        return Math.min(0, byLoad) + Math.min(0, bySteal) + shifts.entrySet().stream().filter(each -> each.getKey().concerns(placement))
                .mapToDouble(each -> each.getValue().estimate()).filter(shift -> shift < 0).min().orElse(0);
    }

    /** By how much more; 0 or above. */
    double most(Placement placement) {
        return Math.max(0, byLoad) + Math.max(0, bySteal) + shifts.entrySet().stream().filter(each -> each.getKey().concerns(placement))
                .mapToDouble(each -> each.getValue().estimate()).filter(shift -> shift > 0).max().orElse(0);
    }

    /** That of wake-ups between rounds: no case at {@code placement} is more even, whatever five of its rounds look like. */
    double variance(Placement placement) {
        return shifts.entrySet().stream().filter(each -> each.getKey().isWakeUp() && each.getKey().concerns(placement))
                .mapToDouble(each -> each.getValue().variance()).max().orElse(0);
    }

    private boolean hasOtherLoad() {
        return Math.abs(byLoad) > LEAST_OF_LOAD;
    }

    private boolean hasOtherSteal() {
        return Math.abs(bySteal) > LEAST_OF_STEAL;
    }

    /** Whether it changed in what a case at {@code placement} consists of. */
    boolean concerns(Placement placement) {
        return hasOtherLoad() || hasOtherSteal() || moved.stream().anyMatch(one -> one.concerns(placement));
    }

    /** What of the machine is different, each a clause; none where it did not change. */
    public List<String> told() {
        List<String> all = new ArrayList<>();
        for (Control one : moved) {
            all.add(one + " took " + Amount.time(median(now.of(one))) + " instead of " + Amount.time(median(before.of(one)))
                    + String.format(Locale.ROOT, " (%+.0f %%)", Math.expm1(shifts.get(one).estimate()) * PERCENT));
        }
        if (hasOtherLoad()) {
            all.add(String.format(Locale.ROOT, "other processes kept %.1f CPUs busy instead of %.1f", now.load(), before.load()));
        }
        if (hasOtherSteal()) {
            all.add(String.format(Locale.ROOT, "the hypervisor gave %.1f %% of the CPUs' time to others instead of %.1f %%", now.stealPercent(), before.stealPercent()));
        }
        return all;
    }

    private static double median(List<Double> figures) {
        return Measurement.median(figures.stream().mapToDouble(one -> one).sorted().toArray());
    }
}
