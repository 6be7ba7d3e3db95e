package org.ipcctl.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.InstalledPeers;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ipcctl bench}: every mechanism end to end, between two real processes, with counts that are done at once. */
@ExtendWith(InstalledPeers.class)
class BenchCommandTest {
    private static final String[] SHORT = {"--count", "50", "--repeat", "2", "--warmup", "0", "--pin", "none"};

    /** What all mechanisms together told, by the options. */
    private static final Map<List<String>, Map<String, List<JsonObject>>> TOLD = new HashMap<>();

    /** Those with two sides. */
    static List<String> mechanisms() {
        return Transports.ALL.stream().filter(transport -> !transport.isLocal()).map(Transport::name).toList();
    }

    /**
     * The rows of {@code mechanism} in a run of all: a pair of processes goes through all of them in less time than a
     * pair for each takes to start.
     */
    private static List<JsonObject> rows(String mechanism, String... options) {
        return TOLD.computeIfAbsent(List.of(options), BenchCommandTest::ofAll).get(mechanism);
    }

    private static Map<String, List<JsonObject>> ofAll(List<String> options) {
        List<String> line = new ArrayList<>(List.of("bench", "--format", "json"));
        line.addAll(mechanisms());
        line.addAll(options);
        Map<String, List<JsonObject>> rows = new HashMap<>();
        json(bench(line.toArray(String[]::new)).succeeds()).forEach(row -> rows
                .computeIfAbsent(row.getAsJsonObject().get("mechanism").getAsString(), first -> new ArrayList<>())
                .add(row.getAsJsonObject()));
        return rows;
    }

