package org.ipcctl.bench.report;

import java.time.Duration;
import java.util.List;
import org.ipcctl.bench.Plan;

/** How the figures of a page were found, in ten lines. */
final class Method {
    private static final int NANOS_OF_MILLI = 1_000_000;

    private Method() {}

    static List<String> of(Plan plan) {
        String rounds = plan.repeat() == 1
                ? "There was one round, in which a pair of processes went through all cases; "
                        + "how far two rounds differ is not known."
                : "There were " + plan.repeat()
                        + " rounds. In each a new pair of processes went through all cases, so a machine that grew "
                        + "slower meanwhile slowed all alike.";
        return List.of(
                "Blocks travel between two processes by the mechanism alone; "
                        + "opening it and the warm-up are outside the timing.",
                rounds,
                plan.warmup() == null
                        ? "Before it was timed, each case ran until the JIT had settled: it compiled no more, and the "
                                + "loop became no faster."
                        : "Before it was timed, each case ran for " + text(plan.warmup()) + ".",
                "Then it was timed " + (plan.duration() == null ? "for " + plan.count() + " blocks or round trips"
                        : "for " + text(plan.duration())
                                + (plan.count() == 0 ? ""
                                        : ", or for " + plan.count() + " blocks or round trips if these ended first"))
                        + " in each round.",
                "Throughput is timed from just before the first block is sent until the receiver holds the last one.",
                "For latency a block goes there and back, and each round trip is kept. Only one is under way at any "
                        + "time, so the figures say nothing about queueing under load.",
                "A figure in a table is the median of the rounds, and its spread is the highest round less the lowest, "
                        + "in percent of that. Lines over percentiles are of all "
                        + "round trips of all rounds.",
                "With placement apart each side was bound to a CPU of its own, with same both to one CPU; "
                        + "with none the scheduler put them where it liked.",
                plan.verify()
                        ? "Every byte of every block was made anew and checked by the receiver, which takes part of "
                                + "the time."
                        : "Every block carried a fresh sequence number, which the receiver checked.",
                "Control figures were measured at the start of each round and at the end. Where they differ from those "
                        + "of another benchmark, the machine has changed, and not the mechanisms alone. A run of up to a "
                        + "second was timed again where its two CPUs were further from each other than at other "
                        + "times.");
    }

    private static String text(Duration duration) {
        return duration.toNanos() % NANOS_OF_MILLI == 0 ? duration.toMillis() + " ms" : duration.toNanos() + " ns";
    }
}
