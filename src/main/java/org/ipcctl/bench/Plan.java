package org.ipcctl.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is to be measured and how long.
 *
 * @param mechanisms what, in this order
 * @param metrics    which figures
 * @param sizes      bytes in a block for both metrics, or null for sizes that suit each metric and mechanism
 * @param warmup     before each case, outside the timing; null lets it last until the JIT has settled
 * @param duration   of each timed run; null where only {@code count} limits it
 * @param count      blocks or round trips of each timed run at most; 0 is no limit
 * @param repeat     rounds: timed runs of each case, each by another pair of processes
 * @param places     on which CPUs
 * @param tuning     what is asked of the mechanisms
 * @param verify     whether every byte is made anew and checked
 * @param loads      under which loads, where that is what is measured; else none
 * @param brief      whether to leave out what a first impression does not need
 */
public record Plan(List<Transport> mechanisms, Set<Metric> metrics, List<Integer> sizes, Duration warmup,
                   Duration duration,
                   long count, int repeat, Places places, Tuning tuning, boolean verify,
                   List<Load> loads, boolean brief) {
    /** Rounds. */
    public static final int MOST_RUNS = 1000;
    private static final List<Integer> THROUGHPUT_SIZES = List.of(4096, 65536);
    private static final List<Integer> BRIEF_SIZES = List.of(65536);
    /** Of the processes. */
    private static final Duration START = Duration.ofSeconds(1);
    private static final List<Integer> SMALL_SIZES = List.of(64);

    public Plan {
        mechanisms = List.copyOf(mechanisms);
        metrics = Set.copyOf(metrics);
        loads = List.copyOf(loads);
    }

    /** Without load. */
    public Plan(List<Transport> mechanisms, Set<Metric> metrics, List<Integer> sizes, Duration warmup,
                Duration duration, long count, int repeat, Places places,
                Tuning tuning, boolean verify, boolean brief) {
        this(mechanisms, metrics, sizes, warmup, duration, count, repeat, places, tuning, verify, List.of(), brief);
    }

    /** The same in {@code rounds} rounds. */
    public Plan withRounds(int rounds) {
        return new Plan(mechanisms, metrics, sizes, warmup, duration, count, rounds, places, tuning, verify, loads,
                brief);
    }

    /** All cases of one mechanism, in their order. */
    List<Case> casesOf(Transport transport) {
        List<Case> cases = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            // What nobody asked for by name is left out where it cannot be.
            if (metrics.contains(metric) && (metrics.size() == 1 || transport.metrics().contains(metric))) {
                List<Pinning> pinnings = places.of(metric, loads);
                for (Pinning pinning : pinnings) {
                    boolean senseless = isSenseless(transport, pinning) && pinnings.size() > 1;
                    for (Load load : metric == Metric.LOAD ? loads : List.of(Load.PLAIN)) {
                        sizesFor(transport, metric).stream().filter(size -> !senseless)
                                .forEach(size -> cases.add(new Case(transport, metric, size, pinning, load)));
                    }
                }
            }
        }
        return cases;
    }

    /** Who asked for it by name gets it all the same. */
    private boolean isSenseless(Transport transport, Pinning pinning) {
        return places.isUsual() && transport.spins() && pinning.placement() == Placement.SAME;
    }

    /** Why {@code what} is not measured, or null where it is. */
    String refusal(Case what) {
        return isSenseless(what.transport(), what.pinning())
                ? "its sides never sleep, so on one CPU each waits for the other's time slice to end; --pin same "
                        + "measures that"
                : what.refusal();
    }

    /** All, in their order. */
    public List<Case> cases() {
        return mechanisms.stream().flatMap(transport -> casesOf(transport).stream()).toList();
    }

    /** About how long it takes; null where only the number of blocks limits the runs. */
    public Duration expected() {
        Duration before = warmup != null ? warmup : brief ? Duration.ofMillis(60) : Duration.ofMillis(180);
        return duration == null ? null
                : START.plus(duration.plus(before).multipliedBy(cases().size())).multipliedBy(repeat);
    }

    private List<Integer> sizesFor(Transport transport, Metric metric) {
        if (sizes != null) {
            return sizes;
        }
        List<Integer> usual = metric != Metric.THROUGHPUT ? SMALL_SIZES : brief ? BRIEF_SIZES : THROUGHPUT_SIZES;
        // Nobody asked for these very sizes, so the largest that travels does as well.
        long largest = transport.limit() == null ? Long.MAX_VALUE : transport.limit().bytes();
        return usual.stream().map(size -> (int) Math.min(size, largest)).distinct().toList();
    }
}
