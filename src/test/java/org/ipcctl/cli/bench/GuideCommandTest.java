package org.ipcctl.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.saved.Profile;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ipcctl guide}, beside the figures of a sample: pipe and unix-stream with 64 and 65536 bytes. */
class GuideCommandTest {
    private final Scratch scratch = new Scratch();

    @AfterEach
    void close() {
        scratch.close();
    }

    private static String guide(String... options) throws Exception {
        return run(options).succeeds().out();
    }

    private static Outcome run(String... options) throws Exception {
        List<String> line = new ArrayList<>(List.of("guide", "--figures",
                Path.of(GuideCommandTest.class.getResource("/bench/saved-v1.json").toURI()).toString()));
        line.addAll(Arrays.asList(options));
        return Cli.run(line.toArray(String[]::new));
    }

    private static JsonObject recommended(String... options) throws Exception {
        List<String> line = new ArrayList<>(Arrays.asList(options));
        line.addAll(List.of("--format", "json"));
        for (JsonElement row : new Gson().fromJson(guide(line.toArray(String[]::new)), JsonArray.class)) {
            if (row.getAsJsonObject().get("recommended").getAsBoolean()) {
                return row.getAsJsonObject();
            }
        }
        return null;
    }

    @Test
    void tellsOfEveryMechanismThatIsMeasuredBetweenProcesses() {
        assertThat(Profile.ALL).extracting(Profile::mechanism).containsExactlyInAnyOrderElementsOf(
                Transports.ALL.stream()
                        .filter(transport -> !transport.isLocal() && transport.metrics().contains(Metric.THROUGHPUT))
                        .map(transport -> transport.name()).toList());
    }

    @ParameterizedTest
    @CsvSource({"--unrelated, unix-stream", "--descriptors, unix-stream", "--duplex, unix-stream", "--size=4K, pipe"})
    void whatIsNeededDecides(String need, String mechanism) throws Exception {
        assertThat(recommended(need).get("mechanism").getAsString()).isEqualTo(mechanism);
    }

    @ParameterizedTest
    @CsvSource({"--messages, unix-seqpacket", "--priority, mq", "--persistent, mq", "--network, tcp"})
    void whatOnlyOneMeasuredMechanismHasDecides(String need, String mechanism) throws Exception {
        Path measured = Path.of(scratch.path(mechanism + ".json"));
        Files.writeString(measured,
                Files.readString(Path.of(GuideCommandTest.class.getResource("/bench/saved-v1.json").toURI()))
                        .replace("unix-stream", mechanism));
        Outcome outcome = Cli.run("guide", need, "--figures", measured.toString()).succeeds();
        assertThat(outcome.out()).contains("\nTake " + mechanism + ": it is the simplest that meets your requirements")
                .doesNotContain("Runner-up");
    }

    @Test
    void theSimplestThatIsFastEnoughIsTaken() throws Exception {
        JsonObject few = recommended("--size", "64", "--rate", "1000");
        assertThat(few.get("mechanism").getAsString()).isEqualTo("pipe");
        assertThat(few.get("reason").getAsString())
                .contains("at least twice the 62.5 KiB/s you need: 2310 times as much");
        // The pipe carried 11,000 blocks of 64 KiB a second, the socket six times as many.
        assertThat(recommended("--size", "64K", "--rate", "20000").get("mechanism").getAsString())
                .isEqualTo("unix-stream");
        JsonObject many = recommended("--size", "64K", "--rate", "60000");
        assertThat(many.get("reason").getAsString()).startsWith("none reached twice the 3.7 GiB/s you need")
                .contains("the fastest");
    }

    @Test
    void whatNoneCarriesIsSaid() throws Exception {
        Outcome outcome = run("--size", "1M", "--rate", "1000000").exits(1);
        outcome.complains(
                "nothing to recommend: none reached the 976.6 GiB/s you need; the fastest was unix-stream with ",
                " GiB/s (measured with blocks of 64 "
                        + "KiB).");
        assertThat(outcome.out()).contains("unix-stream").doesNotContain("Take");
        assertThat(run("--size", "1M", "--rate", "1000000", "--format", "json").exits(1).out())
                .doesNotContain("\"recommended\": true");
    }

    @Test
    void aBlockThatNoMessageCanHoldIsSaid() throws Exception {
        run("--priority", "--size", "64M").exits(1)
                .complains("a block of 64 MiB is larger than the largest message of mq; send it in pieces");
    }