    @Test
    void aCopyHasNoRoundTripAndNoBuffer() {
        JsonArray rows = json(
                bench("bench", "memcpy", "--size", "1,100,8K", "--verify", "--format", "json").succeeds());
        assertThat(rows).hasSize(3);
        rows.forEach(
                row -> assertThat(row.getAsJsonObject().get("throughput_bytes_per_second").getAsDouble()).isPositive());
        rows.forEach(row -> assertThat(row.getAsJsonObject().get("buffer_bytes").isJsonNull()).isTrue());
        assertThat(json(bench("bench", "memcpy", "--metric", "latency", "--format", "json").exits(1)).get(0)
                .getAsJsonObject()
                .get("note").getAsString()).isEqualTo("it has no latency");
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void measuresBlocksOfAllSizesThere(String mechanism) {
        List<JsonObject> rows = rows(mechanism, "--size", "1,64,8K");
        Transport transport = Transports.find(mechanism);
        boolean oneWay = transport.metrics().contains(Metric.THROUGHPUT);
        assertThat(rows).hasSize(oneWay ? 6 : 3);
        for (int i = 0; i < rows.size(); i++) {
            JsonObject row = rows.get(i);
            boolean latency = i >= 3 || !oneWay;
            assertThat(row.get("metric").getAsString()).isEqualTo(latency ? "latency" : "throughput");
            assertThat(row.get("size_bytes").getAsInt()).isEqualTo(List.of(1, 64, 8192).get(i % 3));
            if (transport.limit() != null && row.get("size_bytes").getAsLong() > transport.limit().bytes()) {
                assertThat(row.get("note").getAsString()).isEqualTo("a block holds at most " + transport.limit().bytes()
                        + " bytes (" + transport.limit().reason() + ")");
                continue;
            }
            assertThat(row.get("count").getAsInt()).isEqualTo(100);
            assertThat(row.get("repeat").getAsInt()).isEqualTo(2);
            assertThat(row.get("duration_ns").getAsLong()).isPositive();
            assertThat(row.get("messages_per_second").getAsDouble()).isPositive();
            assertThat(row.get("buffer_bytes").isJsonNull()).as("nobody keeps what was not taken yet")
                    .isEqualTo(mechanism.startsWith("process-vm"));
            assertThat(row.get("throughput_bytes_per_second").isJsonNull()).isEqualTo(latency);
            assertThat(row.get("rtt_p50_ns").isJsonNull()).isEqualTo(!latency);
            assertThat(row.get("note").isJsonNull()).isTrue();
            if (latency) {
                assertThat(row.get("rtt_p50_ns").getAsLong()).isPositive()
                        .isLessThanOrEqualTo(row.get("rtt_max_ns").getAsLong());
                assertThat(row.get("rtt_p99_ns").getAsLong()).isLessThanOrEqualTo(row.get("rtt_p99_9_ns").getAsLong());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void everyByteArrives(String mechanism) {
        List<JsonObject> rows = rows(mechanism, "--verify", "--size", "1,100,8K");
        rows.forEach(row -> assertThat(row.get("verified").isJsonNull()).isEqualTo(!row.get("note").isJsonNull()));
        assertThat(rows.get(0).get("verified").getAsBoolean()).isTrue();
    }

    /** Numbers that all bits of are used, and as many blocks as go around a pool of pages several times. */
    @Test
    void everyByteArrivesAlsoInUnevenBlocks() {
        JsonArray rows = json(Cli.run("bench", "eventfd", "signal", "--verify", "--size", "2,3,7,8", "--count", "300",
                "--repeat", "1", "--warmup", "0", "--pin", "none",
                "--format", "json").succeeds());
        assertThat(rows).hasSize(8)
                .allSatisfy(row -> assertThat(row.getAsJsonObject().get("count").getAsInt()).isEqualTo(300));
        rows = json(Cli.run("bench", "pipe-vmsplice", "pipe-splice", "unix-fd", "process-vm-readv", "process-vm-writev",
                "sysv-shm", "mmap-file", "--verify", "--size",
                "9,4097,65537,300001", "--count", "200", "--repeat", "1", "--warmup", "0", "--pin", "none", "--format",
                "json").succeeds());
        assertThat(rows).hasSize(7 * 8)
                .allSatisfy(row -> assertThat(row.getAsJsonObject().get("count").getAsInt()).isEqualTo(200));
    }

    @Test
    void whereNoneIsNamedTheUsualOnesAreMeasuredAndAllIsEveryOne() {
        String[] brief = {"--count", "2", "--repeat", "1", "--warmup", "0", "--metric", "latency", "--pin", "none",
            "--format", "plain", "--columns", "mechanism"};
        assertThat(Cli.run(Stream.concat(Stream.of("bench"), Stream.of(brief)).toArray(String[]::new)).succeeds().out()
                .lines())
                .containsExactlyElementsOf(Transports.USUAL.stream().map(Transport::name).toList());
        assertThat(Cli.run(Stream.concat(Stream.of("bench", "pipe", "all"), Stream.of(brief)).toArray(String[]::new))
                .succeeds().out().lines())
                .containsExactlyElementsOf(Transports.names());
    }

    @Test
    void moreSlotsThanASystemVSemaphoreCountsAreANote() {
        JsonObject row = json(
                bench("bench", "sysv-shm", "--slots", "32768", "--size", "1", "--metric", "latency", "--format", "json")
                        .exits(1))
                .get(0).getAsJsonObject();
        assertThat(row.get("note").getAsString())
                .isEqualTo("a System V semaphore counts to 32767, and 32768 slots were requested (semop: ERANGE)");
    }

    @Test
    void tellsWhatTheRunsCostBothSides() {
        JsonObject row = json(Cli
                .run("bench", "pipe", "--duration", "100ms", "--repeat", "2", "--metric", "throughput", "--size", "64K",
                        "--pin", "same", "--format", "json")
                .succeeds()).get(0).getAsJsonObject();
        long wall = row.get("duration_ns").getAsLong();
        for (String side : List.of("sender", "receiver")) {
            long cpu = row.get(side + "_user_ns").getAsLong() + row.get(side + "_system_ns").getAsLong();
            assertThat(cpu).as(row.toString()).isPositive().isLessThan(wall * 11 / 10);
            assertThat(row.get(side + "_voluntary_switches").getAsLong()
                    + row.get(side + "_involuntary_switches").getAsLong()).isPositive();
        }
        assertThat(row.get("working_set_bytes").getAsLong()).isEqualTo(2 * 65536);
        assertThat(row.get("queue_depth").isJsonNull()).isTrue();
        assertThat(row.get("pinning").getAsString()).matches("(\\d+),\\1");
    }

    @ParameterizedTest
    @CsvSource({"pipe, --buffer=256K, 262144, ", "fifo pipe-splice, --buffer=100K, 131072, ",
        "unix-stream tcp socketpair, --buffer=50K, 102400, ", "mq, --depth=3, 192, 3",
        "shm-sem sysv-shm, --slots=5, 20480, 5", "shm-sem, --slots=1, 4096, 1", "pipe-vmsplice, --buffer=1M, 1048576, ",
        "unix-fd, --slots=3, 192, 3"})
    void theOptionsReachTheMechanism(String mechanisms, String option, long buffer, Integer depth) {
        List<String> line = new ArrayList<>(List.of("bench", option, "--size", "64", "--repeat", "1", "--format",
                "json"));
        line.addAll(List.of(mechanisms.split(" ")));
        JsonArray rows = json(bench(line.toArray(String[]::new)).succeeds());
        assertThat(rows).hasSize(2 * mechanisms.split(" ").length).allSatisfy(each -> {
            JsonObject row = each.getAsJsonObject();
            assertThat(row.get("buffer_bytes").getAsLong()).isEqualTo(buffer);
            assertThat(row.get("queue_depth").isJsonNull() ? null : row.get("queue_depth").getAsInt()).isEqualTo(depth);
        });
    }

    @ParameterizedTest
    @CsvSource({"--slots=4, pipe, shm-sem", "--depth=4, shm-sem, mq", "--buffer=64K, mq, pipe"})
    void anOptionThatNoChosenMechanismHasIsRefused(String option, String mechanism, String other) {
        Cli.run("bench", mechanism, option).exits(2)
                .complains(option.split("=")[0] + " does not apply to what is measured; it is for", other);
    }

    @Test
    void aDepthBeyondAllLimitsIsANote() {
        JsonObject row = json(
                Cli.run("bench", "mq", "--depth", "65536", "--size", "8K", "--metric", "throughput", "--count", "1",
                        "--format", "json").exits(1))
                .get(0).getAsJsonObject();
        assertThat(row.get("note").getAsString()).contains("65536 messages");
        assertThat(row.get("gc_count").isJsonNull()).isTrue();
    }

    @Test
    void warmsUpUntilTheJitHasSettledUnlessToldHowLong() {
        String[] line = {"bench", "mq", "--count", "50", "--metric", "latency", "--repeat", "1", "--format", "json"};
        JsonObject row = json(Cli.run(line).succeeds()).get(0).getAsJsonObject();
        assertThat(row.get("warmup_ns").getAsLong()).isBetween(60_000_000L, 2_000_000_000L);
        assertThat(row.get("settled").isJsonNull()).isFalse();
        assertThat(row.get("unstable").isJsonNull()).as("one run cannot be").isTrue();
        List<String> more = new ArrayList<>(Arrays.asList(line));
        more.addAll(List.of("--warmup", "0"));
        row = json(Cli.run(more.toArray(String[]::new)).succeeds()).get(0).getAsJsonObject();
        assertThat(row.get("warmup_ns").getAsLong()).isZero();
        assertThat(row.get("settled").isJsonNull()).isTrue();
    }

    @Test
    void measuresForADuration() {
        JsonObject row = json(Cli.run("bench", "pipe", "--duration", "50ms", "--repeat", "1", "--warmup", "10ms",
                "--metric", "throughput",
                "--size", "4K", "--format", "json").succeeds()).get(0).getAsJsonObject();
        assertThat(row.get("duration_ns").getAsLong()).isGreaterThanOrEqualTo(50_000_000);
        assertThat(row.get("spread_percent").isJsonNull()).as("one run has no spread").isTrue();
    }

    @Test
    void aBlockTooLargeForAMessageIsANoteAndTheOthersGoOn() {
        JsonArray rows = json(bench("bench", "mq", "pipe", "--size", "64M", "--metric", "throughput", "--count", "2",
                "--format", "json").succeeds());
        assertThat(rows.get(0).getAsJsonObject().get("note").getAsString()).startsWith("a block holds at most ")
                .contains("fs.mqueue.msgsize_max");
        assertThat(rows.get(0).getAsJsonObject().get("count").isJsonNull()).isTrue();
        assertThat(rows.get(1).getAsJsonObject().get("note").isJsonNull()).isTrue();
    }

    @Test
    void aTableForEachMetricWithBars() {
        Outcome outcome = bench("bench", "pipe", "mq", "--size", "64", "--repeat", "1").succeeds();
        List<String> lines = outcome.out().lines().takeWhile(line -> !line.startsWith("PIN ")).toList();
        assertThat(lines).as(outcome.toString()).hasSize(8);
        assertThat(lines.get(0)).startsWith("MECHANISM").contains("BUFFER", "THROUGHPUT", "RELATIVE")
                .doesNotContain("RTT", "NOTE");
        assertThat(lines.get(3)).isEmpty();
        assertThat(lines.get(4)).contains("PIN", "RTT-P50", "RTT-P99").doesNotContain("THROUGHPUT");
        assertThat(lines.subList(1, 3).stream().filter(line -> line.matches(".*(\u2588{8}|#{8}).*")))
                .as("the best has a whole bar").isNotEmpty();
    }

    @Test
    void unstableRowsAreMarkedAndTheMarkIsExplained() {
        // Runs of a single round trip differ by much, as a rule; whether they do, mark and note go together.
        String out = Cli
                .run("bench", "pipe", "mq", "fifo", "--count", "1", "--warmup", "0", "--repeat", "4", "--size", "64")
                .succeeds().out();
        boolean marked = out.lines().anyMatch(line -> line.endsWith("  *") && !line.startsWith("MECHANISM"));
        assertThat(out.contains("\n* The rounds differ by more than 20 %")).as(out).isEqualTo(marked);
        assertThat(out.lines().anyMatch(line -> line.endsWith("  *") && line.startsWith("MECHANISM"))).as(out)
                .isEqualTo(marked);
    }

    @Test
    void aBufferThatHoldsLessThanTwoBlocksIsSaid() {
        String[] line = {"bench", "pipe", "mq", "--size", "4K,64K", "--metric", "throughput", "--repeat", "1"};
        String note = "BUFFER holds less than two blocks (pipe 64 KiB): both sides take turns instead";
        assertThat(bench(line).succeeds().out()).containsPattern("64 KiB +(none +)?64 KiB ")
                .contains(note);
        List<String> more = new ArrayList<>(Arrays.asList(line));
        more.addAll(List.of("--buffer", "128K"));
        assertThat(bench(more.toArray(String[]::new)).succeeds().out()).containsPattern("64 KiB +(none +)?128 KiB ")
                .doesNotContain("two blocks");
    }

    @Test
    void whatThePlacementsMeanIsSaidBelowTheTables() {
        String out = Cli.run("bench", "pipe", "--count", "50", "--warmup", "0", "--repeat", "1", "--pin", "same")
                .succeeds().out();
        assertThat(out).containsPattern("\nPIN same: both share CPU \\d+, and take turns on it.\n")
                .doesNotContain("PIN apart", "PIN none");
        assertThat(bench("bench", "pipe").succeeds().out())
                .contains("\nPIN none: the scheduler places both sides").doesNotContain("PIN same");
        assertThat(out.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void chosenColumnsAreOneTable() {
        bench("bench", "mq", "--size", "64", "--columns", "mechanism,metric,count").succeeds()
                .prints("MECHANISM  METRIC      COUNT\nmq         throughput    100\nmq         latency       100\n");
    }

    @Test
    void saysNothingOnStderrUnlessItIsATerminalOrAskedFor() {
        bench("bench", "pipe", "--metric", "latency").succeeds();
        assertThat(bench("bench", "pipe", "--metric", "latency", "--progress").exits(0).err())
                .isEqualTo(
                        "[1/2] round 1: pipe, latency of 64-byte blocks\n[2/2] round 2: pipe, latency of 64-byte "
                                + "blocks\n");
    }

    @Test
    void anUnknownMechanismListsTheKnownOnes() {
        Cli.run("bench", "pipe", "carrier-pigeon").exits(2)
                .complains(
                        "there is no mechanism 'carrier-pigeon'; there are pipe, fifo, mq, unix-stream, unix-dgram, "
                                + "unix-seqpacket, tcp, shm-sem, shm-mutex, shm-futex, shm-spin, memcpy, socketpair, "
                                + "unix-fd, pipe-vmsplice, pipe-splice, process-vm-readv, process-vm-writev, "
                                + "mmap-file, sysv-msg, sysv-shm, eventfd, signal, all",
                        "bench --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--size=0", "--size=64,", "--size=2G", "--size=x", "--count=0", "--repeat=0",
        "--duration=0", "--metric=speed"})
    void nonsenseIsRefusedBeforeAnythingIsStarted(String option) {
        assertThat(Cli.run("bench", "pipe", option).exits(2).err().lines()).hasSize(2);
    }

    @Test
    void thePeersCommandIsNotForPeople() {
        assertThat(Cli.run("--help").succeeds().out()).contains("bench").doesNotContain("bench-peer");
        assertThat(Cli.run("bench-pear").exits(2).err()).doesNotContain("bench-peer");
    }

    private static Outcome bench(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(SHORT));
        all.add(0, arguments[0]);
        all.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        return Cli.run(all.toArray(String[]::new));
    }

    private static JsonArray json(Outcome outcome) {
        return new Gson().fromJson(outcome.out(), JsonArray.class);
    }
}
