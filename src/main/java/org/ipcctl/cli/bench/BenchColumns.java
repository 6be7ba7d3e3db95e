package org.ipcctl.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.ipcctl.bench.Conditions;
import org.ipcctl.bench.ResourceUse;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Percentile;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** The columns of a benchmark. */
final class BenchColumns {
    private static final double GIB = 1L << 30;
    static final Column<Measurement> P50 = roundTrip(Percentile.P50, "half of the round trips took at most this "
            + "long");
    static final Column<Measurement> P99 = roundTrip(Percentile.P99, "99 percent did");

    static final Column<Measurement> THROUGHPUT = Column
            .<Measurement>of("throughput_bytes_per_second", Type.BYTES_PER_SECOND,
                    "bytes received per second, one way; median of the rounds",
                    m -> Value.of(Math.rint(m.blocksPerSecond() * m.what().size())))
            .over(m -> m.isMeasured() && m.what().metric() != Metric.LATENCY ? m : null);
    static final Column<Measurement> SPREAD = Column.<Measurement>of("spread_percent", Type.DECIMAL,
            "highest minus lowest round, in percent of the median", m -> Value.of(rounded(m.spreadPercent())))
            .over(BenchColumns::repeated);
    static final Column<Measurement> UNSTABLE = Column.<Measurement>of("unstable", Type.BOOLEAN,
            "whether the rounds differ so much that the median says little", m -> Value.of(m.isUnstable()))
            .over(BenchColumns::repeated);
    static final Column<Measurement> NOTE = Column.of("note", Type.TEXT, "why nothing was measured",
            m -> Value.of(m.note()));

    static final Schema<Measurement> SCHEMA = what((Measurement m) -> m.what().transport().name(),
            m -> m.what().metric(),
            m -> m.what().size(), m -> m.what().pinning().placement(), m -> m.what().load())
            .and(THROUGHPUT, Column.<Measurement>of("messages_per_second", Type.DECIMAL,
                    "blocks received, or round trips, per second; median of the rounds",
                    m -> Value.of(rounded(m.blocksPerSecond())))
                    .over(BenchColumns::measured))
            .and(P50, roundTrip(Percentile.P90, "90 percent did"), P99, roundTrip(Percentile.P99_9, "99.9 percent did"),
                    roundTrip(Percentile.MAX, "the longest round trip of all rounds"),
                    roundTrip("rtt_mean_ns", "the mean round trip", Measurement::mean).detail())
            .with(m -> measured(m, Metric.LOAD), LoadColumns.MEASURED)
            .<Measurement>with(BenchColumns::measured,
                    Column.detail("cpu_per_message_ns", Type.NANOSECONDS,
                            "the CPU time of both sides for each block, or round trip",
                            m -> Value.of(Math.round(m.cpuNanosPerBlock()))),
                    Column.detail("cpu_per_gib_ns", Type.NANOSECONDS, "the same for each GiB of blocks",
                            m -> Value.of(Math.round(m.cpuNanosPerBlock() * GIB / m.what().size()))),
                    Column.detail("wakeups_per_message", Type.DECIMAL,
                            "how often either side slept and was woken, for each block, or round trip",
                            m -> Value.of(Math.rint(m.wakeUpsPerBlock() * 1000) / 1000)))
            .<Conditions>with(Measurement::conditions,
                    Column.detail("buffer_bytes", Type.SIZE,
                            "what the mechanism holds between the processes: capacity, queue, slots",
                            c -> unlessZero(c.bufferBytes())),
                    Column.detail("queue_depth", Type.INTEGER,
                            "how many messages or slots that is, if the mechanism counts them",
                            c -> unlessZero(c.depth())),
                    Column.detail("working_set_bytes", Type.SIZE,
                            "memory of both processes from and to which the blocks are copied",
                            c -> Value.of(c.workingSetBytes())),
                    Column.detail("pinning", Type.TEXT,
                            "which CPUs the measuring threads were bound to, sending side first; or none",
                            c -> Value.of(c.pinning().toString())),
                    Column.detail("verified", Type.BOOLEAN,
                            "whether every byte was generated anew and checked, which takes part of the time",
                            c -> Value.of(c.verified())),
                    Column.detail("warmup_ns", Type.NANOSECONDS, "what ran before the timing, in all rounds",
                            c -> Value.of(c.warmupNanos())),
                    Column.detail("settled", Type.BOOLEAN,
                            "whether the JIT had settled by then in each round: it compiled nothing more, and the "
                                    + "loop did not get faster",
                            c -> c.settled() == null ? Value.MISSING : Value.of(c.settled().booleanValue())))
            .<Measurement>with(BenchColumns::measured,
                    Column.detail("count", Type.INTEGER, "blocks or round trips that were timed, in all rounds",
                            m -> Value.of(m.count())),
                    Column.detail("duration_ns", Type.NANOSECONDS, "the time they took, in all rounds",
                            m -> Value.of(m.nanos())),
                    Column.detail("repeat", Type.INTEGER,
                            "rounds in which it was timed, each with another pair of processes",
                            m -> Value.of(m.repeats())))
            .with(m -> effort(m, Side.SENDING),
                    efforts("sender", "user-mode CPU time of the sending thread in all rounds"))
            .with(m -> effort(m, Side.RECEIVING), efforts("receiver", "the same of the receiving thread"))
            .<ResourceUse>with(m -> m.isMeasured() ? m.effort(Side.SENDING).plus(m.effort(Side.RECEIVING)) : null,
                    Column.detail("gc_count", Type.INTEGER, "garbage collections of both processes during all rounds",
                            e -> Value.of(e.collections())),
                    Column.detail("allocated_bytes", Type.SIZE,
                            "what both threads took from the JVM's heap during all rounds",
                            e -> Value.of(e.allocatedBytes())))
            .<Machine>with(m -> Machine.here(),
                    Column.detail("kernel", Type.TEXT, "the release of Linux", h -> Value.of(h.kernel())),
                    Column.detail("cpu_model", Type.TEXT, "the processor, as /proc/cpuinfo names it",
                            h -> Value.of(h.cpu())),
                    Column.detail("jdk", Type.TEXT, "the version of Java, and its vendor", h -> Value.of(h.jdk())))
            .with(m -> m.isMeasured() ? m.conditions().environment() : null, BenchFile.ENVIRONMENT.columns())
            .<Measurement>with(BenchColumns::measured,
                    Column.detail("doubts", Type.TEXT, "which of these make the figures doubtful, and how to change "
                            + "them",
                            m -> doubts(List.of(m))))
            .and(SPREAD, UNSTABLE, NOTE);

