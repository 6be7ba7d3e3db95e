package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ipcctl.bench.Bench;
import org.ipcctl.bench.Controls;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.Tuning;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.bench.saved.Comparisons;
import org.ipcctl.bench.saved.GuideFile;
import org.ipcctl.bench.saved.Judge;
import org.ipcctl.bench.saved.MachineChange;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.bench.saved.SavedBench;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.OutputFile;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.convert.ShellWords;
import org.ipcctl.result.Schema;

/** {@code ipcctl bench}. */
final class BenchCommand extends Command {
    private final Arg<List<String>> mechanisms = args(ValueType.TEXT.offering(PlanOptions.names()),
            "MECHANISM",
            "What to measure (default: those up to memcpy): " + String.join(", ", PlanOptions.names()) + ".", 0);
    private final Arg<PlanOptions.Choice> metric = optOr(ValueType.choice("METRIC", PlanOptions.Choice.class),
            PlanOptions.Choice.ALL,
            "Measure throughput, latency or all; latency is the round-trip time.", "--metric");
    private final Arg<SizeList> size = opt(SizeList.KIND,
            "Block sizes, as 64,4K,1M; default 4K,64K, latency 64.", "-s", "--size");
    private final Arg<Duration> duration = opt(ValueType.DURATION,
            "Time each case for DUR in each round; default 80ms.", "--duration").formerly("-d").rare();
    private final Arg<Long> count = opt(ValueType.integer("N", 1, Long.MAX_VALUE / 2),
            "Time each case for N blocks or round trips in each round; with --duration, until either is reached.",
            "-n", "--count").rare();
    private final Arg<Duration> warmup = opt(ValueType.DURATION,
            "Warm up each case for DUR before timing it; by default until the JIT has settled, at most 0.4 s.",
            "--warmup").rare();
    private final Arg<Long> repeat = opt(ValueType.integer("N", 1, Plan.MOST_RUNS),
            "Run N rounds; each runs all cases in a new pair of processes, and their median and spread are printed; "
                    + "default 5, and up to 10 of a few cases.",
            "-r", "--repeat");
    private final Arg<PinOption> pin = opt(PinOption.KIND,
            "Bind both sides to CPUs: same, apart, none or 0,1 (sending side first); by default apart, and round "
                    + "trips both apart and on the same.",
            "--pin").rare();
    private final Arg<Long> buffer = opt(ValueType.SIZE, "Size of pipes, rings and socket buffers.", "--buffer").rare();
    private final Arg<Long> depth = opt(ValueType.integer("N", 1, Tuning.MOST),
            "Let message queues hold N messages; default 10.", "--depth").rare();
    private final Arg<Long> slots = opt(ValueType.integer("N", 1, Tuning.MOST),
            "Give double buffers N slots of one block each; default 2.", "--slots").rare();
    private final Arg<Boolean> verify = flag(
            "Generate every byte of every block anew and check each on arrival; this tests correctness, and takes "
                    + "time.",
            "--verify").rare();
    private final Arg<Long> rate = opt(ValueType.integer("N", 1, Load.HIGHEST_RATE),
            "Measure under load: send N messages a second, each when it is due, and report how long they take one "
                    + "way.",
            "--rate").rare();
    private final Arg<Long> senders = opt(ValueType.integer("N", 1, Load.MOST_THREADS),
            "Measure under load: let N senders send to one object; default 1.", "--senders").rare();
    private final Arg<Long> receivers = opt(ValueType.integer("N", 1, Load.MOST_THREADS),
            "Measure under load: let N receivers receive from it; default 1.", "--receivers").rare();
    private final Arg<Boolean> scale = flag("Measure under load, with 1, 2, 4, 8 and 16 senders.", "--scale").rare();
    private final LoadOptions load = new LoadOptions(rate, senders, receivers, scale);
    private final Arg<String> save = opt(OutputFile.NAME,
            "Save the figures as JSON; with the conditions of the measurement.", "--save");
    private final Arg<String> compare = opt(OutputFile.NAME, "Repeat the benchmark saved in FILE and report changes; "
            + "mechanisms and options given here replace those of FILE.", "--compare");
    private final Arg<String> with = opt(OutputFile.NAME,
            "With --compare: measure nothing, and print what has changed between the two files.", "--with").rare();
    private final Arg<String> ab = opt(ValueType.TEXT.labelled("A B"),
            "Race two configurations: A and B are one word each, with MECHANISMs and options; everything else is "
                    + "common to both. Their rounds alternate, 10 of each unless --repeat is given.",
            "--ab").ofTwoWords().rare();
    private final Arg<Long> failSlower = opt(ValueType.integer("PCT", 0, 1_000_000),
            "With --compare: exit 1 if a case got slower by more than PCT percent beyond what a change of the "
                    + "machine explains.",
            "--fail-slower").rare();
    private final Arg<String> chart = opt(OutputFile.NAME,
            "Draw charts, as SVG or PNG by the ending of FILE; of throughput, and of the percentiles of round trips.",
            "--chart");
    private final Arg<String> report = opt(OutputFile.NAME,
            "Write a self-contained HTML page; it has charts, figures, environment, method, and the command that "
                    + "repeats the measurement.",
            "--report");
    private final Arg<String> histogram = opt(ValueType.PATH.labelled("DIR"),
            "Write the round trips of each case to a file in DIR, as HdrHistogram's .hgrm, in microseconds; DIR is "
                    + "created if there is none.",
            "--histogram").rare();
    private final Arg<String> figures = opt(ValueType.PATH.labelled("FILE"),
            "Measure nothing, and show the figures that --save wrote to FILE; --chart, --report and --histogram use "
                    + "them, too.",
            "--figures").rare();
    private final Arg<Boolean> quick = flag(
            "Get a first impression: one short round; with 64K blocks only or, with --compare, as many rounds as in "
                    + "FILE, with its sizes.",
            "--quick");
    private final Arg<Boolean> progress = flag(
            "Show on stderr which case is being measured; on a terminal that happens anyway.", "--progress").rare();
    private final PlanOptions options = new PlanOptions(mechanisms, metric, size, duration, count, warmup, repeat, pin,
            buffer, depth, slots,
            verify, load, quick);