    @Test
    void withoutFiguresWhatAsksForThemFails() throws Exception {
        Path none = Path.of(scratch.path("none.json"));
        String sample = Files.readString(Path.of(GuideCommandTest.class.getResource("/bench/saved-v1.json").toURI()));
        Files.writeString(none, sample.replaceFirst("(?s)\"cases\": \\[.*\\]", "\"cases\": []"));
        for (String[] question : new String[][] {{"--rate", "60", "--size", "1M"}, {"--latency"}, {"--size", "4K"},
            {"--priority"}, {}}) {
            List<String> line = new ArrayList<>(List.of("guide", "--figures", none.toString()));
            line.addAll(List.of(question));
            Outcome outcome = Cli.run(line.toArray(String[]::new)).exits(3)
                    .complains("it has no figures for these mechanisms", "Run 'ipcctl bench'.");
            assertThat(outcome.out()).contains("unix-stream").doesNotContain("Take ");
        }
    }

    @Test
    void figuresOfSidesThatTheSchedulerPlacedDoNotCount() throws Exception {
        Path free = Path.of(scratch.path("free.json"));
        Files.writeString(free,
                Files.readString(Path.of(GuideCommandTest.class.getResource("/bench/saved-v1.json").toURI()))
                        .replace("\"pinning\": \"0,1\"", "\"pinning\": \"none\""));
        Outcome outcome = Cli.run("guide", "--latency", "--figures", free.toString()).exits(3)
                .complains("its figures were measured with --pin none", "Run 'ipcctl bench'.");
        assertThat(outcome.out()).doesNotContain("Take ", "GiB/s").doesNotContainPattern("\\d us\\b");
    }

    @Test
    void whatIsWantedMayNotBeMeasured() throws Exception {
        run("--priority").exits(3).complains(
                "nothing to recommend: nothing that meets all your requirements has been measured yet",
                "Run 'ipcctl bench'.");
    }

    @Test
    void saysWhatItWeighedAndTheRunnerUp() throws Exception {
        String out = guide("--size", "64", "--rate", "1000").replace("\n  ", " ");
        assertThat(out).contains(
                "\nWeighed: rate 141.0 MiB/s, 2310 times what you need (at least 2 times leaves a reserve); "
                        + "round trip between two CPUs 65.7 us; "
                        + "CPU time of both sides ",
                " a block; one way; carries bytes; exists with its descriptors; "
                        + "open to processes that are given its descriptors.\n");
        assertThat(out).contains("\nRunner-up unix-stream: rate ", "both ways",
                "open to any process that its permissions allow.\n");
        assertThat(recommended("--size", "64", "--rate", "1000").get("runner_up").getAsBoolean()).isFalse();
        assertThat(guide("--size", "64", "--rate", "1000").lines().dropWhile(line -> !line.startsWith("Measured")))
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void saysWhereTheFiguresAreFrom() throws Exception {
        assertThat(guide()).contains("\nMeasured on 2026-11-24: AMD EPYC, 2 CPUs, Linux 6.18.44-fc-v595, pinning 0,1.",
                "An\n  earlier ipcctl measured it, with one pair of processes; 'ipcctl bench'\n  measures again.");
    }

    @Test
    void theShortestRoundTripIsTaken() throws Exception {
        assertThat(recommended("--latency").get("mechanism").getAsString()).isEqualTo("pipe");
        assertThat(guide("--latency"))
                .contains("Take pipe: its round trips are the shortest here, 65.7 us in the median.");
        assertThat(recommended("--latency", "--size", "64K").get("mechanism").getAsString()).isEqualTo("unix-stream");
    }

    @Test
    void saysSoWhereNothingFits() throws Exception {
        run("--priority", "--descriptors").exits(1)
                .complains("nothing to recommend: no mechanism meets all requirements");
        assertThat(guide()).doesNotContain("Take ").contains("unix-stream");
    }

    @Test
    void refusesWhatMakesNoSense() {
        Cli.run("guide", "--latency", "--rate", "5").exits(2).complains("two questions");
        Cli.run("guide", "--rate", "5").exits(2)
                .complains("--rate is a number of blocks, which means nothing without their size; add --size");
        Cli.run("guide", "--rate", "0").exits(2).complains("must be above 0");
        Cli.run("guide", "--rate", "many").exits(2).complains("is not a number of blocks a second");
        Cli.run("guide", "--figures", "/nope").exits(3).complains("no such file");
    }
}
