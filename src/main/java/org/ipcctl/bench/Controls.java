package org.ipcctl.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The control figures of a benchmark: each {@link Control} in nanoseconds, at the start of each round and at the end,
 * so that their spread is known; and what others took of the machine meanwhile.
 *
 * @param figures      in the order of the rounds; empty where it could not be measured
 * @param load         CPUs that other processes kept busy, on the average; NaN where that is not known
 * @param stealPercent of the CPUs' time that the hypervisor gave to others; NaN likewise
 */
public record Controls(Map<Control, List<Double>> figures, double load, double stealPercent) {
    /** Of a benchmark that was saved when there were none. */
    public static final Controls NONE = new Controls(Map.of(), Double.NaN, Double.NaN);

    public Controls {
        Map<Control, List<Double>> copies = new EnumMap<>(Control.class);
        figures.forEach((control, all) -> copies.put(control, List.copyOf(all)));
        figures = copies;
    }

    /** Each time that it was measured; empty where it was not. */
    public List<Double> of(Control control) {
        return figures.getOrDefault(control, List.of());
    }

    /** Whether there is none at all. */
    public boolean isEmpty() {
        return figures.values().stream().allMatch(List::isEmpty);
    }

    /** What comes together while a benchmark runs. */
    static final class Collected {
        private final Map<Control, List<Double>> figures = new EnumMap<>(Control.class);
        private final List<Double> lines = new ArrayList<>();

        synchronized void add(ControlMessage measured) {
            for (Control control : Control.values()) {
                String figure = measured.text(control.id());
                if (!figure.isEmpty()) {
                    figures.computeIfAbsent(control, first -> new ArrayList<>()).add(Double.valueOf(figure));
                }
            }
        }

        /** That of a round's own runs, which says more than one before the first of them; NaN where there is none. */
        synchronized void addLine(double nanos) {
            if (!Double.isNaN(nanos)) {
                lines.add(nanos);
            }
        }

        synchronized Controls until(Environment now) {
            Double load = now.loadOfOthers();
            Double steal = now.stealPercent();
            Map<Control, List<Double>> all = new EnumMap<>(figures);
            if (!lines.isEmpty() && all.containsKey(Control.LINE_APART)) {
                all.put(Control.LINE_APART, lines);
            }
            return new Controls(all, load == null ? Double.NaN : load, steal == null ? Double.NaN : steal);
        }
    }
}
