package org.ipcctl.cli.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.saved.Comparison;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.bench.saved.SavedBench;
import org.ipcctl.cli.Context;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Tone;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** Prints what became of the cases of a saved benchmark. */
final class ComparisonReport {
    private static final Column<Comparison> CHANGE = Column.of("change_percent", Type.DECIMAL, "from then to now", c -> percent(c.changePercent()));
    private static final Column<Comparison> NOISE = Column.of("noise_percent", Type.DECIMAL, "what the runs differ by themselves",
            c -> percent(c.noisePercent()));
    private static final Column<Comparison> VERDICT = Column.<Comparison>of("verdict", Type.TEXT,
            "same, faster, slower; unclear where the medians differ and the runs overlap; new or gone where only one of the two has the case",
            c -> Value.of(c.verdict().name().toLowerCase(Locale.ROOT))).toned(Map.of("slower", Tone.BAD, "faster", Tone.GOOD));

    static final Schema<Comparison> SCHEMA = BenchColumns.what((Comparison c) -> c.any().mechanism(), c -> c.any().metric(),
            c -> c.any().size(), c -> c.any().placement())
            .and(before("throughput_before_bytes_per_second", Metric.THROUGHPUT), now("throughput_bytes_per_second", Metric.THROUGHPUT),
                    before("rtt_p50_before_ns", Metric.LATENCY), now("rtt_p50_ns", Metric.LATENCY), CHANGE, NOISE, VERDICT);

    private ComparisonReport() {}

    static void print(List<Comparison> all, Context context) throws IOException {
        if (context.wantsDefaultTable()) {
            BenchReport.tables(context, all, comparison -> comparison.any().metric(), ComparisonReport::table);
        } else {
            context.show(SCHEMA, all);
        }
    }

    /** Two columns of figures and short names, so that it fits into 80 columns. */
    private static Schema<Comparison> table(Metric metric, List<Comparison> some) {
        List<Column<Comparison>> columns = new ArrayList<>(List.of(SCHEMA.find("mechanism"), SCHEMA.find("size_bytes")));
        if (some.stream().map(comparison -> comparison.any().placement()).distinct().count() > 1) {
            columns.add(SCHEMA.find("placement").named("pin"));
        }
        columns.addAll(List.of(before("before", metric), now("now", metric), CHANGE.named("change_%"), NOISE.named("noise_%"), VERDICT));
        return new Schema<>(columns, false);
    }

    private static Column<Comparison> before(String id, Metric metric) {
        return median(id, metric, "median of the saved runs").over(Comparison::before);
    }

    private static Column<Comparison> now(String id, Metric metric) {
        return median(id, metric, "median of the runs now").over(Comparison::now);
    }

    private static Column<SavedCase> median(String id, Metric metric, String help) {
        Function<SavedCase, Value> median = metric == Metric.LATENCY ? one -> Value.of(Math.round(one.median())) : one -> Value.of(Math.rint(one.median()));
        return Column.of(id, metric == Metric.LATENCY ? Type.NANOSECONDS : Type.BYTES_PER_SECOND, help,
                one -> one.isMeasured() && one.metric() == metric ? median.apply(one) : Value.MISSING);
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
        warnOfAge(before, file, context);
        if (before.partial()) {
            context.warn(file + " is of a benchmark that was interrupted, so cases are missing");
        }
    }

    /** What is known of a file is not what one of today tells. */
    static void warnOfAge(SavedBench saved, String file, Context context) {
        if (!saved.ofRounds()) {
            context.warn(file + " was saved by an earlier ipcctl, whose runs of a case were all of one pair of processes: they differ less than "
                    + "two benchmarks do, so a change may be none");
        }
    }

    private static void add(List<String> differences, String what, Object there, Object here, String other) {
        if (!Objects.equals(there, here)) {
            differences.add(what + " " + there + ", " + other + " " + here);
        }
    }
}
