package org.ipcctl.cli.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.kernel.StateDirectory;
import org.ipcctl.kernel.TemporaryDirectory;

/** What the help of {@code ipcctl bench} says of how it measures and compares. */
final class BenchDescription {
    static final Map<String, String> ENVIRONMENT = environment();
    static final List<String> PARAGRAPHS = List.of(
            "Two processes are started, and blocks travel from one to the other by the mechanism alone; set-up and "
                    + "warm-up are not timed. Throughput is timed from just before the first block is sent until the "
                    + "last one has been received. For latency a block goes there and back, and each round trip is "
                    + "recorded; only one is in progress at any time, so the figures say nothing about queueing "
                    + "under load, which --rate and --senders measure.",
            "By default, these are measured: " + told(Transports.USUAL) + ".",
            "If named, or with all, these are, too: " + told(Transports.OTHERS)
                    + ". Mechanisms that only notify the other side carry a number of at most 8 bytes. To compare "
                    + "pipes of 64 KiB and of 1 MiB, measure pipe with --buffer 1M too.",
            "Every block carries a fresh sequence number that the receiver checks. Throughput is measured with each "
                    + "side bound to its own CPU, on two cores that share a last-level cache if possible. Round "
                    + "trips are measured twice, apart and with both sides on the same CPU, where they are several "
                    + "times shorter; the column placement (PIN in tables) shows which. Spinning mechanisms have no "
                    + "round trips on one CPU, where each side would only wait for the other's time slice. With "
                    + "--pin none the scheduler places both sides and moves them, so one mechanism may have two "
                    + "speeds. Each mechanism has its usual buffer, shown in the column buffer_bytes (BUFFER in "
                    + "tables): a pipe of 64 KiB holds one block of 64 KiB, so both sides take turns, which --buffer "
                    + "1M changes.",
            "There are five rounds, and in each a new pair of processes runs all cases. So a machine that becomes "
                    + "slower affects all of them alike, and the spread shows how far two pairs of processes differ, "
                    + "not just two moments of one. A figure is the median of the rounds. A case whose rounds differ "
                    + "by more than " + Measurement.UNSTABLE_PERCENT
                    + " percent of it is marked unstable; with five rounds or more the highest and the lowest do not "
                    + "count for that. CPU times, switches and heap are those of the measuring threads alone, over "
                    + "all rounds; beside the throughput are the CPU time of both sides for each message (CPU/MSG), "
                    + "how often either was woken for it (WAKE) and, if there is room, CPU time for each GiB "
                    + "(CPU/GIB). All mechanisms take about a minute and a half at most, with --quick some seconds.",
            "With --rate messages are sent when they are due, at equal intervals, and the time of each counts from "
                    + "that moment until it is received, by CLOCK_MONOTONIC, even if it had to be sent later. So "
                    + "messages that wait behind a slow one count, too: a benchmark that sends a message only when "
                    + "the previous one has arrived, or counts only from then, leaves out the longest waits "
                    + "(coordinated omission). Everything due in a round is sent, unless that takes more than twice "
                    + "as long. The result shows percentiles of the one-way time, up to 99.99 if there are enough "
                    + "messages, and the rate that was reached.",
            "With --senders and --receivers that many threads of one process send to one object, and that many of "
                    + "another receive from it: a pipe, a FIFO, a queue or a datagram socket. Each message is "
                    + "checked to arrive exactly once. Mechanisms for one sender and one receiver get a note "
                    + "instead. Beside the throughput are the latency of a message, including its wait for room, and "
                    + "the share of the slowest and the fastest sender, in percent of an equal share (with --count "
                    + "all send the same number); --scale has a row for each of 1, 2, 4, 8 and 16 senders. The "
                    + "scheduler places the threads unless --pin is given: with apart all senders share one CPU and "
                    + "all receivers another. If there are fewer CPUs than threads, a note says that they are "
                    + "shared. Under load a block has 64 bytes, and a case is timed for 500 ms in each round, by "
                    + "default.",
            "Columns show what else the figures depend on: load before the benchmark, CPU time that other processes "
                    + "used during it (other_load), steal, governor, turbo, SMT, hypervisor, cgroup quota and kernel "
                    + "mitigations. Conditions that make the figures doubtful are listed below the tables and in the "
                    + "column doubts, with the commands that change them.",
            "With --compare a case counts as unchanged unless neither chance nor a change of the machine can explain "
                    + "the difference. The ranks of its rounds in both benchmarks must differ (Mann-Whitney test at "
                    + "20 percent), and its change must be larger, by a t test at 2 percent corrected for the number "
                    + "of cases (Holm's method), than the smallest change that counts: 5 percent, or the difference "
                    + "between its rounds if that is more, beyond what control figures explain. The column interval "
                    + "(change_low_percent, change_high_percent) shows where the change lies with 95 percent "
                    + "certainty. At least three rounds of each are needed to show anything. Cases are matched by "
                    + "mechanism, metric, size and placement; if neither benchmark has a case at two placements, "
                    + "those may differ, and a warning says so.",
            "Control figures are measured in each benchmark, at the start of each round and at the end, in a tenth "
                    + "of a second each time, and --save saves them: copies in and out of cache, a bare system call, "
                    + "round trips of futex wake-ups apart and on one CPU, and the CPU time used by other processes "
                    + "and by the hypervisor. If they have changed, a sentence says first that the machine changed, "
                    + "and cases that changed by no more than they did get the verdict machine, which --fail-slower "
                    + "accepts.",
            "A hypervisor may move two CPUs apart for a second or so, and everything that crosses from one to the "
                    + "other then takes about four times as long. So if each side has its own CPU, the round trip of "
                    + "a cache line between the two is measured just before and just after each run of up to a "
                    + "second, and a run is timed again after a pause, up to three times, if either took more than "
                    + "twice as long as the shortest so far. --save saves that time with each run, and --compare "
                    + "compares the runs made while the CPUs were near each other or, if there are too few of them, "
                    + "those made while they were far apart.",
            "The best way to compare two configurations of one machine is a race: with --ab their rounds alternate "
                    + "(A B, B A), so changes of the machine affect both alike. Changes of B against A count from 2 "
                    + "percent. If A and B have the same number of cases, the first is compared with the first, and "
                    + "so on.",
            "A complete benchmark of the mechanisms in their usual form (no MECHANISM, or all, and no --metric, "
                    + "--size, --count, --pin, --buffer, --depth, --slots or --verify) is also saved for 'ipcctl "
                    + "guide', in ${XDG_STATE_HOME:-~/.local/state}/ipcctl/bench.json; with --quick only if there is "
                    + "none yet.",
            "If a mechanism cannot carry blocks of a size, a note in its row says why; so does a note if this "
                    + "machine lacks or forbids the mechanism, because of kernel options, yama or seccomp. If a "
                    + "mechanism cannot be set up for another reason, the others are still measured, and the exit "
                    + "status is 1. It is also 1 if nothing could be measured or compared.");

    private BenchDescription() {}

    private static String told(List<Transport> transports) {
        return transports.stream().map(transport -> transport.name() + " (" + transport.summary() + ")")
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> environment() {
        Map<String, String> told = new HashMap<>(StateDirectory.ENVIRONMENT);
        told.put("TMPDIR",
                "The directory for the files of fifo and mmap-file while they are measured (default: "
                        + TemporaryDirectory.USUAL + ").");
        return told;
    }
}
