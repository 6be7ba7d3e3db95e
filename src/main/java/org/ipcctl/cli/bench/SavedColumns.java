package org.ipcctl.cli.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.bench.LoadFigures;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Percentile;
import org.ipcctl.bench.saved.Figure;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** The columns of a benchmark that was saved. */
final class SavedColumns {
    private static final Column<SavedCase> SPREAD = Column.of(BenchColumns.SPREAD.id(), Type.DECIMAL,
            BenchColumns.SPREAD.help(), SavedColumns::spread);

    private static final String ONE_WAY = LoadFigures.Point.P50.id();

    static final Schema<SavedCase> SCHEMA = BenchColumns
            .what(SavedCase::mechanism, SavedCase::metric, SavedCase::size, SavedCase::placement, SavedCase::load)
            .and(ComparisonReport.median(BenchColumns.THROUGHPUT.id(), Figure.THROUGHPUT,
                    BenchColumns.THROUGHPUT.help()),
                    ComparisonReport.median(ONE_WAY, Figure.ONE_WAY, BenchColumns.SCHEMA.find(ONE_WAY).help()))
            .with(one -> one, Stream.of(Percentile.values()).map(SavedColumns::roundTrip).toList())
            .and(SPREAD);

    /** What competes stands together. */
    private static final Comparator<SavedCase> IN_TABLES = Comparator.comparingLong(SavedCase::size)
            .thenComparing(SavedCase::placement, Comparator.nullsLast(Comparator.naturalOrder()));

    private SavedColumns() {}

    static List<SavedCase> sorted(List<SavedCase> cases) {
        return cases.stream().sorted(IN_TABLES).toList();
    }

    private static Column<SavedCase> roundTrip(Percentile which) {
        return Column.of(which.id(), Type.NANOSECONDS, BenchColumns.SCHEMA.find(which.id()).help(), one -> {
            double nanos = one.roundTrips().isEmpty() ? Double.NaN : one.roundTrips().get(which.ordinal());
            return Double.isNaN(nanos) ? Value.MISSING : Value.of(Math.round(nanos));
        });
    }

    private static Value spread(SavedCase one) {
        List<Double> runs = one.runs();
        return runs.size() < 2 ? Value.MISSING
                : Value.of(Math.rint((runs.get(runs.size() - 1) - runs.get(0)) * 1000 / one.median()) / 10);
    }

    /** The table about {@code some} of one metric. */
    static Schema<SavedCase> tableOf(Metric metric, List<SavedCase> some) {
        List<Column<SavedCase>> columns = new ArrayList<>(
                List.of(SCHEMA.find("mechanism"), SCHEMA.find("size_bytes"), SCHEMA.find("placement").named("pin")));
        if (metric == Metric.LOAD) {
            LoadColumns.WHO.forEach(column -> columns.add(SCHEMA.find(column.id())));
            columns.add(SCHEMA.find(some.get(0).figure() == Figure.ONE_WAY ? ONE_WAY : BenchColumns.THROUGHPUT.id()));
        } else if (metric == Metric.LATENCY) {
            Stream.of(Percentile.values()).forEach(each -> columns.add(SCHEMA.find(each.id()).named(each.toString())));
        } else {
            columns.add(SCHEMA.find(BenchColumns.THROUGHPUT.id()));
        }
        if (some.stream().anyMatch(one -> one.runs().size() > 1)) {
            columns.add(SPREAD.named("spread_%"));
        }
        return new Schema<>(columns, false);
    }

}
