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
                ? "There was one round, in which a pair of processes ran all cases; how far two rounds differ is not "
                        + "known."
                : "There were " + plan.repeat()
                        + " rounds. In each a new pair of processes ran all cases, so a machine that became slower "
                        + "affected all of them alike.";
        return List.of(
                "Blocks travel between two processes by the mechanism alone; opening it and the warm-up are not "
                        + "timed.",
                rounds,
                plan.warmup() == null
                        ? "Before it was timed, each case ran until the JIT had settled: it compiled nothing more, "
                                + "and the loop did not get faster."
                        : "Before it was timed, each case ran for " + text(plan.warmup()) + ".",
                "Then it was timed " + (plan.duration() == null ? "for " + plan.count() + " blocks or round trips"
                        : "for " + text(plan.duration())
                                + (plan.count() == 0 ? ""
                                        : ", or for " + plan.count() + " blocks or round trips if these ended first"))
                        + " in each round.",
                "Throughput is timed from just before the first block is sent until the receiver holds the last one.",
                "For latency a block goes there and back, and each round trip is recorded. Only one is in progress "
                        + "at any time, so the figures say nothing about queueing under load.",
                "A figure in a table is the median of the rounds, and its spread is the highest round minus the "
                        + "lowest, in percent of the median. Lines over percentiles cover all round trips of all "
                        + "rounds.",
                "With placement apart each side was bound to its own CPU, with same both to one CPU; with none the "
                        + "scheduler placed them.",
                plan.verify()
                        ? "Every byte of every block was generated anew and checked by the receiver, which takes "
                                + "part of the time."
                        : "Every block carried a fresh sequence number, which the receiver checked.",
                "Control figures were measured at the start of each round and at the end. If they differ from those "
                        + "of another benchmark, the machine has changed, and not only the mechanisms. A run of up to "
                        + "a second was timed again if its two CPUs were further apart than at other times.");
    }

    private static String text(Duration duration) {
        return duration.toNanos() % NANOS_OF_MILLI == 0 ? duration.toMillis() + " ms" : duration.toNanos() + " ns";
    }
}
