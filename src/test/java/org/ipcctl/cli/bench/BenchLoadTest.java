package org.ipcctl.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.InstalledPeers;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ipcctl bench} under load, between two real processes, with counts that are done at once. */
@ExtendWith(InstalledPeers.class)
class BenchLoadTest {
    private static final String[] SHORT = {"--count", "400", "--repeat", "2", "--warmup", "0"};

    private final Scratch scratch = new Scratch();

    @AfterEach
    void close() {
        scratch.close();
    }

    private static Outcome bench(String... words) {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(Arrays.asList(SHORT));
        all.addAll(Arrays.asList(words));
        return Cli.run(all.toArray(String[]::new));
    }

    private static JsonArray json(Outcome outcome) {
        return new Gson().fromJson(outcome.out(), JsonArray.class);
    }

    @Test
    void sixteenSendersAndFourReceiversLoseNothing() {
        JsonArray rows = json(bench("pipe", "fifo", "mq", "sysv-msg", "unix-dgram", "--senders", "16", "--receivers",
                "4", "--verify", "--format", "json").succeeds());
        assertThat(rows).hasSize(5).allSatisfy(row -> checkShared(row.getAsJsonObject()));
    }

    private static void checkShared(JsonObject row) {
        assertThat(row.get("metric").getAsString()).isEqualTo("load");
        assertThat(row.get("count").getAsLong()).isEqualTo(2 * 400);
        assertThat(row.get("senders").getAsLong()).isEqualTo(16);
        assertThat(row.get("receivers").getAsLong()).isEqualTo(4);
        assertThat(row.get("rate_per_second").isJsonNull()).isTrue();
        assertThat(row.get("verified").getAsBoolean()).isTrue();
        assertThat(row.get("sender_least_percent").getAsDouble()).as("each has its share of a count").isEqualTo(100);
        assertThat(row.get("latency_p50_ns").getAsLong()).isPositive()
                .isLessThanOrEqualTo(row.get("latency_max_ns").getAsLong());
        assertThat(row.get("rtt_p50_ns").isJsonNull()).isTrue();
        assertThat(row.get("throughput_bytes_per_second").getAsDouble()).isPositive();
        assertThat(row.get("cpu_per_message_ns").getAsLong()).isPositive();
    }

    @Test
    void everyOtherMechanismCarriesARateOfOneSender() {
        List<String> line = new ArrayList<>(
                Transports.ALL.stream()
                        .filter(transport -> transport.metrics().contains(Metric.LOAD) && !transport.spins())
                        .map(Transport::name).toList());
        assertThat(line).hasSizeGreaterThan(16);
        int mechanisms = line.size();
        line.addAll(List.of("--rate", "100000", "--verify", "--format", "json"));
        assertThat(json(bench(line.toArray(String[]::new)).succeeds())).hasSize(mechanisms)
                .allSatisfy(row -> checkRate(row.getAsJsonObject()));
    }

