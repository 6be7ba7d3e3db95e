package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.saved.Advice;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.bench.saved.GuideFile;
import org.ipcctl.bench.saved.Known;
import org.ipcctl.bench.saved.SavedBench;
import org.ipcctl.bench.saved.Profile;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.OutputFile;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl guide}. */
final class GuideCommand extends Command {
    /** A mechanism, and whether it was asked for; {@code advice} is null where nothing was asked. */
    private record Row(Known known, Advice advice) {
        boolean isRecommended() {
            return advice != null && known.trait().mechanism().equals(advice.mechanism());
        }

        boolean isRunnerUp() {
            return advice != null && known.trait().mechanism().equals(advice.runnerUp());
        }
    }

    private static final Schema<Row> SCHEMA = Schema.<Row>list()
            .<Profile>with(row -> row.known().trait(),
                    Column.of("mechanism", Type.TEXT, "its name in 'bench'", t -> Value.of(t.mechanism())),
                    Column.of("direction", Type.TEXT, "one way or both ways", t -> Value.of(t.direction())),
                    Column.of("boundaries", Type.TEXT, "whether it carries separate messages, or bytes",
                            t -> Value.of(t.boundaries())),
                    Column.detail("persists", Type.TEXT, "how long it exists, and its content",
                            t -> Value.of(t.persists())),
                    Column.detail("buffered_by", Type.TEXT, "where data are kept that were sent and not yet received",
                            t -> Value.of(t.buffers())),
                    Column.detail("access", Type.TEXT, "who can take part", t -> Value.of(t.access())))
            .<SavedCase>with(row -> row.known().throughput(),
                    Column.of("throughput_bytes_per_second", Type.BYTES_PER_SECOND,
                            "measured here between two CPUs, with blocks of the size nearest to --size, or to 64K",
                            f -> Value.of(Math.rint(f.median()))),
                    Column.detail("cpu_per_block_ns", Type.NANOSECONDS,
                            "the CPU time of both sides for each of these blocks",
                            f -> Double.isNaN(f.cpuNanos()) ? Value.MISSING : Value.of(Math.round(f.cpuNanos()))))
            .<SavedCase>with(row -> row.known().roundTrip(), Column.of("rtt_p50_ns", Type.NANOSECONDS,
                    "the median round trip measured here between two CPUs, with blocks of the size nearest to "
                            + "--size, or to 64 bytes",
                    f -> Value.of(Math.round(f.median()))))
            .<SavedCase>with(row -> row.known().onOneCpu(),
                    Column.detail("rtt_same_p50_ns", Type.NANOSECONDS, "the same with both sides on one CPU",
                            f -> Value.of(Math.round(f.median()))))
            .and(Column.text("best_for", "what it is good at", Shrink.BELOW, row -> row.known().trait().bestFor()),
                    Column.detail("recommended", Type.BOOLEAN, "whether it is the one recommended",
                            row -> row.advice() == null ? Value.MISSING : Value.of(row.isRecommended())),
                    Column.detail("runner_up", Type.BOOLEAN, "whether it is the second choice",
                            row -> row.advice() == null ? Value.MISSING : Value.of(row.isRunnerUp())),
                    Column.detail("reason", Type.TEXT, "why it is recommended",
                            row -> row.isRecommended() ? Value.of(row.advice().reason()) : Value.MISSING));
    /** What manual pages say of the figures that are kept. */
    static final Map<String, String> FIGURES_FILE = Map.of(GuideFile.TOLD,
            "The figures that 'ipcctl guide' shows: those of the last complete benchmark of the mechanisms in their "
                    + "usual form.");
    /** What the examples need to have happened. */
    private static final String FIGURES = "ipcctl bench --quick >figures";
    private static final long BLOCK = 65_536;
    private static final long MESSAGE = 64;
    private static final ValueType<Double> RATE = ValueType.custom("N", Double.class, GuideCommand::rate);

