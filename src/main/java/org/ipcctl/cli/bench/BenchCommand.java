package org.ipcctl.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.bench.Bench;
import org.ipcctl.bench.BenchFailure;
import org.ipcctl.bench.Case;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Observer;
import org.ipcctl.bench.Pinning;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tuning;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.CpuAffinity;
import org.ipcctl.result.Schema;

/** {@code ipcctl bench}. */
final class BenchCommand extends Leaf {
    private static final Duration DURATION = Duration.ofMillis(120);
    private static final Duration QUICK_DURATION = Duration.ofMillis(60);
    private static final int REPEAT = 3;
    private static final long LARGEST_BUFFER = 1L << 30;

    /** What {@code --metric} takes. */
    enum Choice {
        THROUGHPUT, LATENCY, ALL;

        Set<Metric> metrics() {
            return this == ALL ? Set.of(Metric.values()) : Set.of(Metric.valueOf(name()));
        }
    }

    private final Opt<List<String>> mechanisms = args(Kind.TEXT.offering(Transports.names()),
            "MECHANISM", "What to measure: " + String.join(", ", Transports.names()) + "; all of them where none is named.", 0);
    private final Opt<Choice> metric = optOr(Kind.choice("METRIC", Choice.class), Choice.ALL,
            "Measure throughput, latency (the round-trip time) or all; default all.", "--metric");
    private final Opt<SizeList> size = opt(SizeList.KIND,
            "Sizes of the blocks, as 64,4K,64K,1M; default 4K,64K for throughput and 64 for latency.", "-s", "--size");
    private final Opt<Duration> duration = opt(Kind.DURATION, "Time each run for DUR; default 120ms.", "-d", "--duration");
    private final Opt<Long> count = opt(Kind.integer("N", 1, Long.MAX_VALUE / 2),
            "Time each run for N blocks or round trips; with --duration, for whichever ends first.", "-n", "--count");
    private final Opt<Duration> warmup = opt(Kind.DURATION,
            "Run for DUR before the timing of each case; by default until the JIT has settled, at most 0.4 s.", "--warmup");
    private final Opt<Long> repeat = opt(Kind.integer("N", 1, 1000),
            "Time N runs of each case, and print their median and spread; default 3.", "-r", "--repeat");
    private final Opt<PinOption> pin = optOr(PinOption.KIND, PinOption.NONE,
            "Bind both sides to the same CPU, to two that are apart, to those given as 0,1 (sending side first), or to none; "
                    + "default none.", "--pin");
    private final Opt<Long> buffer = opt(Kind.SIZE, "Give pipes and rings this size, and sockets buffers of it.", "--buffer");
    private final Opt<Long> depth = opt(Kind.integer("N", 1, 65_536), "Let message queues hold N messages; default 10.", "--depth");
    private final Opt<Long> slots = opt(Kind.integer("N", 1, 65_536), "Give double buffers N slots of a block each; default 2.", "--slots");
    private final Opt<Boolean> verify = flag(
            "Make every byte of every block anew and check each that arrives; for correctness, as that takes time too.", "--verify");
    private final Opt<String> save = opt(Kind.PATH, "Save the figures, and under what they were measured, as JSON.", "--save");
    private final Opt<String> compare = opt(Kind.PATH, "Do again what FILE, of --save, holds, and print what has changed; "
            + "mechanisms and options that are given replace those of FILE.", "--compare");
    private final Opt<String> with = opt(Kind.PATH, "With --compare: measure nothing, and print what has changed between both files.", "--with");
    private final Opt<Long> failSlower = opt(Kind.integer("PCT", 0, 1_000_000),
            "With --compare: exit 1 where a case got slower by more than PCT percent, and not by noise.", "--fail-slower");
    private final Opt<String> chart = opt(Kind.PATH, "Draw throughput over block size and the percentiles of round trips; FILE ends in .svg or .png.", "--chart");
    private final Opt<Boolean> quick = flag("A first impression: one short run of each case, and 64K blocks only.", "--quick");
    private final Opt<Boolean> progress = flag(
            "Tell on stderr which case is being measured; on a terminal that happens anyway.", "--progress");

