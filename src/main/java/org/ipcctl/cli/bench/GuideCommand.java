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
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.saved.Advice;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.bench.saved.Figures;
import org.ipcctl.bench.saved.GuideFile;
import org.ipcctl.bench.saved.SavedBench;
import org.ipcctl.bench.saved.Trait;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl guide}. */
final class GuideCommand extends Leaf {
    /**
     * A mechanism, and what is known of it here.
     *
     * @param throughput the figures of the nearest size, or null
     * @param roundTrip  likewise
     * @param advice     null where nothing was asked
     */
    private record Known(Trait trait, Figures throughput, Figures roundTrip, Advice advice) {
        boolean isRecommended() {
            return advice != null && trait.mechanism().equals(advice.mechanism());
        }
    }

    private static final Schema<Known> SCHEMA = Schema.<Known>list()
            .<Trait>with(Known::trait,
                    Column.of("mechanism", Type.TEXT, "as 'bench' calls it", t -> Value.of(t.mechanism())),
                    Column.of("direction", Type.TEXT, "one way or both ways", t -> Value.of(t.direction())),
                    Column.of("boundaries", Type.TEXT, "whether it keeps messages apart, or carries bytes", t -> Value.of(t.boundaries())),
                    Column.detail("persists", Type.TEXT, "until when it exists, and what it holds", t -> Value.of(t.persists())),
                    Column.detail("buffered_by", Type.TEXT, "who keeps what was sent and not yet received", t -> Value.of(t.buffers())))
            .<Figures>with(Known::throughput, Column.of("throughput_bytes_per_second", Type.BYTES_PER_SECOND,
                    "measured here between two CPUs, with blocks of the size nearest to --size, or 64K", f -> Value.of(Math.rint(f.median()))))
            .<Figures>with(Known::roundTrip, Column.of("rtt_p50_ns", Type.NANOSECONDS,
                    "the median round trip measured here between two CPUs, with blocks of the size nearest to --size, or 64 bytes",
                    f -> Value.of(Math.round(f.median()))))
            .and(Column.of("best_for", Type.TEXT, "what it is good at", k -> Value.of(k.trait().bestFor())),
                    Column.detail("recommended", Type.BOOLEAN, "whether it is what was asked for",
                            k -> k.advice() == null ? Value.MISSING : Value.of(k.isRecommended())),
                    Column.detail("reason", Type.TEXT, "why it is recommended", k -> k.isRecommended() ? Value.of(k.advice().reason()) : Value.MISSING));
    /** What the examples need to have happened. */
    private static final String FIGURES = "ipcctl bench --quick >figures";
    private static final long BLOCK = 65_536;
    private static final long MESSAGE = 64;
    private static final Kind<Double> RATE = Kind.custom("N", Double.class, GuideCommand::rate);

