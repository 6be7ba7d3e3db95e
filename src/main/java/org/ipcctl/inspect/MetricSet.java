package org.ipcctl.inspect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is measured of each of several things that are told apart by labels, or of one thing that needs none. Where
 * there are too many, the first metric says which of them are the biggest.
 */
public record MetricSet<T>(List<Label<T>> labels, List<Metric<T>> metrics) {
    /**
     * What tells one thing from others.
     *
     * @param value reads it
     */
    public record Label<T>(String name, Function<T, String> value) {
    }

    /** Of one thing. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array goes no further than into a list
    public static <T> MetricSet<T> of(Metric<T>... metrics) {
        return new MetricSet<>(List.of(), List.of(metrics));
    }

    /** Of things that a name tells apart. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array goes no further than into a list
    public static <T> MetricSet<T> by(String label, Function<T, String> name, Metric<T>... metrics) {
        return new MetricSet<>(List.of(new Label<>(label, name)), List.of(metrics));
    }

    /** What is measured of {@code things}; those with the same labels are one, with the sums of both. */
    public Measured measure(Collection<? extends T> things) {
        Map<List<String>, Number[]> rows = new LinkedHashMap<>();
        for (T thing : things) {
            List<String> values = labels.stream().map(label -> label.value().apply(thing)).toList();
            Number[] sums = rows.computeIfAbsent(values, key -> new Number[metrics.size()]);
            for (int i = 0; i < sums.length; i++) {
                sums[i] = sum(sums[i], metrics.get(i).number().apply(thing));
            }
        }
        List<Measured.Row> measured = new ArrayList<>();
        rows.forEach((values, sums) -> measured.add(new Measured.Row(values, sums)));
        return new Measured(this, measured);
    }

    private static Number sum(Number one, Number other) {
        return one == null ? other : other == null ? one : Double.valueOf(one.doubleValue() + other.doubleValue());
    }
}