    @Override
    protected Schema schema() {
        return compare.isGiven() ? ComparisonReport.SCHEMA : BenchColumns.SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("Two processes are started, and blocks travel from one to the other by the mechanism "
                        + "alone; set-up and warm-up are outside the timing. Throughput is timed from just before the first block is "
                        + "sent until the last one is held. For latency a block goes there and back, and each round trip is kept; "
                        + "only one is under way at any time, so the figures say nothing about queueing under load.",
                "Every block carries a fresh sequence number that the receiver checks. Both processes run wherever the scheduler "
                        + "puts them, unless --pin says where: on one CPU a round trip is several times shorter than on two, and "
                        + "without --pin runs may flip between the two.",
                "A case whose runs differ by more than " + Measurement.UNSTABLE_PERCENT + " percent of their median is marked unstable; "
                        + "from five runs on the highest and the lowest are left out of that. CPU times, switches and heap are those "
                        + "of the measuring threads alone, of all timed runs.",
                "With --compare a case is faster or slower only where its runs then and now do not overlap, and the change is larger than "
                        + "the noise: half of what the runs of each time are apart, both together, at least 2 percent, and "
                        + Measurement.UNSTABLE_PERCENT + " percent where there are fewer than three runs. Where the change is larger "
                        + "and the runs overlap it is unclear, which takes more runs to tell.",
                "A benchmark of all mechanisms in their usual form (no MECHANISM, --metric, --size, --count, --buffer, --depth, --slots or "
                        + "--verify) that comes to its end is also kept for 'ipcctl guide', in "
                        + "${XDG_STATE_HOME:-~/.local/state}/ipcctl/bench.json; one of --quick only where there is none.",
                "Where a mechanism cannot carry blocks of a size, its row has a note that says why. Where one cannot be set up, the "
                        + "others are measured all the same, and the exit status is 1.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("compare all mechanisms", "ipcctl bench"),
                new Example("get a first impression", "ipcctl bench --quick"),
                new Example("compare some over block sizes", "ipcctl bench pipe unix-stream shm-sem --size 64,4K,64K,1M --metric throughput"),
                new Example("compare round trips without the scheduler's choices",
                        "ipcctl bench pipe shm-sem --metric latency --pin same"),
                new Example("see that every byte arrives", "ipcctl bench mq shm-sem --verify --size 1,100,4K"),
                new Example("see what a change of the machine has changed",
                        "ipcctl bench pipe mq --save before.json; ipcctl bench --compare before.json --fail-slower 30 || echo slower"),
                new Example("compare two that were saved",
                        "ipcctl bench mq --metric latency --save a.json; ipcctl bench mq --metric latency --save b.json; "
                                + "ipcctl bench --compare a.json --with b.json"),
                new Example("draw it", "ipcctl bench pipe shm-spin --size 64,4K,64K --chart bench.svg"),
                new Example("process the figures", "ipcctl bench mq --format json | jq '.[] | .rtt_p99_ns'"));
    }

    @Override
    protected int run(Context context) throws Exception {
        if (failSlower.isGiven() && !compare.isGiven()) {
            throw new UsageException("--fail-slower is for --compare");
        } else if (with.isGiven()) {
            return compareFiles(context);
        }
        SavedBench before = compare.isGiven() ? new BenchFile(Path.of(compare.get())).read() : null;
        Plan plan = plan(before == null ? defaults() : before.plan());
        Outcome outcome = new Outcome(plan, context, save.get(), chart.get(), before == null && isUsual());
        if (before != null) {
            ComparisonReport.warnOfDifferences(before, compare.get(), Machine.here(), plan, "here", context);
        }
        BenchReport report = before == null ? new BenchReport(context) : null;
        BenchProgress line = new BenchProgress(context, plan, progress.get());
        Watch watch = new Watch(context, report, line, outcome, () -> printFinished(before, outcome.figures(), context), plan.size());
        try {
            new Bench(plan, watch).run();
            outcome.complete();
        } catch (BenchFailure e) {
            throw new CommandFailure(ExitCode.FAILED, e.subject(), e.getMessage(), e.hint());
        } finally {
            line.end();
            outcome.brokenOff();
            if (report != null) {
                report.end();
            }
        }
        return (before == null || isContent(before, outcome, context)) && watch.failures == 0 ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }

