package org.ipcctl.cli.bench;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.Metric;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.UsageException;

/** Those options of {@code ipcctl bench} that have it measured under load. */
record LoadOptions(Arg<Long> rate, Arg<Long> senders, Arg<Long> receivers, Arg<Boolean> scale) {
    private static final List<Integer> SCALE = List.of(1, 2, 4, 8, 16);

    List<Arg<?>> all() {
        return List.of(rate, senders, receivers, scale);
    }

    boolean isGiven(Args args) {
        return all().stream().anyMatch(args::has);
    }

    /** Refuses what says nothing under load. */
    void check(Args args, Arg<?> metric) {
        if (args.has(scale) && args.has(senders)) {
            throw new UsageException(
                    "--scale measures 1, 2, 4, 8 and 16 senders, so it cannot be combined with --senders");
        }
        if (args.has(metric)) {
            throw new UsageException(all().stream().filter(args::has).findFirst().orElseThrow().longestName()
                    + " measures under load, so it cannot be combined with "
                    + metric.longestName());
        }
    }

    /**
     * The loads that the options make of those of {@code base}, which has none where nothing was measured under load.
     */
    List<Load> loads(Args args, List<Load> base) {
        Load usual = base.isEmpty() ? Load.PLAIN : base.get(0);
        Stream<Integer> sending = args.has(scale) ? SCALE.stream()
                : args.has(senders) ? Stream.of(args.get(senders).intValue())
                        : base.isEmpty() ? Stream.of(1) : base.stream().map(Load::senders);
        int receiving = args.has(receivers) ? args.get(receivers).intValue() : usual.receivers();
        long wanted = args.has(rate) ? args.get(rate) : usual.rate();
        return sending.map(number -> new Load(number, receiving, wanted)).toList();
    }

    /** Adds the options that make {@code loads}. */
    static void addTo(List<String> words, List<Load> loads) {
        Load first = loads.get(0);
        if (first.hasRate()) {
            words.addAll(List.of("--rate", Long.toString(first.rate())));
        }
        if (loads.size() > 1) {
            words.add("--scale");
        } else if (first.senders() > 1 || !first.hasRate()) {
            words.addAll(List.of("--senders", Integer.toString(first.senders())));
        }
        if (first.receivers() > 1) {
            words.addAll(List.of("--receivers", Integer.toString(first.receivers())));
        }
    }

    static Set<Metric> metrics() {
        return Set.of(Metric.LOAD);
    }
}
