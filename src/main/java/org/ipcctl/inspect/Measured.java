package org.ipcctl.inspect;

import java.util.List;

/** What was measured at one moment. */
public record Measured(MetricSet<?> set, List<Row> rows) {
    /**
     * Of one thing.
     *
     * @param labels  a value for each label of the set
     * @param numbers one for each of its metrics; null where nobody knows. Nobody changes them.
     */
    public record Row(List<String> labels, Number[] numbers) {
    }
}
