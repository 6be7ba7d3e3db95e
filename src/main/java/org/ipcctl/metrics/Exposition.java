package org.ipcctl.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipcctl.format.Payload;
import org.ipcctl.inspect.Measured;
import org.ipcctl.inspect.Measured.Row;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/** Measures, and makes of that what Prometheus' library writes. */
public final class Exposition {
    /** Before the name of each metric. */
    public static final String PREFIX = "ipcctl_";
    private static final double NANOS = 1e9;

    /** How the look at a mechanism went. */
    private record Outcome(String kind, boolean complete, int omitted) {
    }

    private static final MetricSet<Outcome> OUTCOMES = MetricSet.by("kind", Outcome::kind,
            new Metric<>("omitted_objects",
                    "Objects of the kind that are left out because there are more than the allowed series.",
                    Outcome::omitted),
            new Metric<>("complete",
                    "1 if all objects of the kind could be inspected, 0 if there may be more than reported.",
                    outcome -> outcome.complete() ? 1 : 0));
    private static final MetricSet<Double> DURATION = MetricSet
            .of(new Metric<>("scrape_duration_seconds", "How long it took to collect all metrics.",
                    seconds -> seconds));
    /** What it tells of itself. */
    public static final List<MetricSet<?>> OWN = List.of(OUTCOMES, DURATION);

    private final List<MetricSource> sources;
    private final int most;

    /** @param most series that a metric may have */
    public Exposition(List<MetricSource> sources, int most) {
        this.sources = List.copyOf(sources);
        this.most = most;
    }

    /**
     * Looks now.
     *
     * @throws KernelException where this process has no descriptors left to look with
     */
    public Scrape look() {
        long start = System.nanoTime();
        List<MetricSnapshot> families = new ArrayList<>();
        Map<String, List<String>> notes = new LinkedHashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (MetricSource source : sources) {
            Look look = look(source);
            int omitted = 0;
            for (Measured measured : look.measured()) {
                List<Row> rows = chosen(measured.rows());
                omitted += measured.rows().size() - rows.size();
                add(measured.set(), rows, families);
            }
            look.unseen().forEach(why -> notes.computeIfAbsent(why, reason -> new ArrayList<>()).add(source.word()));
            if (omitted > 0) {
                notes.computeIfAbsent(
                        "not all are reported, because a metric may have " + most + " series (--max-series)",
                        reason -> new ArrayList<>()).add(source.word());
            }
            outcomes.add(new Outcome(source.word(), look.unseen().isEmpty(), omitted));
        }
        add(OUTCOMES, OUTCOMES.measure(outcomes).rows(), families);
        add(DURATION, DURATION.measure(List.of((System.nanoTime() - start) / NANOS)).rows(), families);
        return new Scrape(new MetricSnapshots(families), notes.entrySet().stream()
                .map(note -> String.join(", ", note.getValue()) + ": " + note.getKey()).toList());
    }

    private static Look look(MetricSource source) {
        try {
            return source.look().get();
        } catch (KernelException e) {
            if (e.is(Errno.EMFILE) || e.is(Errno.ENFILE) || e.is(Errno.ENOMEM)) {
                throw e;
            }
            return Look.nothing(e.getMessage());
        }
    }

    /**
     * Those whose first number is highest, and of equals those that come first by name: the same ones in each metric of
     * a set.
     */
    private List<Row> chosen(List<Row> rows) {
        Comparator<Row> biggest = Comparator
                .comparingDouble(row -> row.numbers()[0] == null ? 1 : -row.numbers()[0].doubleValue());
        return rows.size() <= most ? rows
                : rows.stream().sorted(biggest.thenComparing(row -> String.join("\0", row.labels()))).limit(most)
                        .collect(Collectors.toList());
    }

    private static void add(MetricSet<?> set, List<Row> rows, List<MetricSnapshot> families) {
        String[] names = set.labels().stream().map(MetricSet.Label::name).toArray(String[]::new);
        List<Labels> labels = rows.stream()
                .map(row -> Labels.of(names, row.labels().stream().map(Exposition::spelled).toArray(String[]::new)))
                .toList();
        for (int i = 0; i < set.metrics().size(); i++) {
            GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(PREFIX + set.metrics().get(i).name())
                    .help(set.metrics().get(i).help())
                    .unit(unit(set.metrics().get(i).name()));
            int series = 0;
            for (int row = 0; row < rows.size(); row++) {
                Number number = rows.get(row).numbers()[i];
                if (number != null) {
                    family.dataPoint(new GaugeDataPointSnapshot(number.doubleValue(), labels.get(row), null));
                    series++;
                }
            }
            if (series > 0) {
                families.add(family.build());
            }
        }
    }

    /** The unit at the end of {@code name}; null where it has none. */
    static Unit unit(String name) {
        for (Unit unit : new Unit[] {Unit.BYTES, Unit.SECONDS, Unit.RATIO}) {
            if (name.endsWith("_" + unit)) {
                return unit;
            }
        }
        return null;
    }

    /**
     * A label is text: what is none, and what would steer a terminal, is an escape, and no two names are spelled alike.
     */
    private static String spelled(String name) {
        return name.startsWith("@") ? Payload.printable(name) : Payload.reversible(name);
    }
}
