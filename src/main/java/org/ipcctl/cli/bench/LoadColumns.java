package org.ipcctl.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.bench.Case;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.LoadFigures.Point;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.format.Texts;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** What a benchmark tells of cases under load: columns of their own, a table, and what stands below that. */
final class LoadColumns {
    static final Column<Load> SENDERS = Column.detail("senders", Type.INTEGER, "threads that send under load",
            l -> Value.of(l.senders()));
    static final Column<Load> RECEIVERS = Column.detail("receivers", Type.INTEGER, "threads that receive under load",
            l -> Value.of(l.receivers()));
    static final Column<Load> RATE = Column.detail("rate_per_second", Type.INTEGER,
            "messages a second that were requested",
            l -> l.hasRate() ? Value.of(l.rate()) : Value.MISSING);
    /** Who sends and receives. */
    static final List<Column<Load>> WHO = List.of(SENDERS, RECEIVERS, RATE);

    private static final Map<Point, String> HELP = Map.of(
            Point.P50,
            "half of the messages under load took at most this long, from when they were due until they were "
                    + "received",
            Point.P90, "90 percent did", Point.P99, "99 percent did", Point.P99_9,
            "99.9 percent did; missing if there were fewer than 1000 in a round",
            Point.P99_99, "99.99 percent did; missing if there were fewer than 10000 in a round", Point.MAX,
            "the longest of all rounds");
    private static final Column<Measurement> LEAST = Column.detail("sender_least_percent", Type.DECIMAL,
            "messages of the slowest sender, in percent of an equal share",
            m -> Value.of(rounded(m.leastOfSender())));
    private static final Column<Measurement> MOST = Column.detail("sender_most_percent", Type.DECIMAL,
            "the same of the fastest sender",
            m -> Value.of(rounded(m.mostOfSender())));
    /** What is measured under load alone. */
    static final List<Column<Measurement>> MEASURED = Stream.concat(Stream.of(Point.values()).map(LoadColumns::latency),
            Stream.of(
                    Column.<Measurement>detail("latency_mean_ns", Type.NANOSECONDS, "the mean",
                            m -> Value.of(m.meanLatency())),
                    LEAST, MOST))
            .toList();

    private static final Column<Measurement> SHARE = Column
            .<Measurement>of("share_%", Type.TEXT, "the shares of the slowest and the fastest sender",
                    m -> Value.of(Math.round(m.leastOfSender()) + ".." + Math.round(m.mostOfSender())))
            .over(m -> m.isMeasured() ? m : null);

    /** Below this share of what was asked for a rate was not kept. */
    private static final double KEPT = 0.98;

    private LoadColumns() {}

    private static Column<Measurement> latency(Point point) {
        return Column.detail(point.id(), Type.NANOSECONDS, HELP.get(point),
                m -> m.latency(point) == null ? Value.MISSING : Value.of(m.latency(point)));
    }

    private static double rounded(double number) {
        return Math.rint(number * 10) / 10;
    }

    /**
     * As plain shows it, where all is measured under load: the columns of round trips say nothing, and those of load
     * do.
     */
    static Schema<Measurement> shown(Schema<Measurement> all) {
        List<String> own = Stream.concat(WHO.stream(), MEASURED.stream()).map(Column::id).toList();
        return new Schema<>(
                all.columns().stream().map(column -> own.contains(column.id()) ? column.shown(Column.Show.TABLE)
                        : column.id().startsWith("rtt_") ? column.detail() : column).toList(),
                false);
    }

