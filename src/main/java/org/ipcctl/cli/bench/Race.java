package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ipcctl.bench.Bench;
import org.ipcctl.bench.Case;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Observer;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.saved.Comparison;
import org.ipcctl.bench.saved.Comparisons;
import org.ipcctl.bench.saved.Figure;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code bench --ab}: two configurations whose rounds alternate, and what the second makes of the first. */
final class Race implements Observer {
    /** What {@code --ab} takes. */
    record Words(String a, String b) {
        static Words of(String both) {
            int end = both.indexOf(Arg.BETWEEN_WORDS);
            return new Words(both.substring(0, end), both.substring(end + 1));
        }
    }

    static final Schema<Comparison> SCHEMA = BenchColumns
            .what((Comparison c) -> first(c).mechanism(), c -> first(c).metric(), c -> first(c).size(),
                    c -> first(c).placement(), c -> first(c).load())
            .<SavedCase>with(Comparison::now,
                    Column.detail("mechanism_b", Type.TEXT, "what carries the blocks of B",
                            one -> Value.of(one.mechanism())),
                    Column.detail("size_b_bytes", Type.SIZE, "bytes in a block of B", one -> Value.of(one.size())),
                    Column.detail("placement_b", Type.TEXT, "the placement of B",
                            one -> Value.of(one.placement().toString())))
            .with(c -> c.now() != null && c.now().metric() == Metric.LOAD ? c.now().load() : null,
                    LoadColumns.WHO.stream().map(column -> column.named(column.id() + "_b")).toList())
            .and(a("throughput_a_bytes_per_second", Figure.THROUGHPUT),
                    b("throughput_b_bytes_per_second", Figure.THROUGHPUT), a("rtt_p50_a_ns", Figure.ROUND_TRIP),
                    b("rtt_p50_b_ns", Figure.ROUND_TRIP), a("latency_p50_a_ns", Figure.ONE_WAY).detail(),
                    b("latency_p50_b_ns", Figure.ONE_WAY).detail())
            .and(ComparisonReport.change("from A to B: the median of the ratios of all rounds"))
            .with(comparison -> comparison, ComparisonReport
                    .judgement("whether B is unchanged, faster or slower; new or gone if only B or A has the case"));

    private final Context context;
    private final Words words;
    private final List<Plan> plans;
    private final BenchProgress line;
    private final List<List<Measurement>> all = List.of(new ArrayList<>(), new ArrayList<>());
    private boolean printed;

    Race(Words words, List<Plan> plans, boolean progress, Context context) {
        this.context = context;
        this.words = words;
        this.plans = plans;
        this.line = new BenchProgress(context, plans, progress);
    }

    private static SavedCase first(Comparison comparison) {
        return comparison.before() != null ? comparison.before() : comparison.now();
    }

    private static Column<Comparison> a(String id, Figure figure) {
        return ComparisonReport.median(id, figure, "median of the rounds of A").over(Comparison::before);
    }

    private static Column<Comparison> b(String id, Figure figure) {
        return ComparisonReport.median(id, figure, "median of the rounds of B").over(Comparison::now);
    }

    /** Runs both, and prints what came of it; the answer is the exit status. */
    int run() throws IOException {
        try {
            new Bench(plans, this).run();
        } finally {
            line.end();
        }
        Comparisons comparison = comparison();
        print(comparison);
        if (!comparison.isAnyInBoth()) {
            throw new CommandFailure(ExitCode.FAILED, "", "no case was measured in both, so there is nothing to "
                    + "compare", null);
        }
        return all.stream().flatMap(List::stream).anyMatch(Measurement::isFailed) ? ExitCode.FAILED.number()
                : ExitCode.DONE.number();
    }

    private synchronized Comparisons comparison() {
        return Comparisons.ofRace(figures(0), figures(1));
    }

    private List<SavedCase> figures(int plan) {
        return all.get(plan).stream().map(SavedCase::of).toList();
    }

    private synchronized void print(Comparisons comparison) throws IOException {
        if (printed) {
            return;
        }
        printed = true;
        for (Measurement each : all.stream().flatMap(List::stream).filter(measurement -> measurement.note() != null)
                .toList()) {
            context.warn(each.what() + ": " + each.note());
        }
        ComparisonReport.warnOfFewRounds(comparison, context);
        if (!context.wantsDefaultTable()) {
            context.show(SCHEMA, comparison.all());
            return;
        }
        context.out().write(("A: " + words.a() + "\nB: " + words.b() + "\n\n").getBytes(StandardCharsets.UTF_8));
        BenchReport.tables(context, comparison.all(), one -> first(one).figure(), Race::table);
        context.out().flush();
    }

    /** With the columns that differ, and those of B where they differ from A's. */
    private static Schema<Comparison> table(Figure figure, List<Comparison> some) {
        List<Column<Comparison>> columns = new ArrayList<>(List.of(SCHEMA.find("mechanism")));
        addWhereOther(columns, some, "mechanism", "mechanism_b", "mechanism_b");
        columns.add(SCHEMA.find("size_bytes"));
        addWhereOther(columns, some, "size_bytes", "size_b_bytes", "size_b");
        if (some.stream().map(comparison -> first(comparison).placement()).distinct().count() > 1
                || isOther(some, "placement", "placement_b")) {
            columns.add(SCHEMA.find("placement").named("pin"));
        }
        addWhereOther(columns, some, "placement", "placement_b", "pin_b");
        for (String id : LoadColumns.WHO.stream().map(Column::id).toList()) {
            // What is the same in all rows is in the words of A and B above them.
            if (some.stream().map(SCHEMA.find(id)::value).distinct().count() > 1) {
                columns.add(SCHEMA.find(id).shown(Column.Show.TABLE));
                addWhereOther(columns, some, id, id + "_b", id + "_b");
            }
        }
        columns.addAll(List.of(a("a", figure), b("b", figure), SCHEMA.find("change_percent").named("change_%"),
                ComparisonReport.INTERVAL, SCHEMA.find("verdict")));
        return new Schema<>(columns, false);
    }

    private static void addWhereOther(List<Column<Comparison>> columns, List<Comparison> some, String ofA, String ofB,
                                      String name) {
        if (isOther(some, ofA, ofB)) {
            // A detail of a row is a column of this table.
            Column<Comparison> detail = SCHEMA.find(ofB);
            columns.add(Column.of(name, detail.type(), detail.help(), detail::value));
        }
    }

    private static boolean isOther(List<Comparison> some, String ofA, String ofB) {
        return some.stream().anyMatch(one -> one.before() != null && one.now() != null
                && !Objects.equals(SCHEMA.find(ofA).value(one), SCHEMA.find(ofB).value(one)));
    }

    @Override
    public void at(int step, Case what, String phase, double fraction) {
        line.show(step, what, phase, fraction);
    }

    @Override
    public void measured(Measurement measurement) {
        throw new IllegalStateException("of no plan: " + measurement.what());
    }

    @Override
    public synchronized void measured(int plan, Measurement measurement) {
        all.get(plan).add(measurement);
    }

    @Override
    public void leftBehind(KernelException failure) {
        line.end();
        context.failed(failure);
    }

    @Override
    public void interrupted() {
        line.end();
        try {
            print(comparison());
        } catch (IOException nobodyReads) {
            return;
        }
        context.warn("interrupted: these are the rounds so far");
    }
}