    private static void checkRate(JsonObject row) {
        assertThat(row.get("count").getAsLong()).isEqualTo(2 * 400);
        assertThat(row.get("rate_per_second").getAsLong()).isEqualTo(100_000);
        assertThat(row.get("messages_per_second").getAsDouble()).isPositive().isLessThan(100_001);
        assertThat(row.get("latency_p99_9_ns").isJsonNull()).as("of 400 messages in a round").isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"tcp|--senders=2|it is for one sender and one receiver",
        "shm-futex|--receivers=2|it is for one sender and one receiver",
        "eventfd|--rate=9|it cannot be measured under load", "memcpy|--senders=2|it cannot be measured under load",
        "pipe|--senders=2 --size=5000|a block holds at most 4096 bytes (PIPE_BUF, what a pipe keeps together among "
                + "several senders)",
        "mq|--rate=9 --size=15|under load a block holds at least 16 bytes: its number, and when it was due"})
    void whatCannotBeIsANote(String mechanism, String options, String note) {
        List<String> line = new ArrayList<>(List.of(mechanism, "--format", "json"));
        line.addAll(List.of(options.split(" ")));
        assertThat(json(bench(line.toArray(String[]::new)).exits(1)).get(0).getAsJsonObject().get("note").getAsString())
                .isEqualTo(note);
    }

    @Test
    void scaleHasARowForEachNumberOfSenders() {
        String out = bench("mq", "pipe", "--scale").succeeds().out();
        List<String> lines = out.lines().takeWhile(line -> !line.isEmpty()).toList();
        assertThat(lines).as(out).hasSize(11).allMatch(line -> line.length() <= 80);
        assertThat(lines.get(0)).startsWith("MECHANISM  SENDERS ").contains("MSGS/S", "P50", "P99", "SHARE-%");
        assertThat(lines.stream().skip(1).map(line -> line.replaceAll("^(\\S+) +(\\d+) .*", "$1 $2")))
                .containsExactly("mq 1", "mq 2", "mq 4", "mq 8", "mq 16", "pipe 1", "pipe 2", "pipe 4", "pipe 8",
                        "pipe 16");
        assertThat(out.replaceAll("\\s+", " ")).contains("SHARE: messages of the slowest and the fastest sender",
                "PIN none: ",
                "LOAD: messages of 64 B, 1, 2, 4, 8 or 16 senders and 1 receiver, as fast as");
        assertThat(out.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void coresThatAreSharedAreSaid() {
        assertThat(bench("mq", "--senders", "64").succeeds().out().replaceAll("\\s+", " "))
                .contains("CPUS are shared (64 senders and 1 receiver on ");
        assertThat(bench("mq", "--senders", "2", "--pin", "same").succeeds().out().replaceAll("\\s+", " "))
                .contains("CPUS are shared (2 senders and 1 receiver on 1 CPU): ");
    }

    @Test
    void aRateThatIsNotReachedIsSaid() {
        String out = bench("mq", "--rate", "1000000000").succeeds().out();
        assertThat(out.lines().findFirst().orElseThrow()).startsWith("MECHANISM  REACHED/S")
                .contains("P50", "P90", "P99", "MAX").doesNotContain("SENDERS", "THROUGHPUT");
        assertThat(out.replaceAll("\\s+", " ")).contains("1000000000 a second from all senders together",
                "REACHED: mq did not keep the rate");
    }

    @Test
    void plainShowsLatenciesAndNoRoundTrips() {
        String[] columns = Cli.run("bench", "mq", "--rate", "1000", "--list-columns").succeeds().out().lines()
                .toArray(String[]::new);
        assertThat(columns).anyMatch(line -> line.startsWith("latency_p99_99_ns"));
        assertThat(bench("mq", "--rate", "100000", "--format", "plain").succeeds().out()).startsWith("mq\tload\t64\t")
                .doesNotContain("apart\t-\t-");
    }

    @Test
    void whatWasMeasuredUnderLoadIsMeasuredAgainAndCompared() throws Exception {
        String file = scratch.path("load.json");
        bench("mq", "fifo", "--scale", "--save", file).succeeds();
        assertThat(new BenchFile(Path.of(file)).read().plan().loads()).extracting(Load::senders).containsExactly(1, 2,
                4, 8, 16);
        JsonArray rows = json(Cli.run("bench", "--compare", file, "mq", "--format", "json").exits(0));
        assertThat(rows).hasSize(5).allSatisfy(
                row -> assertThat(row.getAsJsonObject().get("throughput_before_bytes_per_second").getAsDouble())
                        .isPositive());
        assertThat(rows.asList().stream().map(row -> row.getAsJsonObject().get("senders").getAsInt()))
                .containsExactly(1, 2, 4, 8, 16);
        assertThat(Cli.run("bench", "--compare", file, "--with", file).exits(0).out())
                .startsWith("MECHANISM  SENDERS  ").contains("unchanged");
        rows = json(Cli.run("bench", "--compare", file, "--senders", "2", "mq", "--format", "json").exits(0));
        assertThat(rows.asList().stream()
                .filter(row -> !row.getAsJsonObject().get("verdict").getAsString().equals("gone"))).hasSize(1);
    }

    @Test
    void aRateIsComparedByHowLongMessagesTake() throws Exception {
        String file = scratch.path("rate.json");
        bench("mq", "--rate", "50000", "--save", file).succeeds();
        JsonObject saved = JsonParser.parseString(Files.readString(Path.of(file))).getAsJsonObject();
        assertThat(saved.getAsJsonObject("options").getAsJsonArray("loads").get(0).getAsJsonObject()
                .get("rate_per_second").getAsLong()).isEqualTo(50_000);
        JsonObject row = json(Cli.run("bench", "--compare", file, "--with", file, "--format", "json").exits(0)).get(0)
                .getAsJsonObject();
        long median = row.get("latency_p50_ns").getAsLong();
        assertThat(row.get("latency_p50_before_ns").getAsLong()).isEqualTo(median).isPositive();
        assertThat(row.get("throughput_bytes_per_second").isJsonNull()).isTrue();
        JsonArray runs = saved.getAsJsonArray("cases").get(0).getAsJsonObject().getAsJsonArray("runs");
        runs.forEach(run -> run.getAsJsonObject().addProperty("latency_p50_ns", 100 * median));
        runs.add(runs.get(0));
        runs.add(runs.get(0));
        String slower = scratch.path("slower.json");
        Files.writeString(Path.of(slower), saved.toString());
        row = json(Cli.run("bench", "--compare", file, "--with", slower, "--format", "json").exits(0)).get(0)
                .getAsJsonObject();
        assertThat(row.get("change_percent").getAsDouble()).as("more time is slower").isGreaterThan(1000);
    }

    @Test
    void twoLoadsAreRaced() {
        Outcome outcome = Cli.run("bench", "mq", "--count", "300", "--warmup", "0", "--repeat", "2", "--ab",
                "--senders 1", "--senders 4").exits(0);
        assertThat(outcome.out().lines().filter(line -> line.startsWith("mq"))).singleElement().asString()
                .matches("mq +64 B +\\d.*/s +\\d.*/s .*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--rate=10 --metric=latency|--rate measures under load, so it cannot be combined with --metric",
        "--scale --senders=2|--scale measures 1, 2, 4, 8 and 16 senders, so it cannot be combined with --senders",
        "--receivers=2 --chart=x.svg|--chart draws throughput and round trips, but not what is measured under "
                + "load",
        "--senders=0|--senders", "--senders=65|--senders", "--rate=0|--rate", "--rate=1000000001|--rate",
        "--rate=1.5|--rate"})
    void whatCannotBeCombinedIsRefused(String options, String words) {
        List<String> line = new ArrayList<>(List.of("bench", "pipe"));
        line.addAll(List.of(options.split(" ")));
        Cli.run(line.toArray(String[]::new)).exits(2).complains(words);
    }

    @Test
    void theCostOfThroughputStandsInTheTable() {
        Outcome outcome = Cli
                .run("bench", "pipe", "mq", "--metric", "throughput", "--count", "50", "--warmup", "0", "--repeat", "1")
                .succeeds();
        assertThat(outcome.out().lines().findFirst().orElseThrow()).contains("THROUGHPUT", "CPU/MSG", "WAKE",
                "CPU/GIB");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
        JsonObject row = json(Cli.run("bench", "pipe", "--metric", "throughput", "--size", "4K", "--count", "50",
                "--warmup", "0", "--repeat", "1", "--format", "json").succeeds())
                .get(0).getAsJsonObject();
        long cpu = 0;
        for (String part : List.of("sender_user_ns", "sender_system_ns", "receiver_user_ns", "receiver_system_ns")) {
            cpu += row.get(part).getAsLong();
        }
        assertThat(row.get("cpu_per_message_ns").getAsLong()).isEqualTo(Math.round(cpu / 50.0));
        assertThat(row.get("cpu_per_gib_ns").getAsDouble()).isEqualTo(Math.rint(cpu / 50.0 * (1 << 30) / 4096));
        long sleeps = row.get("sender_voluntary_switches").getAsLong()
                + row.get("receiver_voluntary_switches").getAsLong();
        assertThat(row.get("wakeups_per_message").getAsDouble()).isEqualTo(sleeps / 50.0);
    }
}
