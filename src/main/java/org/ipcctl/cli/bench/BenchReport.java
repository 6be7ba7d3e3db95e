package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.cli.Context;
import org.ipcctl.format.RowWriter;
import org.ipcctl.result.Schema;

/**
 * Prints measurements: row by row as they come, or at the end as one table for each metric, with bars. Ctrl-C makes
 * another thread end it, hence the lock; what comes after the end is dropped.
 */
final class BenchReport {
    private static final Comparator<Measurement> IN_TABLES = Comparator.comparingInt((Measurement m) -> m.what().size())
            .thenComparing(m -> m.what().pinning().placement());

    private final Context context;
    private final List<Measurement> all = new ArrayList<>();
    private final RowWriter<Measurement> rows;
    private boolean ended;

    BenchReport(Context context) {
        this.context = context;
        this.rows = context.wantsDefaultTable() ? null : context.rows(BenchColumns.SCHEMA);
    }

    synchronized void add(Measurement measurement) throws IOException {
        if (ended) {
            return;
        }
        all.add(measurement);
        if (rows != null) {
            rows.write(measurement);
            rows.flush();
        }
    }

    /** Completes what was printed; the second time it does nothing. */
    synchronized void end() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        if (rows != null) {
            rows.close();
            return;
        }
        // What competes stands together.
        tables(context, all.stream().sorted(IN_TABLES).toList(), m -> m.what().metric(), BenchColumns::tableOf);
        context.out().write(TableNotes.about(all).getBytes(StandardCharsets.UTF_8));
        context.out().flush();
    }

    /** One for each metric that there is something of. */
    static <T> void tables(Context context, List<T> all, Function<T, Metric> metricOf, BiFunction<Metric, List<T>, Schema<T>> columns) throws IOException {
        String gap = "";
        for (Metric metric : Metric.values()) {
            List<T> some = all.stream().filter(one -> metricOf.apply(one) == metric).toList();
            if (!some.isEmpty()) {
                context.out().write(gap.getBytes(StandardCharsets.US_ASCII));
                context.show(columns.apply(metric, some), some);
                gap = "\n";
            }
        }
    }
}