    private final Arg<Long> size = opt(ValueType.SIZE, "Recommend for blocks of SIZE.", "-s", "--size");
    private final Arg<Double> rate = opt(RATE, "Recommend a mechanism that carries N blocks of --size a "
            + "second.", "--rate")
            .formerly("-r");
    private final Arg<Boolean> latency = flag("Recommend the one with the shortest round trip.", "--latency")
            .formerly("-l");
    private final Arg<Boolean> unrelated = flag("The processes have no ancestor that could pass them descriptors.",
            "--unrelated");
    private final Arg<Boolean> messages = flag("Message boundaries must be preserved.", "--messages");
    private final Arg<Boolean> priority = flag("Urgent messages must overtake others.", "--priority");
    private final Arg<Boolean> persistent = flag("Data in transit must outlive both processes.", "--persistent");
    private final Arg<Boolean> descriptors = flag("Open files must be passed.", "--descriptors");
    private final Arg<Boolean> duplex = flag("Answers must come back through the same object.", "--duplex");
    private final Arg<Boolean> network = flag("The processes may later run on two hosts.", "--network");
    private final Arg<String> figures = opt(OutputFile.NAME,
            "Use the figures in FILE, written by 'bench --save', instead of those of the last complete benchmark.",
            "--figures");

    private static double rate(String text) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a number of blocks a second");
        }
        if (!(number > 0) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("is not a number of blocks a second; it must be above 0");
        }
        return number;
    }

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Lists the properties of each mechanism with the figures of this machine from the last 'ipcctl "
                        + "bench' of all mechanisms, which are kept in "
                        + "${XDG_STATE_HOME:-~/.local/state}/ipcctl/bench.json. Rates and round trips are those "
                        + "between two CPUs (placement apart), if those were measured. ipcctl(7) explains the "
                        + "mechanisms.",
                "With --rate it recommends the simplest mechanism that carried at least twice as much, with "
                        + "--latency the one with the shortest round trips, and otherwise the simplest that meets "
                        + "the requirements. The recommendation is printed below the table, with the reasons and the "
                        + "runner-up; in other formats it is in the columns recommended, runner_up and reason. Only "
                        + "figures of processes that were bound to CPUs count: if there are none, the exit status is "
                        + "3. If none is fast enough, it is 1.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("see what there is", "ipcctl guide").after(FIGURES),
                new Example("carry video frames", "ipcctl guide --size 1M --rate 60").after(FIGURES),
                new Example("answer as soon as possible", "ipcctl guide --latency").after(FIGURES),
                new Example("pass on jobs, urgent ones first", "ipcctl guide --priority --format json | jq -r '.[] | "
                        + "select(.recommended).mechanism'").after(FIGURES));
    }

    @Override
    protected Map<String, String> environment() {
        return BenchDescription.ENVIRONMENT;
    }

    @Override
    protected Map<String, String> files() {
        return FIGURES_FILE;
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (args.get(latency) && args.has(rate)) {
            throw new UsageException("--latency and --rate are two questions; ask one at a time");
        } else if (args.has(size) && args.get(size) < 1) {
            throw new UsageException("a block has at least 1 byte");
        }
        if (args.has(rate) && !args.has(size)) {
            throw new UsageException(
                    "--rate is a number of blocks, which means nothing without their size; add --size, for example "
                            + "--size 4K");
        }
        SavedBench bench = saved(args);
        List<SavedCase> saved = bench == null ? List.of() : bench.cases();
        boolean measured = Profile.ALL.stream()
                .anyMatch(trait -> saved.stream().anyMatch(
                        one -> one.isMeasured() && one.isPinned() && one.mechanism().equals(trait.mechanism())));
        Advice advice = advice(args, saved);
        List<Row> rows = Profile.ALL.stream().map(trait -> new Row(known(args, trait, saved), advice)).toList();
        context.show(SCHEMA, rows);
        if (context.wantsDefaultTable()) {
            context.out().write(text(args, rows, measured ? bench : null).getBytes(StandardCharsets.UTF_8));
            context.out().flush();
        }
        if (!measured) {
            boolean free = saved.stream().anyMatch(SavedCase::isMeasured);
            throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, args.has(figures) ? args.get(figures) : "",
                    free ? "its figures were measured with --pin none, so they cannot be compared"
                            : args.has(figures) ? "it has no figures for these mechanisms"
                                    : "nothing has been measured on this machine yet",
                    "Run 'ipcctl bench'.");
        } else if (advice != null && advice.mechanism() == null) {
            throw new CommandFailure(advice.isMeasured() ? ExitCode.FAILED : ExitCode.NO_SUCH_OBJECT, "",
                    "nothing to recommend: " + advice.reason(),
                    advice.isMeasured() ? null : "Run 'ipcctl bench'.");
        }
        return 0;
    }

    /** Null where nothing was measured yet. */
    private SavedBench saved(Args args) {
        Path file = args.has(figures) ? Path.of(args.get(figures)) : GuideFile.path();
        return args.has(figures) || Files.exists(file) ? new BenchFile(file).read() : null;
    }

    /** Null where nothing was asked. */
    private Advice advice(Args args, List<SavedCase> saved) {
        Set<Profile.Capability> wanted = wanted(args);
        List<Profile> candidates = Advice.candidates(wanted, args.has(size) ? args.get(size) : 0);
        if (candidates.isEmpty()) {
            return Advice.none(wanted, args.has(size) ? args.get(size) : 0);
        } else if (args.get(latency)) {
            return Advice.byLatency(args.has(size) ? args.get(size) : MESSAGE, candidates, saved);
        } else if (args.has(rate)) {
            return Advice.byRate(args.has(size) ? args.get(size) : BLOCK, args.get(rate), candidates, saved);
        }
        return wanted.isEmpty() && !args.has(size) ? null
                : Advice.byNature(args.has(size) ? args.get(size) : BLOCK, candidates, saved);
    }

    private Set<Profile.Capability> wanted(Args args) {
        Set<Profile.Capability> wanted = EnumSet.noneOf(Profile.Capability.class);
        Map.of(unrelated, Profile.Capability.UNRELATED, messages, Profile.Capability.MESSAGES, priority,
                Profile.Capability.PRIORITY, persistent, Profile.Capability.PERSISTENT,
                descriptors, Profile.Capability.DESCRIPTORS, duplex, Profile.Capability.DUPLEX, network,
                Profile.Capability.NETWORK).forEach((flag, gift) -> {
                    if (args.get(flag)) {
                        wanted.add(gift);
                    }
                });
        return wanted;
    }

    private Known known(Args args, Profile trait, List<SavedCase> saved) {
        return Known.of(trait, args.has(size) ? args.get(size) : BLOCK, args.has(size) ? args.get(size) : MESSAGE,
                saved);
    }

    private String text(Args args, List<Row> rows, SavedBench bench) {
        StringBuilder text = new StringBuilder(bench == null ? "" : "\n" + TableNotes.wrapped(origin(bench)));
        for (Row row : rows) {
            if (bench != null && row.isRecommended()) {
                text.append('\n')
                        .append(TableNotes
                                .wrapped("Take " + row.advice().mechanism() + ": " + row.advice().reason() + "."))
                        .append(TableNotes.wrapped("Weighed: " + weighed(args, row) + "."));
            }
        }
        rows.stream().filter(row -> bench != null && row.isRunnerUp())
                .forEach(row -> text.append(
                        TableNotes.wrapped("Runner-up " + row.advice().runnerUp() + ": " + weighed(args, row) + ".")));
        return text.toString();
    }

    private String weighed(Args args, Row row) {
        return row.known().weighed(args.has(size) ? args.get(size) : BLOCK, args.has(rate) ? args.get(rate) : 0);
    }

    private static String where(SavedBench bench) {
        if (!bench.plan().places().isUsual()) {
            return "pinning " + bench.plan().places();
        }
        return bench.cases().stream().anyMatch(one -> one.placement() == Placement.APART)
                ? "each side on a CPU of its own" : "both sides on one CPU";
    }

    /** Where the figures are from; those of another machine mislead. */
    private static String origin(SavedBench bench) {
        Machine there = bench.machine();
        String text = "Measured on " + bench.date().atZone(ZoneId.systemDefault()).toLocalDate() + ": " + there.cpu()
                + ", " + there.cpus()
                + " CPUs, Linux " + there.kernel() + ", " + where(bench)
                + (bench.plan().brief() ? ", in a short round of --quick" : "") + ".";
        return there.equals(Machine.here()) && bench.ofRounds() ? text
                : text + (bench.ofRounds() ? " That is not what this machine runs now"
                        : " An earlier ipcctl measured it, with one pair of processes")
                        + "; 'ipcctl bench' measures again.";
    }
}