    private static final Column<Measurement> WAKE = Column
            .<Measurement>of("wake", Type.DECIMAL, SCHEMA.find("wakeups_per_message").help(),
                    m -> Value.of(Math.rint(m.wakeUpsPerBlock() * 100) / 100))
            .over(BenchColumns::measured);

    /** What stands beside an unstable row of a table. */
    static final String MARK = "*";

    private BenchColumns() {}

    /** What a case is. */
    static <T> Schema<T> what(Function<T, String> mechanism, Function<T, Metric> metric, ToLongFunction<T> size,
                              Function<T, Placement> placement,
                              Function<T, Load> load) {
        return Schema.<T>list(
                Column.of("mechanism", Type.TEXT, "what carries the blocks", c -> Value.of(mechanism.apply(c))),
                Column.of("metric", Type.TEXT, "throughput, latency or load",
                        c -> Value.of(metric.apply(c).toString())),
                Column.of("size_bytes", Type.SIZE, "bytes in a block", c -> Value.of(size.applyAsLong(c))),
                Column.<Placement>of("placement", Type.TEXT,
                        "apart if each side was bound to its own CPU, same if both to one, none if the scheduler "
                                + "chose",
                        p -> Value.of(p.toString())).over(placement))
                .with(c -> metric.apply(c) == Metric.LOAD ? load.apply(c) : null, LoadColumns.WHO);
    }

    private static Column<Measurement> roundTrip(Percentile percentile, String help) {
        return roundTrip(percentile.id(), help, m -> m.roundTrip(percentile));
    }

    private static Column<Measurement> roundTrip(String id, String help, ToLongFunction<Measurement> figure) {
        return Column.<Measurement>of(id, Type.NANOSECONDS, help, m -> Value.of(figure.applyAsLong(m)))
                .over(m -> measured(m, Metric.LATENCY));
    }

