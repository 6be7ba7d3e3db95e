package org.ipcctl.bench.saved;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ipcctl.bench.Case;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Pinning;
import org.ipcctl.bench.Places;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tuning;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** A {@link Plan} as the member {@code options} of a saved benchmark, so that another run can do the same. */
final class PlanJson {
    /** A year. */
    private static final long LONGEST_NANOS = Duration.ofDays(365).toNanos();

    private static final Schema<Load> LOAD = Schema.single(
            Column.of("senders", Type.INTEGER, "threads of the sending side", l -> Value.of(l.senders())),
            Column.of("receivers", Type.INTEGER, "of the receiving side", l -> Value.of(l.receivers())),
            Column.of("rate_per_second", Type.INTEGER, "messages of all senders together; 0 for as many as possible",
                    l -> Value.of(l.rate())));

    static final Schema<Plan> OPTIONS = Schema.single(
            Column.of("mechanisms", Type.COMPOUND, "by name",
                    p -> texts(p.mechanisms().stream().map(Transport::name).toList())),
            Column.of("metrics", Type.COMPOUND, "by name",
                    p -> texts(new TreeSet<>(p.metrics()).stream().map(Metric::toString).toList())),
            Column.of("sizes_bytes", Type.COMPOUND, "missing if each mechanism has those that suit it",
                    p -> p.sizes() == null ? Value.MISSING
                            : new Value.Items(p.sizes().stream().map(size -> Value.of((long) size)).toList())),
            Column.of("warmup_ns", Type.NANOSECONDS, "missing if it lasts until the JIT has settled",
                    p -> nanos(p.warmup())),
            Column.of("duration_ns", Type.NANOSECONDS, "of a run; missing if only count limits it",
                    p -> nanos(p.duration())),
            Column.of("count", Type.INTEGER, "of a run at most; 0 means no limit", p -> Value.of(p.count())),
            Column.of("repeat", Type.INTEGER, "timed runs", p -> Value.of(p.repeat())),
            Column.of("pinning", Type.TEXT, "on which CPUs", p -> Value.of(p.places().toString())),
            Column.of("buffer_bytes", Type.SIZE, "0 if it was left to the mechanism",
                    p -> Value.of(p.tuning().buffer())),
            Column.of("queue_depth", Type.INTEGER, "likewise", p -> Value.of(p.tuning().depth())),
            Column.of("slots", Type.INTEGER, "likewise", p -> Value.of(p.tuning().slots())),
            Column.of("verified", Type.BOOLEAN, "whether every byte was checked", p -> Value.of(p.verify())),
            Column.of("loads", Type.COMPOUND, "what is measured under load; empty if nothing is",
                    p -> new Value.Items(p.loads().stream().map(LOAD::members).toList())),
            Column.of("quick", Type.BOOLEAN, "whether it was for a first impression", p -> Value.of(p.brief())));

    private PlanJson() {}

    private static Value texts(List<String> texts) {
        return new Value.Items(texts.stream().map(Value::of).toList());
    }

    private static Value nanos(Duration duration) {
        return duration == null ? Value.MISSING : Value.of(duration.toNanos());
    }

    /** Mechanisms that this ipcctl does not know are left out; their cases are told as missing. */
    static Plan plan(SavedMembers options) {
        List<Transport> mechanisms = new ArrayList<>();
        for (String name : options.texts("mechanisms")) {
            Transport transport = Transports.find(name);
            if (transport != null && !mechanisms.contains(transport)) {
                mechanisms.add(transport);
            }
        }
        Set<Metric> metrics = new TreeSet<>();
        options.texts("metrics").forEach(text -> metrics.add(metric(text, options, "metrics")));
        if (options.isNull("duration_ns") && options.whole("count", 0, Long.MAX_VALUE) == 0) {
            // Nothing would end a run.
            throw options.wrong("count", "above 0, as it is where duration_ns is null");
        }
        return new Plan(mechanisms, metrics, options.isNull("sizes_bytes") ? null : sizes(options),
                duration(options, "warmup_ns", 0),
                duration(options, "duration_ns", 1), options.whole("count", 0, Long.MAX_VALUE / 2),
                (int) options.whole("repeat", 1, Plan.MOST_RUNS),
                places(options),
                new Tuning(options.whole("buffer_bytes", 0, Tuning.LARGEST_BUFFER),
                        (int) options.whole("queue_depth", 0, Tuning.MOST),
                        (int) options.whole("slots", 0, Tuning.MOST)),
                options.truth("verified"), loads(options), options.truth("quick"));
    }

    static Metric metric(String text, SavedMembers object, String member) {
        return object.choice(Metric.values(), text, member, "throughput, latency or load");
    }

    /** A file of before there were such has none. */
    private static List<Load> loads(SavedMembers options) {
        return options.object().has("loads") ? options.objects("loads").stream().map(PlanJson::load).distinct().toList()
                : List.of();
    }

    /** Of a plan, or of a case, whose columns leave out a rate of 0. */
    static Load load(SavedMembers one) {
        return new Load((int) one.whole("senders", 1, Load.MOST_THREADS),
                (int) one.whole("receivers", 1, Load.MOST_THREADS),
                one.isNull("rate_per_second") ? 0 : one.whole("rate_per_second", 0, Load.HIGHEST_RATE));
    }

    private static List<Integer> sizes(SavedMembers options) {
        List<Integer> sizes = new ArrayList<>();
        for (long size : options.wholes("sizes_bytes", 1, Case.LARGEST)) {
            if (!sizes.contains((int) size)) {
                sizes.add((int) size);
            }
        }
        return sizes;
    }

    private static Places places(SavedMembers options) {
        String text = options.text("pinning");
        if (Places.isUsual(text)) {
            return Places.usual();
        }
        Pinning pinning = Pinning.of(text);
        if (pinning == null) {
            throw options.wrong("pinning", "usual, none or two CPUs as 0,1");
        }
        return Places.of(pinning);
    }

    private static Duration duration(SavedMembers options, String member, long least) {
        return options.isNull(member) ? null : Duration.ofNanos(options.whole(member, least, LONGEST_NANOS));
    }
}