    /** The table about {@code some}; what is the same in all rows stands below it. */
    static Schema<Measurement> tableOf(List<Measurement> some) {
        boolean hasRate = some.stream().anyMatch(m -> m.what().hasRate());
        Column<Measurement> cpu = BenchColumns.detail("cpu_per_message_ns", "cpu/msg_ns");
        List<Column<Measurement>> all = new ArrayList<>(List.of(BenchColumns.detail("mechanism", "mechanism")));
        addWhereSeveral(all, BenchColumns.detail("size_bytes", "size_bytes"), some);
        addWhereSeveral(all, BenchColumns.detail("placement", "pin"), some);
        addWhereSeveral(all, BenchColumns.detail(SENDERS.id(), "senders"), some);
        addWhereSeveral(all, BenchColumns.detail(RECEIVERS.id(), "receivers"), some);
        all.add(BenchColumns.detail("messages_per_second", hasRate ? "reached/s" : "msgs/s"));
        List<Column<Measurement>> points = Stream.of(Point.values())
                .map(point -> BenchColumns.detail(point.id(), heading(point)))
                .filter(point -> some.stream().anyMatch(m -> point.value(m) != Value.MISSING)).toList();
        List<Column<Measurement>> optional = new ArrayList<>();
        if (hasRate) {
            all.addAll(points);
            Stream.of(Point.P99_99, Point.MAX, Point.P99_9, Point.P90)
                    .forEach(point -> addThose(optional, points, point));
        } else {
            all.addAll(List.of(BenchColumns.THROUGHPUT, cpu));
            Stream.of(Point.P50, Point.P99).forEach(point -> addThose(all, points, point));
            optional.addAll(List.of(BenchColumns.THROUGHPUT, cpu));
        }
        if (some.stream().anyMatch(m -> m.what().load().senders() > 1)) {
            all.add(SHARE);
            if (hasRate) {
                optional.add(SHARE);
            }
        }
        return BenchColumns.fitting(all, optional, some);
    }

    private static void addThose(List<Column<Measurement>> columns, List<Column<Measurement>> points, Point wanted) {
        points.stream().filter(point -> point.id().equals(heading(wanted))).forEach(columns::add);
    }

    private static String heading(Point point) {
        return point.name().toLowerCase(Locale.ROOT).replace('_', '.') + "_ns";
    }

    private static void addWhereSeveral(List<Column<Measurement>> columns, Column<Measurement> column,
                                        List<Measurement> some) {
        if (some.stream().map(column::value).distinct().count() > 1) {
            columns.add(column);
        }
    }

    /** What stands below the table. */
    static List<String> notes(List<Measurement> measured) {
        List<Measurement> some = measured.stream().filter(m -> m.what().metric() == Metric.LOAD).toList();
        if (some.isEmpty()) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        Case first = some.get(0).what();
        notes.add("LOAD: messages of " + only(some.stream().map(m -> Texts.size(m.what().size()))) + ", " + who(some)
                + (first.hasRate() ? ", " + first.load().rate()
                        + " a second from all senders together. A message's time counts from the moment it was due, "
                        + "even if it had to be sent later."
                        : ", as fast as possible. A message's time counts from before it is sent, so it includes the "
                                + "wait for room."));
        if (some.stream().anyMatch(m -> m.what().load().senders() > 1)) {
            notes.add("SHARE: messages of the slowest and the fastest sender, in percent of an equal share.");
        }
        addShared(some, notes);
        String behind = some.stream()
                .filter(m -> m.what().hasRate() && m.blocksPerSecond() < KEPT * m.what().load().rate())
                .map(m -> m.what().transport().name()).distinct()
                .collect(Collectors.joining(", "));
        if (!behind.isEmpty()) {
            notes.add("REACHED: " + behind
                    + " did not keep the rate, so messages became due faster than they were sent, and their times "
                    + "grow the longer it runs.");
        }
        return notes;
    }

    private static String only(Stream<String> all) {
        return all.distinct().collect(Collectors.joining(" or "));
    }

    private static String who(List<Measurement> some) {
        return number(some.stream().map(m -> m.what().load().senders()), "sender") + " and "
                + number(some.stream().map(m -> m.what().load().receivers()), "receiver");
    }

    /** {@code 1 sender}, {@code 1, 2 or 4 senders}. */
    private static String number(Stream<Integer> each, String thing) {
        List<Integer> numbers = each.distinct().sorted().toList();
        int last = numbers.size() - 1;
        return numbers.subList(0, last).stream().map(String::valueOf).collect(Collectors.joining(", "))
                + (last == 0 ? "" : " or ") + Load.number(numbers.get(last), thing);
    }

    /** What is measured on fewer CPUs than threads is also how these are shared. */
    private static void addShared(List<Measurement> some, List<String> notes) {
        int cpus = Machine.here().cpus();
        List<Measurement> shared = some.stream().filter(m -> !m.what().hasCpusForAll(cpus)).toList();
        if (!shared.isEmpty()) {
            notes.add("CPUS are shared (" + who(shared) + " on " + on(shared.get(0).what(), cpus)
                    + "): threads take turns on them, which affects these times and shares.");
        }
    }

    private static String on(Case what, int cpus) {
        return switch (what.pinning().placement()) {
            case SAME -> "1 CPU";
            case APART -> "1 CPU for each side";
            case NONE -> Load.number(cpus, "CPU");
        };
    }
}