    @Override
    protected Schema<?> schema() {
        return BenchColumns.SCHEMA;
    }

    @Override
    protected Schema<?> schema(Args args) {
        return args.has(ab) ? Race.SCHEMA
                : args.has(figures) ? SavedColumns.SCHEMA : args.has(compare) ? ComparisonReport.SCHEMA
                        : load.isGiven(args) ? LoadColumns.shown(BenchColumns.SCHEMA) : BenchColumns.SCHEMA;
    }

    @Override
    protected List<String> description() {
        return BenchDescription.PARAGRAPHS;
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("compare all mechanisms", "ipcctl bench"),
                new Example("get a first impression", "ipcctl bench --quick"),
                new Example("compare some over block sizes",
                        "ipcctl bench pipe unix-stream shm-sem --size 64,4K,64K,1M --metric throughput"),
                new Example("see what copying once instead of twice gains",
                        "ipcctl bench pipe pipe-vmsplice process-vm-readv --buffer 1M --size 64K"),
                new Example("see how the scheduler places both sides",
                        "ipcctl bench pipe shm-sem --metric latency --pin none"),
                new Example("see that every byte arrives", "ipcctl bench mq shm-sem --verify --size 1,100,4K"),
                new Example("see what a change of the machine has changed",
                        "ipcctl bench pipe mq --save before.json; ipcctl bench --compare before.json --fail-slower 30 "
                                + "|| echo slower"),
                new Example("compare two that were saved",
                        "ipcctl bench mq --metric latency --save a.json; "
                                + "ipcctl bench mq --metric latency --save b.json; "
                                + "ipcctl bench --compare a.json --with b.json"),
                new Example("race a large pipe against a small one",
                        "ipcctl bench pipe --size 64K --metric throughput --ab '--buffer 64K' '--buffer 16K'"),
                new Example("see how long messages, and the slowest of them, take at a given rate",
                        "ipcctl bench mq unix-dgram --rate 20000 --duration 1s --repeat 3"),
                new Example("see how several senders share an object", "ipcctl bench pipe mq --scale --quick"),
                new Example("draw it", "ipcctl bench pipe shm-spin --size 64,4K,64K --chart bench.svg"),
                new Example("make a page for a colleague, and later another from the same figures",
                        "ipcctl bench pipe mq --save bench.json --report bench.html; "
                                + "ipcctl bench mq --figures bench.json --report mq.html"),
                new Example("plot round trips with HdrHistogram's tools",
                        "ipcctl bench pipe --metric latency --histogram round-trips; "
                                + "cat round-trips/pipe-64-same.hgrm"),
                new Example("process the figures", "ipcctl bench mq --format json | jq '.[] | .rtt_p99_ns'"));
    }

    @Override
    protected Map<String, String> environment() {
        return BenchDescription.ENVIRONMENT;
    }

    @Override
    protected Map<String, String> files() {
        return GuideCommand.FIGURES_FILE;
    }

    @Override
    protected int run(Args args, Context context) throws Exception {
        if (args.has(ab)) {
            return race(args, context);
        } else if (args.has(failSlower) && !args.has(compare)) {
            throw new UsageException("--fail-slower is for --compare");
        } else if (args.has(figures)) {
            return show(args, context);
        } else if (args.has(with)) {
            return compareFiles(args, context);
        }
        BenchOutputs.distinct(args, List.of(save, chart, report, histogram));
        SavedBench before = args.has(compare) ? new BenchFile(Path.of(args.get(compare))).read() : null;
        Plan plan = before == null ? options.plan(args) : options.planAgain(args, before.plan(), args.get(compare));
        if (args.has(chart) && !plan.loads().isEmpty()) {
            throw new UsageException(
                    "--chart draws throughput and round trips, but not what is measured under load");
        }
        BenchOutputs outputs = BenchOutputs.of(args, chart, report, histogram);
        outputs.check(plan);
        Outcome outcome = new Outcome(plan, context, args.get(save), outputs, before == null && options.isUsual(args));
        if (plan.places().onlyCpu() >= 0) {
            context.warn("this process may use only CPU " + plan.places().onlyCpu()
                    + ", so both sides share it in all cases (placement same)");
        }
        if (before != null) {
            ComparisonReport.warnOfDifferences(before, args.get(compare), Machine.here(), plan, "here", context);
        }
        BenchReport report = before == null ? new BenchReport(context, load.isGiven(args)) : null;
        BenchProgress line = new BenchProgress(context, List.of(plan), args.get(progress));
        BenchWatch watch = new BenchWatch(context, report, line, outcome,
                () -> printFinished(args, before, outcome, context), plan);
        try {
            Bench bench = new Bench(plan, watch);
            outcome.controlledBy(bench::controls);
            bench.run();
            outcome.complete();
        } finally {
            line.end();
            outcome.brokenOff();
            if (report != null) {
                report.end();
            }
        }
        boolean content = before == null || isContent(args, before, outcome.figures(), outcome.controls(), context);
        outputs.requireAll();
        if (!outcome.isAnyMeasured()) {
            throw new CommandFailure(ExitCode.FAILED, "", "no case could be measured",
                    before == null ? "The notes say why." : null);
        }
        return content && watch.failures() == 0 ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }

    /** Prints the comparison with {@code before}; the answer is whether it is as --fail-slower wants it. */
    private boolean isContent(Args args, SavedBench before, List<SavedCase> now, Controls controls, Context context)
            throws IOException {
        MachineChange machine = new MachineChange(before.controls(), controls, before.machine().cpus());
        Comparisons comparison = comparison(args, before, now, machine);
        ComparisonReport.tell(machine, context);
        ComparisonReport.warnOfFewRounds(comparison, context);
        ComparisonReport.print(comparison.all(), context);
        if (!comparison.isAnyInBoth()) {
            throw new CommandFailure(ExitCode.FAILED, args.get(compare),
                    "none of its cases was measured both times, so there is nothing to compare", null);
        }
        return !args.has(failSlower) || !comparison.hasSlowerBy(args.get(failSlower));
    }

    /** Where it was interrupted, what was not measured any more is not gone. */
    private void printFinished(Args args, SavedBench before, Outcome outcome, Context context) throws IOException {
        MachineChange machine = new MachineChange(before.controls(), outcome.controls(), before.machine().cpus());
        ComparisonReport.tell(machine, context);
        ComparisonReport.print(comparison(args, before, outcome.figures(), machine).withoutGone().all(), context);
    }

    private Comparisons comparison(Args args, SavedBench before, List<SavedCase> now, MachineChange machine) {
        return new Comparisons(before.cases(), now, Judge.of(machine), one -> options.isWanted(args, one));
    }

    private int race(Args args, Context context) throws IOException {
        for (Arg<?> other : List.of(compare, with, failSlower, save, chart, report, histogram, figures)) {
            if (args.has(other)) {
                throw new UsageException("--ab and " + other.longestName() + " cannot be combined");
            }
        }
        Plan common = options.common(args);
        Race.Words words = Race.Words.of(args.get(ab));
        List<Plan> plans = List.of(variant("A", words.a(), args, common), variant("B", words.b(), args, common));
        return new Race(words, plans, args.get(progress), context).run();
    }

    private Plan variant(String name, String line, Args args, Plan common) {
        try {
            return options.variant(
                    argsOf(ShellWords.split(line),
                            List.of(mechanisms, metric, size, duration, count, warmup, pin, buffer, depth, slots,
                                    verify, rate, senders, receivers, scale)),
                    args, common);
        } catch (IllegalArgumentException | UsageException e) {
            throw new UsageException("--ab: " + name + ", '" + line + "': " + e.getMessage());
        }
    }

    /** What says how to measure, and nothing else. */
    private Stream<Arg<?>> measuring() {
        return Stream.of(duration, count, warmup, repeat, pin, buffer, depth, slots, verify, save, quick, progress);
    }

    private int show(Args args, Context context) throws IOException {
        if (Stream.concat(measuring(), Stream.of(compare, with)).anyMatch(args::has) || load.isGiven(args)) {
            throw new UsageException(
                    "--figures measures nothing, and accepts only MECHANISM, --metric, --size, --chart, --report and "
                            + "--histogram");
        }
        if (args.has(mechanisms)) {
            options.transports(args);
        }
        BenchOutputs.distinct(args, List.of(figures, chart, report, histogram));
        BenchOutputs outputs = BenchOutputs.of(args, chart, report, histogram);
        SavedBench all = new BenchFile(Path.of(args.get(figures))).readAll();
        SavedBench wanted = all.only(all.cases().stream().filter(one -> options.isWanted(args, one)).toList());
        outputs.write(wanted);
        List<SavedCase> measured = SavedColumns.sorted(wanted.cases().stream().filter(SavedCase::isMeasured).toList());
        if (context.wantsDefaultTable()) {
            BenchReport.tables(context, measured, SavedCase::metric, SavedColumns::tableOf);
            context.out().flush();
        } else {
            context.show(SavedColumns.SCHEMA, measured);
        }
        outputs.requireAll();
        if (measured.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, args.get(figures), "it has no figures for what was requested",
                    null);
        }
        return ExitCode.DONE.number();
    }

    private int compareFiles(Args args, Context context) throws IOException {
        if (!args.has(compare)) {
            throw new UsageException("--with is for --compare");
        } else if (Stream.concat(measuring(), Stream.of(chart, report, histogram)).anyMatch(args::has)
                || load.isGiven(args)) {
            throw new UsageException(
                    "--with measures nothing, and accepts only MECHANISM, --metric, --size and --fail-slower");
        }
        if (args.has(mechanisms)) {
            options.transports(args);
        }
        SavedBench before = new BenchFile(Path.of(args.get(compare))).read();
        SavedBench after = new BenchFile(Path.of(args.get(with))).read();
        ComparisonReport.warnOfDifferences(before, args.get(compare), after.machine(), after.plan(),
                "in " + args.get(with), context);
        ComparisonReport.warnOfAge(after, args.get(with), context);
        return isContent(args, before, after.cases(), after.controls(), context) ? ExitCode.DONE.number()
                : ExitCode.FAILED.number();
    }
}