    private final Opt<Long> size = opt(Kind.SIZE, "Recommend for blocks of SIZE.", "-s", "--size");
    private final Opt<Double> rate = opt(RATE, "Recommend what carries N blocks a second.", "-r", "--rate");
    private final Opt<Boolean> latency = flag("Recommend what answers soonest.", "-l", "--latency");
    private final Opt<Boolean> unrelated = flag("The processes have no ancestor that could hand them descriptors.", "--unrelated");
    private final Opt<Boolean> messages = flag("Messages must come out as they went in.", "--messages");
    private final Opt<Boolean> priority = flag("Urgent messages must overtake others.", "--priority");
    private final Opt<Boolean> persistent = flag("What was sent must outlive both processes.", "--persistent");
    private final Opt<Boolean> descriptors = flag("Open files must be handed over.", "--descriptors");
    private final Opt<Boolean> duplex = flag("Answers must come back on the same way.", "--duplex");
    private final Opt<Boolean> network = flag("The peers may be on two hosts one day.", "--network");
    private final Opt<String> figures = opt(Kind.PATH, "Take the figures of FILE, of 'bench --save', instead of those of the last whole benchmark.", "--figures");

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
        return List.of("Lists what each mechanism is like, beside what was measured on this machine by the last 'ipcctl bench' of all mechanisms, "
                        + "which is kept in ${XDG_STATE_HOME:-~/.local/state}/ipcctl/bench.json. Rates and round trips are those between two CPUs (placement "
                        + "apart), where those were measured. ipcctl(7) explains the mechanisms.",
                "With --rate it recommends the simplest mechanism that carried at least twice as much, with --latency the one with the "
                        + "shortest round trips, and else the simplest that has what is needed. The recommendation stands below the table; in "
                        + "other formats it is in the columns recommended and reason. Where there is none to give, because none is fast "
                        + "enough or nothing was measured yet, the exit status is 1.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("see what there is", "ipcctl guide").after(FIGURES),
                new Example("carry video frames", "ipcctl guide --size 1M --rate 60").after(FIGURES),
                new Example("answer as soon as possible", "ipcctl guide --latency").after(FIGURES),
                new Example("hand over jobs, urgent ones first", "ipcctl guide --priority --format json | jq -r '.[] | select(.recommended).mechanism'"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (args.get(latency) && args.has(rate)) {
            throw new UsageException("--latency and --rate are two questions; ask one at a time");
        } else if (args.has(size) && args.get(size) < 1) {
            throw new UsageException("a block has at least 1 byte");
        }
        SavedBench bench = saved(args);
        List<Figures> saved = bench == null ? List.of() : bench.cases();
        boolean measured = Trait.ALL.stream().anyMatch(trait -> saved.stream().anyMatch(one -> one.isMeasured() && one.mechanism().equals(trait.mechanism())));
        Advice advice = advice(args, saved);
        context.show(SCHEMA, Trait.ALL.stream().map(trait -> known(args, trait, saved, advice)).toList());
        if (context.wantsDefaultTable()) {
            context.out().write(text(advice, measured ? bench : null).getBytes(StandardCharsets.UTF_8));
            context.out().flush();
        }
        if (advice == null && !measured) {
            throw new CommandFailure(ExitCode.FAILED, args.has(figures) ? args.get(figures) : "",
                    args.has(figures) ? "it has no figures of these mechanisms" : "nothing was measured on this machine yet", "Measure with 'ipcctl bench'.");
        } else if (advice != null && advice.mechanism() == null) {
            throw new CommandFailure(ExitCode.FAILED, "", "nothing to recommend: " + advice.reason(), null);
        }
        return 0;
    }

    /** Null where nothing was measured yet. */
    private SavedBench saved(Args args) {
        Path file = args.has(figures) ? Path.of(args.get(figures)) : GuideFile.path();
        return args.has(figures) || Files.exists(file) ? new BenchFile(file).read() : null;
    }

    /** Null where nothing was asked. */
    private Advice advice(Args args, List<Figures> saved) {
        Set<Trait.Gift> wanted = wanted(args);
        List<Trait> candidates = Advice.candidates(wanted, args.has(size) ? args.get(size) : 0);
        if (candidates.isEmpty()) {
            return Advice.none(wanted, args.has(size) ? args.get(size) : 0);
        } else if (args.get(latency)) {
            return Advice.byLatency(args.has(size) ? args.get(size) : MESSAGE, candidates, saved);
        } else if (args.has(rate)) {
            return Advice.byRate(args.has(size) ? args.get(size) : BLOCK, args.get(rate), candidates, saved);
        } else if (args.has(size)) {
            return Advice.byRate(args.get(size), 1, candidates, saved);
        }
        return wanted.isEmpty() ? null : Advice.byNature(candidates);
    }

    private Set<Trait.Gift> wanted(Args args) {
        Set<Trait.Gift> wanted = EnumSet.noneOf(Trait.Gift.class);
        Map.of(unrelated, Trait.Gift.UNRELATED, messages, Trait.Gift.MESSAGES, priority, Trait.Gift.PRIORITY, persistent, Trait.Gift.PERSISTENT,
                descriptors, Trait.Gift.DESCRIPTORS, duplex, Trait.Gift.DUPLEX, network, Trait.Gift.NETWORK).forEach((flag, gift) -> {
                    if (args.get(flag)) {
                        wanted.add(gift);
                    }
                });
        return wanted;
    }

    private Known known(Args args, Trait trait, List<Figures> saved, Advice advice) {
        return new Known(trait, Advice.nearest(trait.mechanism(), Metric.THROUGHPUT, args.has(size) ? args.get(size) : BLOCK, saved).orElse(null),
                Advice.nearest(trait.mechanism(), Metric.LATENCY, args.has(size) ? args.get(size) : MESSAGE, saved).orElse(null), advice);
    }

    private static String text(Advice advice, SavedBench bench) {
        String text = bench == null ? "" : "\n" + origin(bench);
        if (advice != null && advice.mechanism() != null) {
            text += "\nTake " + advice.mechanism() + ": " + advice.reason() + ".\n";
        }
        return text;
    }

    private static String where(SavedBench bench) {
        if (!bench.plan().places().isUsual()) {
            return "pinning " + bench.plan().places();
        }
        return bench.cases().stream().anyMatch(one -> one.placement() == Placement.APART) ? "each side on a CPU of its own" : "both sides on one CPU";
    }

    /** Where the figures are from; those of another machine mislead. */
    private static String origin(SavedBench bench) {
        Machine there = bench.machine();
        String text = "Measured on " + bench.date().atZone(ZoneId.systemDefault()).toLocalDate() + ": " + there.cpu() + ", " + there.cpus()
                + " CPUs, Linux " + there.kernel() + ", " + where(bench) + ".\n";
        return there.equals(Machine.here()) ? text : text + "That is not what runs here now; 'ipcctl bench' measures anew.\n";
    }
}
