package org.ipcctl.cli.bench;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.bench.Tunable;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Pinning;
import org.ipcctl.bench.Places;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tuning;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Suggestions;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.CpuAffinity;

/** From the options of {@code ipcctl bench}, which {@link BenchCommand} declares, to what is measured. */
record PlanOptions(Arg<List<String>> mechanisms, Arg<Choice> metric, Arg<SizeList> size, Arg<Duration> duration,
                   Arg<Long> count,
                   Arg<Duration> warmup, Arg<Long> repeat, Arg<PinOption> pin, Arg<Long> buffer, Arg<Long> depth,
                   Arg<Long> slots,
                   Arg<Boolean> verify, LoadOptions load, Arg<Boolean> quick) {
    private static final Duration DURATION = Duration.ofMillis(80);
    private static final Duration QUICK_DURATION = Duration.ofMillis(40);
    /** The longest latencies are rare. */
    private static final Duration LOAD_DURATION = Duration.ofMillis(500);
    private static final Duration QUICK_LOAD_DURATION = Duration.ofMillis(200);
    private static final int LEAST_ROUNDS = 5;
    /** Of a few cases, for these take little time, and have no others to be told apart by. */
    private static final int MOST_ROUNDS = 10;
    private static final Duration TIME_OF_ROUNDS = Duration.ofSeconds(25);
    private static final int ROUNDS_OF_A_RACE = 10;
    /** In place of a name: every mechanism there is. */
    static final String EACH = "all";

    /** What {@code --metric} takes. */
    enum Choice {
        THROUGHPUT, LATENCY, ALL;

        Set<Metric> metrics() {
            return this == ALL ? Metric.USUAL : Set.of(Metric.valueOf(name()));
        }
    }

    /** What can be said in place of MECHANISM. */
    static List<String> names() {
        return Stream.concat(Transports.names().stream(), Stream.of(EACH)).toList();
    }

    /** Whether the mechanisms are measured as the guide shows them. */
    boolean isUsual(Args args) {
        return (!args.has(mechanisms) || args.get(mechanisms).contains(EACH))
                && Stream.of(metric, size, count, pin, buffer, depth, slots, verify).noneMatch(args::has)
                && !load.isGiven(args);
    }

    /** Whether the command line leaves a case in; what it leaves out is not gone. */
    boolean isWanted(Args args, SavedCase one) {
        return (!args.has(mechanisms) || args.get(mechanisms).contains(EACH)
                || args.get(mechanisms).contains(one.mechanism()))
                && (!args.has(metric) || args.get(metric) == Choice.ALL
                        || args.get(metric).metrics().contains(one.metric()))
                && (!args.has(size) || args.get(size).bytes().contains((int) one.size()));
    }

    /** What is measured. */
    Plan plan(Args args) {
        boolean brief = args.get(quick);
        Duration timed = args.has(count) ? null : usual(load.isGiven(args), brief);
        Plan plan = changed(args, new Plan(Transports.USUAL, Choice.ALL.metrics(), null, null, timed, 0, 1,
                args.has(pin) ? args.get(pin).places() : Places.usual(), Tuning.NONE, false, brief));
        return args.has(repeat) ? plan : plan.withRounds(usualRounds(plan));
    }

    /** How many rounds there are unless somebody says otherwise. */
    static int usualRounds(Plan plan) {
        Duration one = plan.withRounds(1).expected();
        return plan.brief() ? 1 : one == null ? LEAST_ROUNDS
                : (int) Math.max(LEAST_ROUNDS, Math.min(MOST_ROUNDS, TIME_OF_ROUNDS.dividedBy(one)));
    }

    static Duration usual(boolean isLoad, boolean brief) {
        return isLoad ? brief ? QUICK_LOAD_DURATION : LOAD_DURATION : brief ? QUICK_DURATION : DURATION;
    }

    /** The same for what {@code file} holds. */
    Plan planAgain(Args args, Plan saved, String file) {
        // As many rounds as before, for of fewer nothing could be told.
        Duration timed = args.get(quick) && saved.duration() != null ? usual(!saved.loads().isEmpty(), true)
                : saved.duration();
        return changed(args,
                new Plan(saved.mechanisms(), saved.metrics(), saved.sizes(), saved.warmup(), timed, saved.count(),
                        saved.repeat(), args.has(pin) ? args.get(pin).places() : possible(saved.places(), file),
                        saved.tuning(),
                        saved.verify(), saved.loads(), args.get(quick) || saved.brief()));
    }

    /** What both have that are raced. */
    Plan common(Args args) {
        Plan plan = plan(args);
        return args.has(repeat) ? plan : plan.withRounds(ROUNDS_OF_A_RACE);
    }

    /** What {@code part} of a line makes of {@code base}, which is what {@code common} asked for. */
    Plan variant(Args part, Args common, Plan base) {
        Duration timed = part.has(count) ? null : common.has(duration) || common.has(count) ? base.duration()
                : usual(load.isGiven(part) || load.isGiven(common), base.brief());
        return changed(part,
                new Plan(base.mechanisms(), base.metrics(), base.sizes(), base.warmup(), timed, base.count(),
                        base.repeat(), part.has(pin) ? part.get(pin).places() : base.places(), base.tuning(),
                        base.verify(), base.loads(), base.brief()));
    }

    private Plan changed(Args args, Plan base) {
        if (args.has(duration) && args.get(duration).isZero()) {
            throw new UsageException("a --duration of 0 measures nothing");
        }
        if (load.isGiven(args)) {
            load.check(args, metric);
        }
        // Who asks for a metric by its name measures without load what was measured under load before.
        List<Load> loads = load.isGiven(args) ? load.loads(args, base.loads())
                : args.has(metric) ? List.of() : base.loads();
        Set<Metric> metrics = !loads.isEmpty() ? LoadOptions.metrics()
                : args.has(metric) ? args.get(metric).metrics() : base.metrics();
        List<Transport> transports = args.has(mechanisms) ? transports(args) : base.mechanisms();
        return new Plan(transports, metrics,
                args.has(size) ? args.get(size).bytes() : base.sizes(),
                args.has(warmup) ? args.get(warmup) : base.warmup(),
                args.has(duration) ? args.get(duration) : base.duration(),
                args.has(count) ? args.get(count) : base.count(),
                args.has(repeat) ? args.get(repeat).intValue() : base.repeat(), base.places(),
                tuning(args, transports, base.tuning()),
                args.get(verify) || base.verify(), loads, base.brief());
    }

    /** Another machine may have had CPUs that this one has not. */
    private static Places possible(Places saved, String file) {
        Pinning pinning = saved.throughput().get(0);
        if (!saved.isUsual() && !pinning.isNone()) {
            List<Integer> allowed = CpuAffinity.allowed();
            if (!allowed.contains(pinning.sending()) || !allowed.contains(pinning.receiving())) {
                throw new CommandFailure(ExitCode.FAILED, file,
                        "it was measured on CPUs " + saved + ", and this process may use only "
                                + allowed.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        "Say where to measure: --pin apart, same or none.");
            }
        }
        return saved;
    }

    private Tuning tuning(Args args, List<Transport> transports, Tuning base) {
        if (args.has(buffer) && (args.get(buffer) < 1 || args.get(buffer) > Tuning.LARGEST_BUFFER)) {
            throw new UsageException(
                    "--buffer " + args.get(buffer) + " is not a buffer size; use 1 byte to 1 GiB");
        }
        Tuning tuning = new Tuning(or(args, buffer, base.buffer()), (int) or(args, depth, base.depth()),
                (int) or(args, slots, base.slots()));
        for (Tunable knob : tuning.knobs()) {
            if (transports.stream().noneMatch(transport -> transport.knobs().contains(knob))) {
                throw new UsageException(
                        "--" + knob.name().toLowerCase(Locale.ROOT) + " does not apply to what is measured; it is "
                                + "for "
                                + Transports.ALL.stream().filter(transport -> transport.knobs().contains(knob))
                                        .map(Transport::name)
                                        .collect(Collectors.joining(", ")));
            }
        }
        return tuning;
    }

    private static long or(Args args, Arg<Long> option, long base) {
        return args.has(option) ? args.get(option) : base;
    }

    /** Those that were named. */
    List<Transport> transports(Args args) {
        Set<Transport> chosen = new LinkedHashSet<>();
        for (String name : args.get(mechanisms)) {
            if (name.equals(EACH)) {
                chosen.addAll(Transports.ALL);
                continue;
            }
            Transport transport = Transports.find(name);
            if (transport == null) {
                throw new UsageException("there is no mechanism '" + name + "'" + Suggestions.name(name, names()));
            }
            chosen.add(transport);
        }
        return List.copyOf(chosen);
    }
}
