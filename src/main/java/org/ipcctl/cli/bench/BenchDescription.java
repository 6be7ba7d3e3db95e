package org.ipcctl.cli.bench;

import java.util.List;
import java.util.stream.Collectors;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.transport.Transports;

/** What the help of {@code ipcctl bench} says of how it measures and compares. */
final class BenchDescription {
    static final List<String> PARAGRAPHS = List.of(
            "Two processes are started, and blocks travel from one to the other by the mechanism "
                    + "alone; set-up and warm-up are outside the timing. Throughput is timed from just before the "
                    + "first "
                    + "block is "
                    + "sent until the last one is held. For latency a block goes there and back, and each round trip "
                    + "is "
                    + "kept; "
                    + "only one is under way at any time, so the figures say nothing about queueing under load, which "
                    + "--rate and --senders measure.",
            "Measured are, where none is named: " + told(Transports.USUAL) + ".",
            "By their names, or with all: " + told(Transports.OTHERS)
                    + ". What tells the other side only that something happened carries a number of 8 "
                    + "bytes at most. To compare pipes of 64 KiB and of 1 MiB, measure pipe with --buffer 1M too.",
            "Every block carries a fresh sequence number that the receiver checks. Throughput is measured with "
                    + "each side bound to a "
                    + "CPU of its own: of two cores, with one last-level cache if there are such. Round trips are "
                    + "measured twice, apart "
                    + "and with both sides on the same CPU, where they are several times shorter; "
                    + "the column placement (PIN in tables) "
                    + "tells which. Spinning has no round trips on one CPU, where each side would only wait for "
                    + "the other's time slice. "
                    + "With --pin none the scheduler puts both sides where it likes, and moves them, so one "
                    + "mechanism may have two speeds. Each "
                    + "mechanism has the buffer it usually has, and the column buffer_bytes (BUFFER in tables) "
                    + "tells it: a pipe of 64 KiB holds one "
                    + "block of 64 KiB, so both sides take turns, which --buffer 1M changes.",
            "There are five rounds. In each a new pair of processes goes through all cases, so a machine that "
                    + "grows slower meanwhile slows "
                    + "all alike, and the spread tells how far two processes differ, not only two moments of one. "
                    + "A figure is the median "
                    + "of the rounds. A case whose rounds differ by more than " + Measurement.UNSTABLE_PERCENT
                    + " percent of it is marked unstable; "
                    + "from five on the highest and the lowest are left out of that. CPU times, switches and heap "
                    + "are those "
                    + "of the measuring threads alone, of all rounds; "
                    + "beside throughput stands what both sides took for each message (CPU/MSG), how often either "
                    + "was woken for it (WAKE) and, "
                    + "where there is room, CPU time for each GiB (CPU/GIB). All mechanisms take about a minute "
                    + "and a half at most, with --quick some seconds.",
            "With --rate messages are sent when they are due, at the same distance from each other, and the time "
                    + "of each counts from that moment until it is received, by "
                    + "CLOCK_MONOTONIC, also where it had to be sent later. So what waits behind a slow message "
                    + "counts, too: who sends the next one only when "
                    + "the last is through, or counts from then, leaves out the longest waits (coordinated "
                    + "omission). All that is due in a round is sent, unless that takes "
                    + "more than twice as long. Told are percentiles of one way, up to 99.99 where there are "
                    + "enough messages for that, and the rate that was reached.",
            "With --senders and --receivers so many threads of one process send, and of another receive, at one "
                    + "object: a pipe, a FIFO, a queue or a datagram socket. Each "
                    + "message is checked to arrive once. Mechanisms that are for one sender and one receiver have "
                    + "a note instead. Beside the throughput stand the "
                    + "latency of a message, with its wait for room, and what the slowest and the fastest sender "
                    + "got through, in percent of an equal share "
                    + "(with --count all have as many); --scale has a row for 1, 2, 4, 8 and 16 senders. The "
                    + "scheduler places the threads unless --pin says "
                    + "otherwise: with apart all senders share one CPU and all receivers another. Where there are "
                    + "fewer CPUs than threads, a note says that they are shared. "
                    + "Under load a block has 64 bytes, and a case is timed for 500 ms in each round, unless told "
                    + "otherwise.",
            "What else figures depend on is in columns: load before the benchmark, what other processes took of "
                    + "the CPUs meanwhile (other_load), steal, governor, turbo, SMT, hypervisor, cgroup quota and "
                    + "kernel mitigations. What of it makes the figures doubtful stands below the tables and in "
                    + "the column doubts, with the command "
                    + "that changes it.",
            "With --compare a case is unchanged unless more than chance and more than the machine speaks against "
                    + "it. Its rounds of both times have to "
                    + "differ by their ranks (Mann-Whitney test at 20 percent), and its change has to be larger, "
                    + "by a t test at 2 percent that is corrected for the "
                    + "number of cases (Holm's method), than what counts: 5 percent, or what its rounds differ by "
                    + "if that is more, beyond what "
                    + "control figures explain. The column interval (change_low_percent, change_high_percent) "
                    + "tells where the change lies with "
                    + "95 percent certainty. Three rounds of each are the fewest that can tell anything. A case is "
                    + "looked up by mechanism, "
                    + "metric, size and placement; where neither benchmark has it at two placements, those may "
                    + "differ, and a warning says so.",
            "Control figures are measured in each benchmark, at the start of each round and at the end, in a tenth "
                    + "of a second each time, and are kept "
                    + "by --save: copies in and out of cache, a bare system call, round trips of futex wake-ups "
                    + "apart and on one CPU, what "
                    + "other processes took of the CPUs, and the hypervisor. Where these moved, a sentence says "
                    + "first that the machine "
                    + "changed, and what changed by no more than they did has the verdict machine, with which "
                    + "--fail-slower is content.",
            "A hypervisor may move two CPUs apart for a second or so, and all that crosses from one to the other takes "
                    + "four times as long then. So with both sides on CPUs of their own the round trip of a cache "
                    + "line between these is measured just before and just after each run of up to a second, and a "
                    + "run for which either took twice as long as the shortest so far is timed again, up to three "
                    + "times.",
            "Two configurations of one machine are best raced: with --ab their rounds alternate (A B, B A), so the "
                    + "machine changes for both "
                    + "alike. Changes of B against A count from 2 percent on. Where A and B have as many cases, "
                    + "the first is compared with the first, and so on.",
            "A benchmark of the mechanisms in their usual form (no MECHANISM, or all, and no --metric, --size, "
                    + "--count, --pin, --buffer, --depth, --slots or "
                    + "--verify) that comes to its end is also kept for 'ipcctl guide', in "
                    + "${XDG_STATE_HOME:-~/.local/state}/ipcctl/bench.json; "
                    + "one of --quick only where there is none.",
            "Where a mechanism cannot carry blocks of a size, its row has a note that says why; "
                    + "so has it where this machine does not have or does "
                    + "not allow the mechanism, by its kernel's options, yama or seccomp. Where one cannot be set "
                    + "up otherwise, the "
                    + "others are measured all the same, and the exit status is 1. It is 1, too, where nothing "
                    + "could be measured or compared.");

    private BenchDescription() {}

    private static String told(List<Transport> transports) {
        return transports.stream().map(transport -> transport.name() + " (" + transport.summary() + ")")
                .collect(Collectors.joining(", "));
    }
}
