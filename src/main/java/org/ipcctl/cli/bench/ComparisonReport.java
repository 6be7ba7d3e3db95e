package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Plan;
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
            Column.of("placement", Type.TEXT, "apart where each side was bound to a CPU of its own, same where both to one, none where the scheduler chose"),
            Column.of("throughput_before_bytes_per_second", Type.BYTES_PER_SECOND, "median of the saved runs"),
            Column.of("throughput_bytes_per_second", Type.BYTES_PER_SECOND, "median of the runs now"),
            Column.of("rtt_p50_before_ns", Type.NANOSECONDS, "median of the saved runs"),
            Column.of("rtt_p50_ns", Type.NANOSECONDS, "median of the runs now"),
            Column.of("change_percent", Type.DECIMAL, "from then to now"),
            Column.of("noise_percent", Type.DECIMAL, "what the runs differ by themselves"),
            Column.of("verdict", Type.TEXT, "same, faster, slower; unclear where the medians differ and the runs overlap; new or gone where only one of the two has the case"));

    private static final String BEFORE = "before";
    private static final String NOW = "now";
    private static final String PLACE = "pin";
    private static final String CHANGE = "change_%";
    private static final String NOISE = "noise_%";

    private final List<Comparison> all = new ArrayList<>();

    /** @param wanted which cases the user asked for; of the others nothing is said */
    ComparisonReport(List<Figures> before, List<Figures> now, Predicate<Figures> wanted) {
        CaseIndex old = new CaseIndex(before);
        CaseIndex today = new CaseIndex(now);
        before.forEach(then -> all.add(Comparison.of(then, today.counterpart(then, old))));
        now.stream().filter(one -> old.counterpart(one, today) == null).forEach(one -> all.add(Comparison.of(null, one)));
        all.removeIf(comparison -> !comparison.isMeasured() || !wanted.test(comparison.any()));
    }

    /** Whether any case was measured both times. */
    boolean isAnyInBoth() {
        return all.stream().anyMatch(Comparison::isInBoth);
    }

    /** The same without what was measured only then: where the benchmark was interrupted, it is not gone. */
    ComparisonReport withoutGone() {
        all.removeIf(comparison -> comparison.verdict() == Comparison.Verdict.GONE);
        return this;
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
                print(table(metric, some.stream().map(comparison -> comparison.any().placement()).distinct().count() > 1), some, context);
                gap = "\n";
            }
        }
    }

    /** Two columns of figures and short names, so that it fits into 80 columns. */
    private static Schema table(Metric metric, boolean places) {
        Type figures = metric == Metric.LATENCY ? Type.NANOSECONDS : Type.BYTES_PER_SECOND;
        List<Column> columns = new ArrayList<>(List.of(SCHEMA.columns().get(0), SCHEMA.columns().get(2), Column.of(BEFORE, figures, "median of the saved runs"),
                Column.of(NOW, figures, "median of the runs now"), Column.of(CHANGE, Type.DECIMAL, "from then to now"),
                Column.of(NOISE, Type.DECIMAL, "what the runs differ by themselves"), SCHEMA.columns().get(SCHEMA.indexOf("verdict"))));
        if (places) {
            columns.add(2, Column.of(PLACE, Type.TEXT, "how the sides shared the CPUs"));
        }
        return new Schema(columns, false);
    }

    /** The value of a column of {@link #SCHEMA}, or of a {@link #table}. */
    private static Value cell(String column, Row row, Comparison comparison) {
        return switch (column) {
            case BEFORE -> median(comparison.before());
            case PLACE -> row.get("placement");
            case NOW -> median(comparison.now());
            case CHANGE -> row.get("change_percent");
            case NOISE -> row.get("noise_percent");
            default -> row.get(column);
        };
    }

    private static void print(Schema schema, List<Comparison> some, Context context) throws IOException {
        try (RowWriter rows = context.rows(schema)) {
            for (Comparison comparison : some) {
                Row whole = row(comparison);
                rows.write(schema.row(schema.columns().stream().map(column -> cell(column.id(), whole, comparison)).toArray(Value[]::new)));
            }
        }
    }

    private static Row row(Comparison c) {
        boolean latency = c.any().metric() == Metric.LATENCY;
        Value before = median(c.before());
        Value now = median(c.now());
        return SCHEMA.row(Value.of(c.any().mechanism()), Value.of(c.any().metric().toString()), Value.of(c.any().size()),
                c.any().placement() == null ? Value.MISSING : Value.of(c.any().placement().toString()),
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

    /**
     * Says what is different, for then the figures differ by more than what changed in the code.
     *
     * @param other what the second benchmark is called: {@code here}, or its file
     */
    static void warnOfDifferences(SavedBench before, String file, Machine machine, Plan plan, String other, Context context) {
        Machine there = before.machine();
        List<String> machines = new ArrayList<>();
        add(machines, "CPU", there.cpu(), machine.cpu(), other);
        add(machines, "number of CPUs", there.cpus(), machine.cpus(), other);
        add(machines, "kernel", there.kernel(), machine.kernel(), other);
        add(machines, "JDK", there.jdk(), machine.jdk(), other);
        if (!machines.isEmpty()) {
            context.warn(file + " was measured elsewhere: " + String.join("; ", machines));
        }
        List<String> ways = new ArrayList<>();
        add(ways, "pinning", before.plan().places().toString(), plan.places().toString(), other);
        add(ways, "--buffer", before.plan().tuning().buffer(), plan.tuning().buffer(), other);
        add(ways, "--depth", before.plan().tuning().depth(), plan.tuning().depth(), other);
        add(ways, "--slots", before.plan().tuning().slots(), plan.tuning().slots(), other);
        add(ways, "verified", before.plan().verify(), plan.verify(), other);
        if (!ways.isEmpty()) {
            context.warn(file + " was measured otherwise: " + String.join("; ", ways));
        }
        if (before.partial()) {
            context.warn(file + " is of a benchmark that was interrupted, so cases are missing");
        }
    }

    private static void add(List<String> differences, String what, Object there, Object here, String other) {
        if (!Objects.equals(there, here)) {
            differences.add(what + " " + there + ", " + other + " " + here);
        }
    }
}
