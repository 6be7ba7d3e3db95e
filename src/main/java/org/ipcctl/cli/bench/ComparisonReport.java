package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Metric;
import org.ipcctl.cli.Context;
import org.ipcctl.format.RowWriter;
import org.ipcctl.result.Column;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** Prints what became of the cases of a saved benchmark. */
final class ComparisonReport {
    static final Schema SCHEMA = Schema.list(
            Column.of("mechanism", Type.TEXT, "what carries the blocks"),
            Column.of("metric", Type.TEXT, "throughput or latency"),
            Column.of("size_bytes", Type.SIZE, "bytes in a block"),
            Column.of("throughput_before_bytes_per_second", Type.BYTES_PER_SECOND, "median of the saved runs"),
            Column.of("throughput_bytes_per_second", Type.BYTES_PER_SECOND, "median of the runs now"),
            Column.of("rtt_p50_before_ns", Type.NANOSECONDS, "median of the saved runs"),
            Column.of("rtt_p50_ns", Type.NANOSECONDS, "median of the runs now"),
            Column.of("change_percent", Type.DECIMAL, "from then to now"),
            Column.of("noise_percent", Type.DECIMAL, "what the runs differ by themselves"),
            Column.of("verdict", Type.TEXT, "same, faster, slower; new or gone where only one of the two has the case"));

    private final List<Comparison> all = new ArrayList<>();

    ComparisonReport(SavedBench before, List<Figures> now) {
        for (Figures then : before.cases()) {
            all.add(Comparison.of(then, now.stream().filter(then::isSameCase).findFirst().orElse(null)));
        }
        now.stream().filter(today -> before.cases().stream().noneMatch(today::isSameCase)).forEach(today -> all.add(Comparison.of(null, today)));
    }

    /** Whether a case got slower by more than {@code percent}. */
    boolean hasSlowerBy(double percent) {
        return all.stream().anyMatch(comparison -> comparison.isSlowerBy(percent));
    }

    void print(Context context) throws IOException {
        if (!context.wantsDefaultTable()) {
            print(SCHEMA, all, context);
            return;
        }
        String gap = "";
        for (Metric metric : Metric.values()) {
            List<Comparison> some = all.stream().filter(comparison -> comparison.any().metric() == metric).toList();
            if (!some.isEmpty()) {
                context.out().write(gap.getBytes(StandardCharsets.US_ASCII));
                String others = metric == Metric.LATENCY ? "throughput_" : "rtt_";
                print(new Schema(SCHEMA.columns().stream().filter(column -> !column.id().equals("metric") && !column.id().startsWith(others)).toList(),
                        false), some, context);
                gap = "\n";
            }
        }
    }

    private static void print(Schema schema, List<Comparison> some, Context context) throws IOException {
        try (RowWriter rows = context.rows(schema)) {
            for (Comparison comparison : some) {
                Row whole = row(comparison);
                rows.write(schema.row(schema.columns().stream().map(column -> whole.get(column.id())).toArray(Value[]::new)));
            }
        }
    }

    private static Row row(Comparison c) {
        boolean latency = c.any().metric() == Metric.LATENCY;
        Value before = median(c.before());
        Value now = median(c.now());
        return SCHEMA.row(Value.of(c.any().mechanism()), Value.of(c.any().metric().toString()), Value.of(c.any().size()),
                latency ? Value.MISSING : before, latency ? Value.MISSING : now,
                latency ? before : Value.MISSING, latency ? now : Value.MISSING,
                percent(c.changePercent()), percent(c.noisePercent()), Value.of(c.verdict().name().toLowerCase(Locale.ROOT)));
    }

    private static Value median(Figures figures) {
        if (figures == null || !figures.isMeasured()) {
            return Value.MISSING;
        }
        return figures.metric() == Metric.LATENCY ? Value.of(Math.round(figures.median())) : Value.of(Math.rint(figures.median()));
    }

    private static Value percent(double number) {
        return Double.isNaN(number) ? Value.MISSING : Value.of(Math.rint(number * 10) / 10);
    }

    /** Says what is different now, for then the figures differ by more than what changed in the code. */
    static void warnOfDifferences(SavedBench before, String file, Context context) {
        Machine here = Machine.here();
        Machine there = before.machine();
        List<String> differences = new ArrayList<>();
        add(differences, "CPU", there.cpu(), here.cpu());
        add(differences, "number of CPUs", there.cpus(), here.cpus());
        add(differences, "kernel", there.kernel(), here.kernel());
        add(differences, "JDK", there.jdk(), here.jdk());
        if (!differences.isEmpty()) {
            context.warn(file + " was measured elsewhere: " + String.join("; ", differences));
        }
        if (before.partial()) {
            context.warn(file + " is of a benchmark that was interrupted, so cases are missing");
        }
    }

    private static void add(List<String> differences, String what, Object there, Object here) {
        if (!Objects.equals(there, here)) {
            differences.add(what + " " + there + ", here " + here);
        }
    }
}