    /** Prints the comparison; the answer is whether it is as --fail-slower wants it. */
    private boolean isContent(SavedBench before, Outcome outcome, Context context) throws IOException {
        return isContent(comparison(before, outcome.figures()), context);
    }

    private boolean isContent(ComparisonReport comparison, Context context) throws IOException {
        comparison.print(context);
        return !failSlower.isGiven() || !comparison.hasSlowerBy(failSlower.get());
    }

    /** Where it was interrupted, what was not measured any more is not gone. */
    private void printFinished(SavedBench before, List<Figures> now, Context context) throws IOException {
        new ComparisonReport(before.cases().stream().filter(then -> now.stream().anyMatch(then::isSameCase)).toList(), now, this::isWanted)
                .print(context);
    }

    private ComparisonReport comparison(SavedBench before, List<Figures> now) {
        return new ComparisonReport(before.cases(), now, this::isWanted);
    }

    /** Whether the command line leaves a case in; what it leaves out is not gone. */
    private boolean isWanted(Figures one) {
        return (!mechanisms.isGiven() || mechanisms.get().contains(one.mechanism()))
                && (!metric.isGiven() || metric.get().metrics().contains(one.metric()))
                && (!size.isGiven() || size.get().bytes().contains((int) one.size()));
    }

    private int compareFiles(Context context) throws IOException {
        if (!compare.isGiven()) {
            throw new UsageException("--with is for --compare");
        } else if (Stream.of(duration, count, warmup, repeat, pin, buffer, depth, slots, verify, save, chart, quick, progress).anyMatch(Opt::isGiven)) {
            throw new UsageException("--with measures nothing, and takes only MECHANISM, --metric, --size and --fail-slower");
        }
        if (mechanisms.isGiven()) {
            transports();
        }
        SavedBench before = new BenchFile(Path.of(compare.get())).read();
        SavedBench after = new BenchFile(Path.of(with.get())).read();
        ComparisonReport.warnOfDifferences(before, compare.get(), after.machine(), after.plan(), "in " + with.get(), context);
        return isContent(comparison(before, after.cases()), context) ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }

    /** Whether the mechanisms are measured as the guide shows them. */
    private boolean isUsual() {
        return Stream.of(mechanisms, metric, size, count, buffer, depth, slots, verify).noneMatch(Opt::isGiven);
    }

    /** What is measured where neither the command line nor a saved benchmark says otherwise. */
    private Plan defaults() {
        boolean brief = quick.get();
        Duration timed = count.isGiven() ? null : brief ? QUICK_DURATION : DURATION;
        return new Plan(Transports.ALL, Choice.ALL.metrics(), null, null, timed, 0, brief ? 1 : REPEAT, Pinning.NONE, Tuning.NONE,
                false, brief);
    }

    private Plan plan(Plan base) {
        if (duration.isGiven() && duration.get().isZero()) {
            throw new UsageException("a --duration of 0 measures nothing");
        }
        List<Transport> transports = mechanisms.isGiven() ? transports() : base.mechanisms();
        return new Plan(transports, metric.isGiven() ? metric.get().metrics() : base.metrics(),
                size.isGiven() ? size.get().bytes() : base.sizes(), warmup.isGiven() ? warmup.get() : base.warmup(),
                duration.isGiven() ? duration.get() : base.duration(), count.isGiven() ? count.get() : base.count(),
                repeat.isGiven() ? repeat.get().intValue() : base.repeat(), pin.isGiven() ? pin.get().pinning() : possible(base.pinning()),
                tuning(transports, base.tuning()), verify.get() || base.verify(), quick.get() || base.brief());
    }

