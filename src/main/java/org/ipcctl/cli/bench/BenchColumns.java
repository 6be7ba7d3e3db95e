package org.ipcctl.cli.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ipcctl.bench.Conditions;
import org.ipcctl.bench.Effort;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Side;
import org.ipcctl.result.Column;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** The columns of a benchmark and the rows of its measurements. */
final class BenchColumns {
    static final Schema SCHEMA = Schema.list(
            Column.of("mechanism", Type.TEXT, "what carries the blocks"),
            Column.of("metric", Type.TEXT, "throughput or latency"),
            Column.of("size_bytes", Type.SIZE, "bytes in a block"),
            Column.of("placement", Type.TEXT, "apart where each side was bound to a CPU of its own, same where both to one, none where the scheduler chose"),
            Column.of("throughput_bytes_per_second", Type.BYTES_PER_SECOND, "bytes that arrived a second, one way; median of the runs"),
            Column.of("messages_per_second", Type.DECIMAL, "blocks that arrived, or round trips, a second; median of the runs"),
            Column.of("rtt_p50_ns", Type.NANOSECONDS, "half of the round trips took at most so long"),
            Column.of("rtt_p90_ns", Type.NANOSECONDS, "90 percent did"),
            Column.of("rtt_p99_ns", Type.NANOSECONDS, "99 percent did"),
            Column.of("rtt_p99_9_ns", Type.NANOSECONDS, "99.9 percent did"),
            Column.of("rtt_max_ns", Type.NANOSECONDS, "the longest round trip of all runs"),
            Column.detail("rtt_mean_ns", Type.NANOSECONDS, "the mean round trip"),
            Column.detail("buffer_bytes", Type.SIZE, "what the mechanism holds between the processes: capacity, queue, slots"),
            Column.detail("queue_depth", Type.INTEGER, "how many messages or slots that is, where the mechanism counts such"),
            Column.detail("working_set_bytes", Type.SIZE, "memory of both processes that the blocks come from and go to"),
            Column.detail("pinning", Type.TEXT, "which CPUs the measuring threads were bound to, sending side first; or none"),
            Column.detail("verified", Type.BOOLEAN, "whether every byte was made anew and checked, which then takes part of the time"),
            Column.detail("warmup_ns", Type.NANOSECONDS, "what ran before the timing"),
            Column.detail("settled", Type.BOOLEAN, "whether the JIT had settled by then: it compiled no more, and the loop became no faster"),
            Column.detail("count", Type.INTEGER, "blocks or round trips that were timed, in all runs"),
            Column.detail("duration_ns", Type.NANOSECONDS, "the time they took, in all runs"),
            Column.detail("repeat", Type.INTEGER, "timed runs"),
            Column.detail("sender_user_ns", Type.NANOSECONDS, "user-mode CPU time of the sending thread in all runs"),
            Column.detail("sender_system_ns", Type.NANOSECONDS, "its CPU time in the kernel"),
            Column.detail("sender_voluntary_switches", Type.INTEGER, "how often it waited"),
            Column.detail("sender_involuntary_switches", Type.INTEGER, "how often its CPU was taken away"),
            Column.detail("receiver_user_ns", Type.NANOSECONDS, "the same of the receiving thread"),
            Column.detail("receiver_system_ns", Type.NANOSECONDS, "its CPU time in the kernel"),
            Column.detail("receiver_voluntary_switches", Type.INTEGER, "how often it waited"),
            Column.detail("receiver_involuntary_switches", Type.INTEGER, "how often its CPU was taken away"),
            Column.detail("gc_count", Type.INTEGER, "garbage collections of both processes during all runs"),
            Column.detail("allocated_bytes", Type.SIZE, "what both threads took from the JVM's heap during all runs"),
            Column.detail("kernel", Type.TEXT, "the release of Linux"),
            Column.detail("cpu_model", Type.TEXT, "the processor, as /proc/cpuinfo names it"),
            Column.detail("jdk", Type.TEXT, "the version of Java, and whose it is"),
            Column.of("spread_percent", Type.DECIMAL, "highest less lowest run in percent of the median"),
            Column.of("unstable", Type.BOOLEAN, "whether the runs differ so much that the median says little"),
            Column.of("note", Type.TEXT, "why nothing was measured"));

    /** What stands beside an unstable row of a table. */
    static final String MARK = "*";

    private static final String BAR = "relative";
    private static final Set<String> OF_THROUGHPUT = Set.of("throughput_bytes_per_second", "messages_per_second");
    /** What a table does without, to fit into 80 columns. */
    private static final Set<String> TOO_WIDE = Set.of("rtt_p90_ns", "rtt_p99_9_ns", "rtt_max_ns");
    /** Columns that have a shorter name in a table. */
    private static final Map<String, String> SHORT = Map.of("pin", "placement", "per_second", "messages_per_second", "spread_%", "spread_percent", MARK, "unstable");

    private BenchColumns() {
    }

