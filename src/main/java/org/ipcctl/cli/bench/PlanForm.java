package org.ipcctl.cli.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Pinning;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tuning;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.result.Value;

/** A {@link Plan} as the member {@code options} of a saved benchmark, so that another run can do the same. */
final class PlanForm {
    private PlanForm() {
    }

    static Value members(Plan plan) {
        return new Value.Members(ordered(
                "mechanisms", texts(plan.mechanisms().stream().map(Transport::name).toList()),
                "metrics", texts(new TreeSet<>(plan.metrics()).stream().map(Metric::toString).toList()),
                "sizes_bytes", plan.sizes() == null ? Value.MISSING : new Value.Items(plan.sizes().stream().map(size -> Value.of((long) size)).toList()),
                "warmup_ns", nanos(plan.warmup()), "duration_ns", nanos(plan.duration()), "count", Value.of(plan.count()),
                "repeat", Value.of(plan.repeat()), "pinning", Value.of(plan.pinning().toString()),
                "buffer_bytes", Value.of(plan.tuning().buffer()), "queue_depth", Value.of(plan.tuning().depth()),
                "slots", Value.of(plan.tuning().slots()), "verified", Value.of(plan.verify()), "quick", Value.of(plan.brief())));
    }

    /** Names and values in turn. */
    static Map<String, Value> ordered(Object... pairs) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            members.put((String) pairs[i], (Value) pairs[i + 1]);
        }
        return members;
    }

    private static Value texts(List<String> texts) {
        return new Value.Items(texts.stream().map(Value::of).toList());
    }

    private static Value nanos(Duration duration) {
        return duration == null ? Value.MISSING : Value.of(duration.toNanos());
    }

    /** Mechanisms that this ipcctl does not know are left out; their cases are told as missing. */
    static Plan plan(JsonObject options) {
        List<Transport> mechanisms = new ArrayList<>();
        for (JsonElement name : options.getAsJsonArray("mechanisms")) {
            Transport transport = Transports.find(name.getAsString());
            if (transport != null) {
                mechanisms.add(transport);
            }
        }
        Set<Metric> metrics = new TreeSet<>();
        options.getAsJsonArray("metrics").forEach(metric -> metrics.add(Metric.valueOf(metric.getAsString().toUpperCase(Locale.ROOT))));
        List<Integer> sizes = null;
        if (options.get("sizes_bytes").isJsonArray()) {
            List<Integer> given = new ArrayList<>();
            options.getAsJsonArray("sizes_bytes").forEach(size -> given.add(size.getAsInt()));
            sizes = given;
        }
        int repeat = options.get("repeat").getAsInt();
        if (repeat < 1 || options.get("count").getAsLong() < 0 || sizes != null && sizes.stream().anyMatch(size -> size < 1 || size > SizeList.LARGEST)) {
            throw new IllegalArgumentException("nothing can be measured so");
        }
        return new Plan(mechanisms, metrics, sizes, duration(options.get("warmup_ns")), duration(options.get("duration_ns")),
                options.get("count").getAsLong(), repeat, Pinning.of(options.get("pinning").getAsString()),
                new Tuning(options.get("buffer_bytes").getAsLong(), options.get("queue_depth").getAsInt(), options.get("slots").getAsInt()),
                options.get("verified").getAsBoolean(), options.get("quick").getAsBoolean());
    }

    private static Duration duration(JsonElement nanos) {
        return nanos.isJsonNull() ? null : Duration.ofNanos(nanos.getAsLong());
    }
}