    /** Another machine may have had CPUs that this one has not. */
    private Pinning possible(Pinning saved) {
        List<Integer> allowed = saved.equals(Pinning.NONE) ? List.of() : CpuAffinity.allowed();
        if (!saved.equals(Pinning.NONE) && !allowed.containsAll(List.of(saved.sending(), saved.receiving()))) {
            throw new CommandFailure(ExitCode.FAILED, compare.get(), "it was measured on CPUs " + saved + ", and this process may use only "
                    + allowed.stream().map(String::valueOf).collect(Collectors.joining(", ")), "Say where to measure: --pin apart, same or none.");
        }
        return saved;
    }

    private Tuning tuning(List<Transport> transports, Tuning base) {
        if (buffer.isGiven() && (buffer.get() < 1 || buffer.get() > LARGEST_BUFFER)) {
            throw new UsageException("--buffer " + buffer.get() + " is not a size for a buffer; they have 1 byte to 1 GiB");
        }
        Tuning tuning = new Tuning(or(buffer, base.buffer()), (int) or(depth, base.depth()), (int) or(slots, base.slots()));
        for (Knob knob : tuning.knobs()) {
            if (transports.stream().noneMatch(transport -> transport.knobs().contains(knob))) {
                throw new UsageException("--" + knob.name().toLowerCase(Locale.ROOT) + " says nothing to what is measured; it is for "
                        + Transports.ALL.stream().filter(transport -> transport.knobs().contains(knob)).map(Transport::name)
                                .collect(Collectors.joining(", ")));
            }
        }
        return tuning;
    }

    private static long or(Opt<Long> option, long base) {
        return option.isGiven() ? option.get() : base;
    }

    private List<Transport> transports() {
        Set<Transport> chosen = new LinkedHashSet<>();
        for (String name : mechanisms.get()) {
            Transport transport = Transports.find(name);
            if (transport == null) {
                throw new UsageException("there is no mechanism '" + name + "'; there are " + String.join(", ", Transports.names()));
            }
            chosen.add(transport);
        }
        return List.copyOf(chosen);
    }

    /** Hands on what the benchmark tells, and completes the output when a signal ends it. */
    private static final class Watch implements Observer {
        private final Context context;
        private final BenchReport report;
        private final BenchProgress line;
        private final Outcome outcome;
        private final Comparing comparing;
        private final int cases;
        private int failures;

        /** Prints what became of the cases so far. */
        interface Comparing {
            void print() throws IOException;
        }

        /**
         * @param report    null where the cases are compared when all are done
         * @param comparing does that where they never will be
         */
        Watch(Context context, BenchReport report, BenchProgress line, Outcome outcome, Comparing comparing, int cases) {
            this.context = context;
            this.report = report;
            this.line = line;
            this.outcome = outcome;
            this.comparing = comparing;
            this.cases = cases;
        }

        @Override
        public void at(int number, Case what, String phase, double fraction) {
            line.show(number, what, phase, fraction);
        }

        @Override
        public void measured(Measurement measurement) {
            failures += measurement.isFailed() ? 1 : 0;
            line.erase();
            outcome.add(measurement);
            try {
                if (report != null) {
                    report.add(measurement);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void interrupted() {
            line.end();
            outcome.brokenOff();
            try {
                if (report != null) {
                    report.end();
                } else if (outcome.count() > 0) {
                    comparing.print();
                }
                context.out().flush();
            } catch (IOException nobodyReads) {
                return;
            }
            context.warn("interrupted: these are " + outcome.count() + " of " + cases + " cases.");
        }
    }
}
