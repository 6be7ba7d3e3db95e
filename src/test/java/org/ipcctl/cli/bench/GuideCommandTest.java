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
        List<String> line = new ArrayList<>(List.of("guide", "--figures", Path.of(GuideCommandTest.class.getResource("/bench/saved-v1.json").toURI()).toString()));
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
                Transports.ALL.stream().filter(transport -> !transport.isLocal() && transport.metrics().contains(Metric.THROUGHPUT)).map(transport -> transport.name()).toList());
    }

    @ParameterizedTest
    @CsvSource({"--unrelated, unix-stream", "--messages, unix-seqpacket", "--priority, mq", "--persistent, mq", "--descriptors, unix-stream",
        "--duplex, unix-stream", "--network, tcp"})
    void whatIsNeededDecides(String need, String mechanism) throws Exception {
        assertThat(recommended(need).get("mechanism").getAsString()).isEqualTo(mechanism);
    }

    @Test
    void theSimplestThatIsFastEnoughIsTaken() throws Exception {
        JsonObject few = recommended("--size", "64", "--rate", "1000");
        assertThat(few.get("mechanism").getAsString()).isEqualTo("pipe");
        assertThat(few.get("reason").getAsString()).contains("at least twice the 64.0 kB/s you need: 2310 times as much");
        // The pipe carried 11,000 blocks of 64 KiB a second, the socket six times as many.
        assertThat(recommended("--size", "64K", "--rate", "20000").get("mechanism").getAsString()).isEqualTo("unix-stream");
        JsonObject many = recommended("--size", "64K", "--rate", "60000");
        assertThat(many.get("reason").getAsString()).startsWith("none carried twice the 3.9 GB/s you need").contains("the fastest");
    }

    @Test
    void whatNoneCarriesIsSaid() throws Exception {
        Outcome outcome = run("--size", "1M", "--rate", "1000000").exits(1);
        outcome.complains("nothing to recommend: none carried the 1.0 TB/s you need; the fastest was unix-stream with ", " GB/s (measured with blocks of 64 KiB).");
        assertThat(outcome.out()).contains("unix-stream").doesNotContain("Take");
        assertThat(run("--size", "1M", "--rate", "1000000", "--format", "json").exits(1).out()).doesNotContain("\"recommended\": true");
    }

    @Test
    void aBlockThatNoMessageCanHoldIsSaid() throws Exception {
        run("--priority", "--size", "64M").exits(1).complains("a block of 64 MiB is larger than the largest message of mq; send it in pieces");
    }

    @Test
    void withoutFiguresWhatAsksForThemFails() throws Exception {
        Path none = Path.of(scratch.path("none.json"));
        String sample = Files.readString(Path.of(GuideCommandTest.class.getResource("/bench/saved-v1.json").toURI()));
        Files.writeString(none, sample.replaceFirst("(?s)\"cases\": \\[.*\\]", "\"cases\": []"));
        for (String[] question : new String[][] {{"--rate", "60", "--size", "1M"}, {"--latency"}, {"--size", "4K"}}) {
            List<String> line = new ArrayList<>(List.of("guide", "--figures", none.toString()));
            line.addAll(List.of(question));
            Cli.run(line.toArray(String[]::new)).exits(1).complains("nothing to recommend: nothing was measured yet of what has all that you need");
        }
        Outcome list = Cli.run("guide", "--figures", none.toString()).exits(1).complains("it has no figures of these mechanisms", "Measure with 'ipcctl bench'.");
        assertThat(list.out()).contains("unix-stream");
        assertThat(Cli.run("guide", "--priority", "--figures", none.toString()).succeeds().out()).as("figures say nothing about it").contains("Take mq");
    }

    @Test
    void saysWhereTheFiguresAreFrom() throws Exception {
        assertThat(guide()).contains("\nMeasured on 2026-11-24: AMD EPYC, 2 CPUs, Linux 6.18.44-fc-v595, pinning 0,1.\n");
    }

    @Test
    void theShortestRoundTripIsTaken() throws Exception {
        assertThat(recommended("--latency").get("mechanism").getAsString()).isEqualTo("pipe");
        assertThat(guide("--latency")).contains("Take pipe: its round trips are the shortest here, 65.7 us in the median.");
        assertThat(recommended("--latency", "--size", "64K").get("mechanism").getAsString()).isEqualTo("unix-stream");
    }

    @Test
    void saysSoWhereNothingFits() throws Exception {
        run("--priority", "--descriptors").exits(1).complains("nothing to recommend: no mechanism has all of that");
        assertThat(guide()).doesNotContain("Take ").contains("unix-stream");
    }

    @Test
    void refusesWhatMakesNoSense() {
        Cli.run("guide", "--latency", "--rate", "5").exits(2).complains("two questions");
        Cli.run("guide", "--rate", "0").exits(2).complains("must be above 0");
        Cli.run("guide", "--rate", "many").exits(2).complains("is not a number of blocks a second");
        Cli.run("guide", "--figures", "/nope").exits(3).complains("no such file");
    }
}
