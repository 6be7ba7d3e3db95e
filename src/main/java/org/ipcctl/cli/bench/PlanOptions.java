package org.ipcctl.cli.bench;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Pinning;
import org.ipcctl.bench.Places;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tuning;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.CpuAffinity;

/** From the options of {@code ipcctl bench}, which {@link BenchCommand} declares, to what is measured. */
record PlanOptions(Opt<List<String>> mechanisms, Opt<Choice> metric, Opt<SizeList> size, Opt<Duration> duration, Opt<Long> count,
                   Opt<Duration> warmup, Opt<Long> repeat, Opt<PinOption> pin, Opt<Long> buffer, Opt<Long> depth, Opt<Long> slots,
                   Opt<Boolean> verify, Opt<Boolean> quick) {
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

    /** Whether the mechanisms are measured as the guide shows them. */
    boolean isUsual() {
        return Stream.of(mechanisms, metric, size, count, pin, buffer, depth, slots, verify).noneMatch(Opt::isGiven);
    }

    /** Whether the command line leaves a case in; what it leaves out is not gone. */
    boolean isWanted(Figures one) {
        return (!mechanisms.isGiven() || mechanisms.get().contains(one.mechanism()))
                && (!metric.isGiven() || metric.get().metrics().contains(one.metric()))
                && (!size.isGiven() || size.get().bytes().contains((int) one.size()));
    }

    /** What is measured. */
    Plan plan() {
        boolean brief = quick.get();
        Duration timed = count.isGiven() ? null : brief ? QUICK_DURATION : DURATION;
        return changed(new Plan(Transports.ALL, Choice.ALL.metrics(), null, null, timed, 0, brief ? 1 : REPEAT,
                pin.isGiven() ? pin.get().places() : PinOption.usual(), Tuning.NONE, false, brief));
    }

    /** The same for what {@code file} holds. */
    Plan planAgain(Plan saved, String file) {
        Duration timed = quick.get() && saved.duration() != null ? QUICK_DURATION : saved.duration();
        return changed(new Plan(saved.mechanisms(), saved.metrics(), saved.sizes(), saved.warmup(), timed, saved.count(),
                quick.get() ? 1 : saved.repeat(), pin.isGiven() ? pin.get().places() : possible(saved.places(), file), saved.tuning(),
                saved.verify(), quick.get() || saved.brief()));
    }

    private Plan changed(Plan base) {
        if (duration.isGiven() && duration.get().isZero()) {
            throw new UsageException("a --duration of 0 measures nothing");
        }
        List<Transport> transports = mechanisms.isGiven() ? transports() : base.mechanisms();
        return new Plan(transports, metric.isGiven() ? metric.get().metrics() : base.metrics(),
                size.isGiven() ? size.get().bytes() : base.sizes(), warmup.isGiven() ? warmup.get() : base.warmup(),
                duration.isGiven() ? duration.get() : base.duration(), count.isGiven() ? count.get() : base.count(),
                repeat.isGiven() ? repeat.get().intValue() : base.repeat(), base.places(), tuning(transports, base.tuning()),
                verify.get() || base.verify(), base.brief());
    }

    /** Another machine may have had CPUs that this one has not. */
    private static Places possible(Places saved, String file) {
        Pinning pinning = saved.throughput().get(0);
        if (!saved.isUsual() && !pinning.isNone()) {
            List<Integer> allowed = CpuAffinity.allowed();
            if (!allowed.contains(pinning.sending()) || !allowed.contains(pinning.receiving())) {
                throw new CommandFailure(ExitCode.FAILED, file, "it was measured on CPUs " + saved + ", and this process may use only "
                        + allowed.stream().map(String::valueOf).collect(Collectors.joining(", ")), "Say where to measure: --pin apart, same or none.");
            }
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

    /** Those that were named. */
    List<Transport> transports() {
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
}