    private static Value doubts(List<Measurement> some) {
        String all = TableNotes.doubts(some).stream().collect(Collectors.joining(". "));
        return all.isEmpty() ? Value.MISSING : Value.of(all);
    }

    private static List<Column<ResourceUse>> efforts(String side, String time) {
        return List.of(
                Column.detail(side + "_user_ns", Type.NANOSECONDS, time, e -> Value.of(e.userNanos())),
                Column.detail(side + "_system_ns", Type.NANOSECONDS, "its CPU time in the kernel",
                        e -> Value.of(e.systemNanos())),
                Column.detail(side + "_voluntary_switches", Type.INTEGER, "how often it waited",
                        e -> Value.of(e.voluntarySwitches())),
                Column.detail(side + "_involuntary_switches", Type.INTEGER, "how often its CPU was taken away",
                        e -> Value.of(e.involuntarySwitches())));
    }

    private static Measurement measured(Measurement m) {
        return m.isMeasured() ? m : null;
    }

    private static Measurement measured(Measurement m, Metric metric) {
        return m.isMeasured() && m.what().metric() == metric ? m : null;
    }

    private static Measurement repeated(Measurement m) {
        return m.repeats() > 1 ? m : null;
    }

    private static ResourceUse effort(Measurement m, Side side) {
        return m.isMeasured() ? m.effort(side) : null;
    }

    private static Value unlessZero(long number) {
        return number == 0 ? Value.MISSING : Value.of(number);
    }

    private static double rounded(double number) {
        return Math.rint(number * 10) / 10;
    }

    static boolean isUnstable(Measurement m) {
        return m.repeats() > 1 && m.isUnstable();
    }

    /**
     * The table about {@code some} of one metric: it fits into 80 columns, leaves out what says nothing about them, and
     * has a bar.
     */
    static Schema<Measurement> tableOf(Metric metric, List<Measurement> some) {
        if (metric == Metric.LOAD) {
            return LoadColumns.tableOf(some);
        }
        Column<Measurement> bar = Column.of("relative", Type.TEXT,
                "compared with the best of the same block size and placement", new Bars(some)::of);
        Column<Measurement> pin = SCHEMA.find("placement").named("pin");
        List<Column<Measurement>> columns = new ArrayList<>(
                List.of(SCHEMA.find("mechanism"), SCHEMA.find("size_bytes"), pin));
        List<Column<Measurement>> optional = new ArrayList<>();
        if (metric == Metric.LATENCY) {
            columns.addAll(List.of(P50, bar, P99));
        } else {
            columns.addAll(List.of(detail("buffer_bytes", "buffer"), THROUGHPUT, bar));
            optional.addAll(
                    List.of(detail("cpu_per_message_ns", "cpu/msg_ns"), WAKE, detail("cpu_per_gib_ns", "cpu/gib_ns")));
            columns.addAll(optional);
            if (some.stream().map(pin::value).distinct().count() == 1) {
                // A line below the table has it, too.
                optional.add(pin);
            }
        }
        return fitting(columns, optional, some);
    }

    /** What is a detail elsewhere, as a column of a table. */
    static Column<Measurement> detail(String id, String name) {
        return SCHEMA.find(id).named(name).shown(Column.Show.TABLE);
    }

    /**
     * {@code columns} and what stands at the end of each table, where it says something; of those that are
     * {@code optional} what fits into 80 columns.
     */
    static Schema<Measurement> fitting(List<Column<Measurement>> columns, List<Column<Measurement>> optional,
                                       List<Measurement> some) {
        if (some.stream().anyMatch(m -> m.repeats() > 1)) {
            columns.add(SPREAD.named("spread_%"));
        }
        if (some.stream().anyMatch(BenchColumns::isUnstable)) {
            columns.add(Column.of(MARK, Type.TEXT, UNSTABLE.help(), m -> Value.of(isUnstable(m) ? MARK : "")));
        }
        Schema<Measurement> fitting = Fitting.of(columns, optional, some);
        return some.stream().anyMatch(m -> m.note() != null) ? fitting.and(NOTE) : fitting;
    }
}
