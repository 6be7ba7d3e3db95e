package org.ipcctl.host;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ipcctl.inspect.Limit;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSet.Label;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;

/** What is measured of the limits. */
final class LimitMetrics {
    private record Of(String mechanism, Limit limit) {
        Number value() {
            return known(limit.value());
        }

        Number used() {
            return known(limit.used());
        }

        Number ratio() {
            return value() == null || limit.value() == 0 || used() == null ? null
                    : Double.valueOf((double) limit.used() / limit.value());
        }

        boolean isBytes() {
            return limit.unit() == Limit.Unit.BYTES;
        }

        private static Number known(long number) {
            return number < 0 || number == Limit.NONE ? null : Long.valueOf(number);
        }
    }

    private static final Label<Of> MECHANISM = new Label<>("mechanism", Of::mechanism);
    private static final Label<Of> NAME = new Label<>("limit", of -> of.limit().name());
    private static final Label<Of> HOLDER = new Label<>("holder", of -> of.limit().holder());
    private static final Label<Of> UNIT = new Label<>("unit", of -> of.limit().unit().toString());
    private static final MetricSet<Of> USE = new MetricSet<>(List.of(MECHANISM, NAME, HOLDER), List.of(
            new Metric<>("limit_used_ratio", "The fraction of the limit that is in use, from 0 to 1.", Of::ratio)));
    private static final MetricSet<Of> BYTES = new MetricSet<>(List.of(MECHANISM, NAME, HOLDER), List.of(
            new Metric<>("limit_value_bytes", "The limit, if it is a number of bytes; missing if there is none.",
                    Of::value),
            new Metric<>("limit_used_bytes", "Bytes of the limit that are in use.", Of::used)));
    private static final MetricSet<Of> NUMBERS = new MetricSet<>(List.of(MECHANISM, NAME, HOLDER, UNIT), List.of(
            new Metric<>("limit_value",
                    "The limit, if something other than bytes is counted; missing if there is none.", Of::value),
            new Metric<>("limit_used", "How much of the limit is in use.", Of::used)));
    static final MetricSource SOURCE = new MetricSource("limits", List.of(USE, BYTES, NUMBERS), LimitMetrics::look);

    private LimitMetrics() {}

    private static Look look() {
        List<Of> all = new ArrayList<>();
        Set<String> unseen = new LinkedHashSet<>();
        for (Limits.Mechanism mechanism : Limits.ALL) {
            for (Limit limit : mechanism.look().get()) {
                all.add(new Of(mechanism.word(), limit));
                if (limit.unseen() != null) {
                    unseen.add(limit.unseen());
                }
            }
        }
        return new Look(List.of(USE.measure(all), BYTES.measure(all.stream().filter(Of::isBytes).toList()),
                NUMBERS.measure(all.stream().filter(of -> !of.isBytes()).toList())), List.copyOf(unseen));
    }
}
