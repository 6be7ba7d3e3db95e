package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.bench.Bench;
import org.ipcctl.bench.Controls;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tuning;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.bench.saved.Comparisons;
import org.ipcctl.bench.saved.Judge;
import org.ipcctl.bench.saved.MachineChange;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.bench.saved.SavedBench;
import org.ipcctl.bench.transport.Transports;
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
            "MECHANISM", "What to measure, those up to memcpy unless given: " + String.join(", ", PlanOptions.names()) + ".", 0);
    private final Arg<PlanOptions.Choice> metric = optOr(ValueType.choice("METRIC", PlanOptions.Choice.class), PlanOptions.Choice.ALL,
            "Measure throughput, latency or all; latency is the round-trip time.", "--metric");
    private final Arg<SizeList> size = opt(SizeList.KIND,
            "Block sizes, as 64,4K,1M; default 4K,64K, latency 64.", "-s", "--size");
    private final Arg<Duration> duration = opt(ValueType.DURATION, "Time each case for DUR in each round; default 80ms.", "--duration").formerly("-d");
    private final Arg<Long> count = opt(ValueType.integer("N", 1, Long.MAX_VALUE / 2),
            "Time each case for N blocks or round trips in each round; with --duration, for whichever ends first.", "-n", "--count").rare();
    private final Arg<Duration> warmup = opt(ValueType.DURATION,
            "Run for DUR before the timing of each case; by default until the JIT has settled, at most 0.4 s.", "--warmup").rare();
    private final Arg<Long> repeat = opt(ValueType.integer("N", 1, Plan.MOST_RUNS),
            "Make N rounds; in each a new pair of processes goes through all cases, and their median and spread are printed; default 5.", "-r", "--repeat");
    private final Arg<PinOption> pin = opt(PinOption.KIND,
            "Bind both sides to CPUs: same, apart, none or 0,1; the sending side is first; "
                    + "by default apart, and round trips once apart and once on the same.",
            "--pin").rare();
    private final Arg<Long> buffer = opt(ValueType.SIZE, "Size of pipes, rings and socket buffers.", "--buffer").rare();
    private final Arg<Long> depth = opt(ValueType.integer("N", 1, Tuning.MOST), "Let message queues hold N messages; default 10.", "--depth").rare();
    private final Arg<Long> slots = opt(ValueType.integer("N", 1, Tuning.MOST), "Give double buffers N slots of a block each; default 2.", "--slots").rare();
    private final Arg<Boolean> verify = flag(
            "Make every byte of every block anew and check each that arrives; for correctness, as that takes time too.", "--verify").rare();
    private final Arg<String> save = opt(OutputFile.NAME, "Save the figures as JSON; with them the conditions of the measurement.", "--save");
    private final Arg<String> compare = opt(OutputFile.NAME, "Repeat the benchmark saved in FILE and report changes; "
            + "mechanisms and options that are given replace those of FILE.", "--compare");
    private final Arg<String> with = opt(OutputFile.NAME, "With --compare: measure nothing, and print what has changed between both files.", "--with").rare();
    private final Arg<String> ab = opt(ValueType.TEXT.labelled("A B"), "Race two configurations: A and B are a word each that holds MECHANISMs and options, for what is "
            + "outside of them is common to both; their rounds alternate, 10 of each unless --repeat says otherwise.", "--ab").ofTwoWords().rare();
    private final Arg<Long> failSlower = opt(ValueType.integer("PCT", 0, 1_000_000),
            "With --compare: exit 1 where a case got slower by more than PCT percent beyond what a change of the machine explains.",
            "--fail-slower").rare();
    private final Arg<String> chart = opt(OutputFile.NAME, "Draw charts, as FILE ends in .svg or .png; of throughput over block size, and of the percentiles of round trips.",
            "--chart");
    private final Arg<Boolean> quick = flag("Get a first impression: one short round; with 64K blocks only, or with --compare as many as in FILE, of its sizes.", "--quick");
    private final Arg<Boolean> progress = flag(
            "Tell on stderr which case is being measured; on a terminal that happens anyway.", "--progress").rare();
    private final PlanOptions options = new PlanOptions(mechanisms, metric, size, duration, count, warmup, repeat, pin, buffer, depth, slots,
            verify, quick);

    @Override
    protected Schema<?> schema() {
        return BenchColumns.SCHEMA;
    }

    @Override
    protected Schema<?> schema(Args args) {
        return args.has(ab) ? Race.SCHEMA : args.has(compare) ? ComparisonReport.SCHEMA : BenchColumns.SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("Two processes are started, and blocks travel from one to the other by the mechanism "
                + "alone; set-up and warm-up are outside the timing. Throughput is timed from just before the first block is "
                + "sent until the last one is held. For latency a block goes there and back, and each round trip is kept; "
                + "only one is under way at any time, so the figures say nothing about queueing under load.",
                "Measured are, where none is named: " + told(Transports.USUAL) + ".",
                "By their names, or with all: " + told(Transports.OTHERS) + ". What tells the other side only that something happened carries a number of 8 "
                        + "bytes at most. To compare pipes of 64 KiB and of 1 MiB, measure pipe with --buffer 1M too.",
                "Every block carries a fresh sequence number that the receiver checks. Throughput is measured with each side bound to a "
                        + "CPU of its own: of two cores, with one last-level cache if there are such. Round trips are measured twice, apart "
                        + "and with both sides on the same CPU, where they are several times shorter; the column placement (PIN in tables) "
                        + "tells which. Spinning has no round trips on one CPU, where each side would only wait for the other's time slice. "
                        + "With --pin none the scheduler puts both sides where it likes, and moves them, so one mechanism may have two speeds. Each "
                        + "mechanism has the buffer it usually has, and the column buffer_bytes (BUFFER in tables) tells it: a pipe of 64 KiB holds one "
                        + "block of 64 KiB, so both sides take turns, which --buffer 1M changes.",
                "There are five rounds. In each a new pair of processes goes through all cases, so a machine that grows slower meanwhile slows "
                        + "all alike, and the spread tells how far two processes differ, not only two moments of one. A figure is the median "
                        + "of the rounds. A case whose rounds differ by more than " + Measurement.UNSTABLE_PERCENT + " percent of it is marked unstable; "
                        + "from five on the highest and the lowest are left out of that. CPU times, switches and heap are those "
                        + "of the measuring threads alone, of all rounds. All mechanisms take about a minute and a half at most, with --quick some seconds.",
                "What else figures depend on is in columns: load before the benchmark, steal, governor, turbo, SMT, hypervisor, cgroup quota and "
                        + "kernel mitigations. What of it makes the figures doubtful stands below the tables and in the column doubts, with the command "
                        + "that changes it.",
                "With --compare a case is unchanged unless more than chance and more than the machine speaks against it. Its rounds of both times have to "
                        + "differ by their ranks (Mann-Whitney test at 20 percent), and its change has to be larger, by a t test at 2 percent that is corrected for the "
                        + "number of cases (Holm's method), than what counts: 5 percent, or what its rounds differ by if that is more, beyond what "
                        + "control figures explain. The column interval (change_low_percent, change_high_percent) tells where the change lies with "
                        + "95 percent certainty. Three rounds of each are the fewest that can tell anything. A case is looked up by mechanism, "
                        + "metric, size and placement; where neither benchmark has it at two placements, those may differ, and a warning says so.",
                "Control figures are measured in each benchmark, at the start of each round and at the end, in a tenth of a second each time, and are kept "
                        + "by --save: copies in and out of cache, a bare system call, round trips of futex wake-ups apart and on one CPU, what "
                        + "other processes took of the CPUs, and the hypervisor. Where these moved, a sentence says first that the machine "
                        + "changed, and what changed by no more than they did has the verdict machine, with which --fail-slower is content.",
                "Two configurations of one machine are best raced: with --ab their rounds alternate (A B, B A), so the machine changes for both "
                        + "alike. Changes of B against A count from 2 percent on. Where A and B have as many cases, the first is compared with the first, and so on.",
                "A benchmark of the mechanisms in their usual form (no MECHANISM, or all, and no --metric, --size, --count, --pin, --buffer, --depth, --slots or "
                        + "--verify) that comes to its end is also kept for 'ipcctl guide', in "
                        + "${XDG_STATE_HOME:-~/.local/state}/ipcctl/bench.json; one of --quick only where there is none.",
                "Where a mechanism cannot carry blocks of a size, its row has a note that says why; so has it where this machine does not have or does "
                        + "not allow the mechanism, by its kernel's options, yama or seccomp. Where one cannot be set up otherwise, the "
                        + "others are measured all the same, and the exit status is 1. It is 1, too, where nothing could be measured or compared.");
    }

    private static String told(List<Transport> transports) {
        return transports.stream().map(transport -> transport.name() + " (" + transport.summary() + ")").collect(Collectors.joining(", "));
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("compare all mechanisms", "ipcctl bench"),
                new Example("get a first impression", "ipcctl bench --quick"),
                new Example("compare some over block sizes", "ipcctl bench pipe unix-stream shm-sem --size 64,4K,64K,1M --metric throughput"),
                new Example("see what it is worth to copy once instead of twice", "ipcctl bench pipe pipe-vmsplice process-vm-readv --buffer 1M --size 64K"),
                new Example("see what the scheduler makes of it",
                        "ipcctl bench pipe shm-sem --metric latency --pin none"),
                new Example("see that every byte arrives", "ipcctl bench mq shm-sem --verify --size 1,100,4K"),
                new Example("see what a change of the machine has changed",
                        "ipcctl bench pipe mq --save before.json; ipcctl bench --compare before.json --fail-slower 30 || echo slower"),
                new Example("compare two that were saved",
                        "ipcctl bench mq --metric latency --save a.json; ipcctl bench mq --metric latency --save b.json; "
                                + "ipcctl bench --compare a.json --with b.json"),
                new Example("race a large pipe against a small one", "ipcctl bench pipe --size 64K --metric throughput --ab '--buffer 64K' '--buffer 16K'"),
                new Example("draw it", "ipcctl bench pipe shm-spin --size 64,4K,64K --chart bench.svg"),
                new Example("process the figures", "ipcctl bench mq --format json | jq '.[] | .rtt_p99_ns'"));
    }

    @Override
    protected int run(Args args, Context context) throws Exception {
        if (args.has(ab)) {
            return race(args, context);
        } else if (args.has(failSlower) && !args.has(compare)) {
            throw new UsageException("--fail-slower is for --compare");
        } else if (args.has(with)) {
            return compareFiles(args, context);
        }
        if (args.has(save) && args.has(chart) && isOneFile(args.get(save), args.get(chart))) {
            throw new UsageException("--save and --chart name the same file");
        }
        SavedBench before = args.has(compare) ? new BenchFile(Path.of(args.get(compare))).read() : null;
        Plan plan = before == null ? options.plan(args) : options.planAgain(args, before.plan(), args.get(compare));
        Outcome outcome = new Outcome(plan, context, args.get(save), args.get(chart), before == null && options.isUsual(args));
        if (plan.places().onlyCpu() >= 0) {
            context.warn("this process may use only CPU " + plan.places().onlyCpu() + ", so both sides share it in all cases (placement same)");
        }
        if (before != null) {
            ComparisonReport.warnOfDifferences(before, args.get(compare), Machine.here(), plan, "here", context);
        }
        BenchReport report = before == null ? new BenchReport(context) : null;
        BenchProgress line = new BenchProgress(context, List.of(plan), args.get(progress));
        BenchWatch watch = new BenchWatch(context, report, line, outcome, () -> printFinished(args, before, outcome, context), plan);
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
        if (!outcome.isAnyMeasured()) {
            throw new CommandFailure(ExitCode.FAILED, args.has(chart) ? args.get(chart) : "",
                    (args.has(chart) ? "there is nothing to draw, for " : "") + "no case could be measured", before == null ? "The notes say why." : null);
        }
        return content && watch.failures() == 0 ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }

    private static boolean isOneFile(String a, String b) {
        return Path.of(a).toAbsolutePath().normalize().equals(Path.of(b).toAbsolutePath().normalize());
    }

    /** Prints the comparison with {@code before}; the answer is whether it is as --fail-slower wants it. */
    private boolean isContent(Args args, SavedBench before, List<SavedCase> now, Controls controls, Context context) throws IOException {
        MachineChange machine = new MachineChange(before.controls(), controls, before.machine().cpus());
        Comparisons comparison = comparison(args, before, now, machine);
        ComparisonReport.tell(machine, context);
        ComparisonReport.warnOfFewRounds(comparison, context);
        ComparisonReport.print(comparison.all(), context);
        if (!comparison.isAnyInBoth()) {
            throw new CommandFailure(ExitCode.FAILED, args.get(compare), "none of its cases was measured both times, so nothing is compared", null);
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
        for (Arg<?> other : List.of(compare, with, failSlower, save, chart)) {
            if (args.has(other)) {
                throw new UsageException("--ab and " + other.longestName() + " cannot be combined");
            }
        }
        Plan common = options.common(args);
        Race.Words words = Race.Words.of(args.get(ab));
        List<Plan> plans = List.of(variant("A", words.a(), common), variant("B", words.b(), common));
        return new Race(words, plans, args.get(progress), context).run();
    }

    private Plan variant(String name, String line, Plan common) {
        try {
            return options.variant(argsOf(ShellWords.split(line), List.of(mechanisms, metric, size, duration, count, warmup, pin, buffer, depth, slots, verify)), common);
        } catch (IllegalArgumentException | UsageException e) {
            throw new UsageException("--ab: " + name + ", '" + line + "': " + e.getMessage());
        }
    }

    private int compareFiles(Args args, Context context) throws IOException {
        if (!args.has(compare)) {
            throw new UsageException("--with is for --compare");
        } else if (Stream.of(duration, count, warmup, repeat, pin, buffer, depth, slots, verify, save, chart, quick, progress).anyMatch(args::has)) {
            throw new UsageException("--with measures nothing, and takes only MECHANISM, --metric, --size and --fail-slower");
        }
        if (args.has(mechanisms)) {
            options.transports(args);
        }
        SavedBench before = new BenchFile(Path.of(args.get(compare))).read();
        SavedBench after = new BenchFile(Path.of(args.get(with))).read();
        ComparisonReport.warnOfDifferences(before, args.get(compare), after.machine(), after.plan(), "in " + args.get(with), context);
        ComparisonReport.warnOfAge(after, args.get(with), context);
        return isContent(args, before, after.cases(), after.controls(), context) ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }
}