    static Row row(Measurement m) {
        List<Value> values = new ArrayList<>();
        values.add(Value.of(m.what().transport().name()));
        values.add(Value.of(m.what().metric().toString()));
        values.add(Value.of((long) m.what().size()));
        values.add(Value.of(m.what().pinning().placement().toString()));
        boolean measured = m.isMeasured();
        boolean latency = measured && m.what().metric() == Metric.LATENCY;
        values.add(measured && !latency ? Value.of(Math.rint(m.blocksPerSecond() * m.what().size())) : Value.MISSING);
        values.add(measured ? Value.of(rounded(m.blocksPerSecond())) : Value.MISSING);
        long[] roundTrips = latency ? new long[] {m.p50(), m.p90(), m.p99(), m.p999(), m.max(), m.mean()} : null;
        for (int i = 0; i < 6; i++) {
            values.add(latency ? Value.of(roundTrips[i]) : Value.MISSING);
        }
        values.addAll(conditions(m.conditions()));
        values.add(measured ? Value.of(m.count()) : Value.MISSING);
        values.add(measured ? Value.of(m.nanos()) : Value.MISSING);
        values.add(measured ? Value.of((long) m.repeats()) : Value.MISSING);
        values.addAll(efforts(m));
        Machine here = Machine.here();
        values.addAll(List.of(Value.of(here.kernel()), Value.of(here.cpu()), Value.of(here.jdk())));
        values.add(m.repeats() > 1 ? Value.of(rounded(m.spreadPercent())) : Value.MISSING);
        values.add(m.repeats() > 1 ? Value.of(m.isUnstable()) : Value.MISSING);
        values.add(Value.of(m.note()));
        return SCHEMA.row(values.toArray(Value[]::new));
    }

    /** {@code c} is null where nothing was measured. */
    private static List<Value> conditions(Conditions c) {
        if (c == null) {
            return Collections.nCopies(7, Value.MISSING);
        }
        return List.of(c.bufferBytes() == 0 ? Value.MISSING : Value.of(c.bufferBytes()), c.depth() == 0 ? Value.MISSING : Value.of((long) c.depth()),
                Value.of(c.workingSetBytes()), Value.of(c.pinning().toString()),
                Value.of(c.verified()), Value.of(c.warmupNanos()), c.settled() == null ? Value.MISSING : Value.of(c.settled().booleanValue()));
    }

    private static List<Value> efforts(Measurement m) {
        if (!m.isMeasured()) {
            return Collections.nCopies(10, Value.MISSING);
        }
        Effort sending = m.effort(Side.SENDING);
        Effort receiving = m.effort(Side.RECEIVING);
        List<Value> values = new ArrayList<>();
        for (Effort side : List.of(sending, receiving)) {
            values.addAll(List.of(Value.of(side.userNanos()), Value.of(side.systemNanos()), Value.of(side.voluntarySwitches()),
                    Value.of(side.involuntarySwitches())));
        }
        Effort both = sending.plus(receiving);
        values.addAll(List.of(Value.of(both.collections()), Value.of(both.allocatedBytes())));
        return values;
    }

    /** The numbers of a row by their columns. */
    static Map<String, Double> numbers(Row row) {
        Map<String, Double> numbers = new TreeMap<>();
        for (Column column : row.schema().columns()) {
            if (row.get(column.id()) instanceof Value.Int number) {
                numbers.put(column.id(), (double) number.number());
            } else if (row.get(column.id()) instanceof Value.Decimal decimal) {
                numbers.put(column.id(), decimal.number());
            }
        }
        return numbers;
    }

    private static double rounded(double number) {
        return Math.rint(number * 10) / 10;
    }

    /** The columns of the table about one metric: those that say nothing about it are left out, and a bar comes in. */
    static Schema tableOf(Metric metric, boolean repeated, boolean unstable, boolean noted) {
        List<Column> columns = new ArrayList<>();
        for (Column column : SCHEMA.columns()) {
            boolean other = metric == Metric.LATENCY ? OF_THROUGHPUT.contains(column.id()) : column.id().startsWith("rtt_");
            boolean empty = column.id().equals("metric") || column.id().equals("spread_percent") && !repeated
                    || column.id().equals("unstable") && !unstable || column.id().equals("note") && !noted;
            if (column.inTable() && !other && !empty && !TOO_WIDE.contains(column.id())) {
                columns.add(shortened(column));
            }
            if (column.id().equals(Figures.column(metric))) {
                columns.add(Column.of(BAR, Type.TEXT, "beside the best of the same block size and placement"));
            }
        }
        return new Schema(columns, false);
    }

    private static Column shortened(Column column) {
        String name = SHORT.entrySet().stream().filter(entry -> entry.getValue().equals(column.id())).map(Map.Entry::getKey)
                .findFirst().orElse(column.id());
        return Column.of(name, name.equals(MARK) ? Type.TEXT : column.type(), column.help());
    }

    /** The row of that table, with {@code bar} in it. */
    static Row tableRow(Schema table, Row row, Value bar) {
        return table.row(table.columns().stream().map(column -> cell(column.id(), row, bar)).toArray(Value[]::new));
    }

    private static Value cell(String column, Row row, Value bar) {
        return switch (column) {
            case BAR -> bar;
            case MARK -> Value.of(row.get("unstable") instanceof Value.Bool bool && bool.truth() ? MARK : "");
            default -> row.get(SHORT.getOrDefault(column, column));
        };
    }
}
