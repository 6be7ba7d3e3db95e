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
import org.ipcctl.bench.saved.Comparisons;
import org.ipcctl.bench.saved.Figure;
import org.ipcctl.bench.saved.MachineChange;
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
    static final Column<Comparison> INTERVAL = Column.of("interval_%", Type.TEXT,
            "where the change lies in 95 of 100 such comparisons",
            c -> Double.isNaN(c.lowPercent()) ? Value.MISSING
                    : Value.of(whole(c.lowPercent()) + ".." + whole(c.highPercent())));

    static final Schema<Comparison> SCHEMA = BenchColumns
            .what((Comparison c) -> c.any().mechanism(), c -> c.any().metric(),
                    c -> c.any().size(), c -> c.any().placement(), c -> c.any().load())
            .and(before("throughput_before_bytes_per_second", Figure.THROUGHPUT),
                    now("throughput_bytes_per_second", Figure.THROUGHPUT),
                    before("rtt_p50_before_ns", Figure.ROUND_TRIP), now("rtt_p50_ns", Figure.ROUND_TRIP),
                    before("latency_p50_before_ns", Figure.ONE_WAY).detail(),
                    now("latency_p50_ns", Figure.ONE_WAY).detail())
            .and(change("from then to now: the median of the ratios of all rounds"))
            .with(c -> c, judgement(
                    "unchanged, faster or slower; machine if the change does not exceed that of the control figures, "
                            + "or the CPUs were near each other in one and far apart in the other; new or gone if "
                            + "only one of the two has the case"));

    private ComparisonReport() {}

    static Column<Comparison> change(String help) {
        return Column.of("change_percent", Type.DECIMAL, help, c -> percent(c.changePercent()));
    }

    /** How sure it is, and what follows. */
    static List<Column<Comparison>> judgement(String verdicts) {
        return List.of(
                Column.of("change_low_percent", Type.DECIMAL,
                        "the change is at least this in 95 of 100 such comparisons", c -> percent(c.lowPercent())),
                Column.of("change_high_percent", Type.DECIMAL, "and at most this", c -> percent(c.highPercent())),
                Column.of("least_percent", Type.DECIMAL, "the smallest change that counts, beyond that of the "
                        + "machine",
                        c -> percent(c.leastPercent())),
                Column.of("p_value", Type.DECIMAL,
                        "the probability of such a change by chance in any case, corrected for the number of cases "
                                + "by Holm's method",
                        c -> Double.isNaN(c.chance()) ? Value.MISSING : Value.of(Math.rint(c.chance() * 1e6) / 1e6)),
                Column.<Comparison>of("verdict", Type.TEXT, verdicts,
                        c -> Value.of(c.verdict().name().toLowerCase(Locale.ROOT)))
                        .toned(Map.of("slower", Tone.BAD, "faster", Tone.GOOD)));
    }

    private static String whole(double percent) {
        return String.format(Locale.ROOT, "%+.0f", percent);
    }

    /** Says it where it changed, before any verdict. */
    static void tell(MachineChange machine, Context context) {
        List<String> told = machine.told();
        if (!told.isEmpty()) {
            context.warn("the machine changed: " + String.join("; ", told)
                    + ". Cases that changed by no more than that have the verdict machine");
        }
    }

    /** Where chance can make as much of any change. */
    static void warnOfFewRounds(Comparisons comparison, Context context) {
        if (comparison.hasTooFewRounds()) {
            context.warn(
                    "some cases have too few rounds to tell a change from chance, so they count as unchanged; run 5 "
                            + "of each (--repeat 5)");
        }
    }

    static void print(List<Comparison> all, Context context) throws IOException {
        if (context.wantsDefaultTable()) {
            BenchReport.tables(context, all, comparison -> comparison.any().figure(), ComparisonReport::table);
        } else {
            context.show(SCHEMA, all);
        }
    }

    /** Two columns of figures and short names, so that it fits into 80 columns. */
    private static Schema<Comparison> table(Figure figure, List<Comparison> some) {
        List<Column<Comparison>> columns = new ArrayList<>(List.of(SCHEMA.find("mechanism")));
        if (some.stream().anyMatch(one -> one.any().metric() != Metric.LOAD)
                || some.stream().map(one -> one.any().size()).distinct().count() > 1) {
            columns.add(SCHEMA.find("size_bytes"));
        }
        if (some.stream().map(comparison -> comparison.any().placement()).distinct().count() > 1) {
            columns.add(SCHEMA.find("placement").named("pin"));
        }
        LoadColumns.WHO.stream().map(column -> SCHEMA.find(column.id()).shown(Column.Show.TABLE))
                .filter(column -> some.stream().map(column::value).distinct().count() > 1)
                .forEach(columns::add);
        columns.addAll(List.of(before("before", figure), now("now", figure),
                SCHEMA.find("change_percent").named("change_%"), INTERVAL, SCHEMA.find("verdict")));
        return new Schema<>(columns, false);
    }

    private static Column<Comparison> before(String id, Figure figure) {
        return median(id, figure, "median of the saved runs").over(Comparison::before);
    }

    private static Column<Comparison> now(String id, Figure figure) {
        return median(id, figure, "median of the runs now").over(Comparison::now);
    }

    static Column<SavedCase> median(String id, Figure figure, String help) {
        Function<SavedCase, Value> median = figure.isTime() ? one -> Value.of(Math.round(one.median()))
                : one -> Value.of(Math.rint(one.median()));
        return Column.of(id, figure.isTime() ? Type.NANOSECONDS : Type.BYTES_PER_SECOND, help,
                one -> one.isMeasured() && one.figure() == figure ? median.apply(one) : Value.MISSING);
    }

    private static Value percent(double number) {
        return Double.isNaN(number) ? Value.MISSING : Value.of(Math.rint(number * 10) / 10);
    }

    /**
     * Says what is different, for then the figures differ by more than what changed in the code.
     *
     * @param other what the second benchmark is called: {@code here}, or its file
     */
    static void warnOfDifferences(SavedBench before, String file, Machine machine, Plan plan, String other,
                                  Context context) {
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
            context.warn(file + " was measured differently: " + String.join("; ", ways));
        }
        warnOfAge(before, file, context);
        if (before.partial()) {
            context.warn(file + " is from a benchmark that was interrupted, so cases are missing");
        }
    }

    /** What is known of a file is not what one of today tells. */
    static void warnOfAge(SavedBench saved, String file, Context context) {
        if (saved.controls().isEmpty() && saved.ofRounds()) {
            context.warn(file
                    + " has no control figures, so it is not known whether the machine changed, and only changes of "
                    + "20 percent and more count");
        }
        if (!saved.ofRounds()) {
            context.warn(file
                    + " was saved by an earlier ipcctl, which used one pair of processes for all runs of a case: "
                    + "these differ less than two benchmarks do, so a reported change may not be real");
        }
    }

    private static void add(List<String> differences, String what, Object there, Object here, String other) {
        if (!Objects.equals(there, here)) {
            differences.add(what + " " + there + ", " + other + " " + here);
        }
    }
}
