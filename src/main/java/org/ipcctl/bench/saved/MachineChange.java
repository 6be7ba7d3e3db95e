package org.ipcctl.bench.saved;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ipcctl.bench.Control;
import org.ipcctl.bench.Controls;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Placement;

/**
 * What became of the machine between two benchmarks, by their control figures. A mechanism is made of copies, system
 * calls and
 * wake-ups: where these take longer by so much, none of it takes longer by more for that reason.
 */
public final class MachineChange {
    /** What is taken for no change, whatever the ranks say. */
    private static final double LEAST = 0.05;
    /** Two CPUs that are far from each other are so by four times; the JIT makes a difference of a third. */
    private static final double LEAST_OF_EPISODE = Math.log(1.8);
    private static final double LEAST_OF_LOAD = 0.1;
    private static final double LEAST_OF_STEAL = 0.01;
    /**
     * Of all control figures together; what four rounds of each can reach, which is what three rounds of mechanisms
     * have.
     */
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

    /**
     * By how much longer it takes where others have so many of the CPUs: they take turns on those two that are measured
     * with.
     */
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

    /**
     * By how much less time, as a logarithm, a case at {@code placement} may take for that reason alone; 0 or below.
     *
     * @param lines what is known of {@link Control#LINE_APART} beside the case itself; null where that is nothing
     */
    double least(Placement placement, Shift lines) {
        return Math.min(0, byLoad) + Math.min(0, bySteal)
                + Math.min(0, shifts.keySet().stream().filter(control -> control.concerns(placement))
                        .mapToDouble(control -> control.isEpisodic() && lines != null ? lines.estimate()
                                : Math.min(shifts.get(control).estimate(), -episode(now, before, control)))
                        .min().orElse(0));
    }

    /** By how much more; 0 or above. */
    double most(Placement placement, Shift lines) {
        return Math.max(0, byLoad) + Math.max(0, bySteal)
                + Math.max(0, shifts.keySet().stream().filter(control -> control.concerns(placement))
                        .mapToDouble(control -> control.isEpisodic() && lines != null ? lines.estimate()
                                : Math.max(shifts.get(control).estimate(), episode(before, now, control)))
                        .max().orElse(0));
    }

    /**
     * How much longer it takes in an episode of {@code after} than it took outside of one in {@code first}, as a
     * logarithm; 0 where there was none. One of a single round does not count: it leaves the median of a case where it
     * was.
     */
    private static double episode(Controls first, Controls after, Control control) {
        double[] fast = first.of(control).stream().mapToDouble(Math::log).sorted().toArray();
        double[] slow = after.of(control).stream().mapToDouble(Math::log).sorted().toArray();
        if (!control.isEpisodic() || slow.length < 2 || fast.length < 2) {
            return 0;
        }
        double more = slow[slow.length - 2] - fast[1];
        return more > LEAST_OF_EPISODE ? more : 0;
    }

    /**
     * That of wake-ups between rounds: no case at {@code placement} is more even, whatever five of its rounds look
     * like.
     */
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
        return hasOtherLoad() || hasOtherSteal()
                || shifts.keySet().stream().anyMatch(control -> control.concerns(placement) && hasEpisode(control))
                || moved.stream().anyMatch(one -> one.concerns(placement));
    }

    /** Whether one of them had some and the other none, or others. */
    private boolean hasEpisode(Control control) {
        return Math.abs(episode(before, now, control) - episode(now, before, control)) > LEAST_OF_EPISODE;
    }

    /** What of the machine is different, each a clause; none where it did not change. */
    public List<String> told() {
        List<String> all = new ArrayList<>();
        for (Control one : moved) {
            all.add(one + " took " + Amount.time(median(now.of(one))) + " instead of "
                    + Amount.time(median(before.of(one)))
                    + String.format(Locale.ROOT, " (%+.0f %%)", Math.expm1(shifts.get(one).estimate()) * PERCENT));
        }
        for (Control one : shifts.keySet()) {
            if (hasEpisode(one) && !moved.contains(one)) {
                all.add(one + " took from " + Amount.time(Collections.min(both(one))) + " to "
                        + Amount.time(Collections.max(both(one))) + ", by turns");
            }
        }
        if (hasOtherLoad()) {
            all.add(String.format(Locale.ROOT, "other processes kept %.1f CPUs busy instead of %.1f", now.load(),
                    before.load()));
        }
        if (hasOtherSteal()) {
            all.add(String.format(Locale.ROOT,
                    "the hypervisor gave %.1f %% of the CPUs' time to others instead of %.1f %%", now.stealPercent(),
                    before.stealPercent()));
        }
        return all;
    }

    private List<Double> both(Control control) {
        return Stream.concat(before.of(control).stream(), now.of(control).stream()).toList();
    }

    private static double median(List<Double> figures) {
        return Measurement.median(figures.stream().mapToDouble(one -> one).sorted().toArray());
    }
}
