package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ipcctl.bench.Measurement;
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

    /** @param isLoad whether all is measured under load */
    BenchReport(Context context, boolean isLoad) {
        this.context = context;
        this.rows = context.wantsDefaultTable() ? null
                : context.rows(isLoad ? LoadColumns.shown(BenchColumns.SCHEMA) : BenchColumns.SCHEMA);
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

    /** One for each kind that there is something of: a metric, or a figure. */
    static <T, K extends Comparable<? super K>> void tables(Context context, List<T> all, Function<T, K> kindOf,
                                                            BiFunction<K, List<T>, Schema<T>> columns)
            throws IOException {
        String gap = "";
        for (K kind : all.stream().map(kindOf).distinct().sorted().toList()) {
            List<T> some = all.stream().filter(one -> kindOf.apply(one).equals(kind)).toList();
            context.out().write(gap.getBytes(StandardCharsets.US_ASCII));
            context.show(columns.apply(kind, some), some);
            gap = "\n";
        }
    }
}
