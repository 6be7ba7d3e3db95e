package org.ipcctl.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.bench.saved.SavedBench;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.testing.ChildJvm;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.InstalledPeers;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.Svg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code bench --chart}, {@code --report}, {@code --histogram} and {@code --figures}: what is to be seen in the files
 * is there.
 */
@ExtendWith(InstalledPeers.class)
class BenchOutputTest {
    private static final String[] SHORT = {"--size", "64,1K,4K", "--pin", "same", "--count", "50", "--warmup", "0",
        "--repeat", "2", "-q"};

    private final Scratch scratch = new Scratch();

    @AfterEach
    void close() {
        scratch.close();
    }

    private static Outcome bench(String... words) {
        return Cli.run(Stream.of(new String[] {"bench"}, words).flatMap(Stream::of).toArray(String[]::new));
    }

    private static String sample() throws Exception {
        return Path.of(BenchOutputTest.class.getResource("/bench/saved-v4-histograms.json").toURI()).toString();
    }

    private Path file(String name) {
        return Path.of(scratch.path(name));
    }

    @Test
    void aRunIsDrawnReportedAndKeptAsItIsSaved() throws Exception {
        List<String> line = new ArrayList<>(
                List.of("pipe", "unix-dgram", "--chart", scratch.path("a.svg"), "--report", scratch.path("a.html"),
                        "--histogram", scratch.path("h"), "--save",
                        scratch.path("a.json")));
        line.addAll(List.of(SHORT));
        bench(line.toArray(String[]::new)).succeeds();
        List<String> texts = Svg.of(Files.readAllBytes(file("a.svg"))).texts();
        assertThat(texts).contains("Throughput over block size, on one CPU",
                "Round-trip time of 64 B blocks, on one CPU", "Round-trip time of 4 KiB blocks, on one CPU",
                "block size",
                "percentile of the round trips", "pipe", "unix-dgram");
        assertThat(texts.get(0)).contains(Machine.here().kernel()).containsPattern("\\d{4}-\\d\\d-\\d\\d");
        assertThat(file("h").toFile().list()).containsExactlyInAnyOrder("pipe-64-same.hgrm", "pipe-1024-same.hgrm",
                "pipe-4096-same.hgrm", "unix-dgram-64-same.hgrm",
                "unix-dgram-1024-same.hgrm", "unix-dgram-4096-same.hgrm");
        bench("--figures", scratch.path("a.json"), "--chart", scratch.path("b.svg"), "--report", scratch.path("b.html"),
                "-q").succeeds();
        assertThat(file("b.svg")).hasSameBinaryContentAs(file("a.svg"));
        assertThat(file("b.html")).hasSameBinaryContentAs(file("a.html"));
    }

    /** A process whose end has begun, whose step at the end writes, and which would write itself meanwhile. */
    static final class Ending {
        private Ending() {}

        public static void main(String[] args) throws Exception {
            SavedBench bench = new BenchFile(Path.of(sample())).read();
            BenchOutputs outputs = new BenchOutputs(List.of(new BenchOutput.Report(Path.of(args[0], "a.html")),
                    new BenchOutput.Picture(Path.of(args[0], "a.svg"), true),
                    new BenchOutput.Histograms(Path.of(args[0], "h"))));
            CountDownLatch ending = new CountDownLatch(1);
            CountDownLatch tried = new CountDownLatch(1);
            ExitHook.run("step", () -> {
                ending.countDown();
                try {
                    tried.await(50, TimeUnit.SECONDS);
                } catch (InterruptedException nobodyInterruptsUs) {
                    throw new IllegalStateException(nobodyInterruptsUs);
                }
                System.out.println(outputs.write(bench));
            });
            new Thread(() -> ExitHook.end(7)).start();
            ending.await();
            System.out.println(outputs.write(bench) + " " + Files.exists(Path.of(args[0], "a.html")));
            tried.countDown();
        }
    }

    /** A signal in the moment when all was measured: they counted as written, and nobody had written them. */
    @Test
    void whatASignalKeepsFromBeingWrittenIsWrittenAtTheEnd() throws Exception {
        ChildJvm.run(List.of(), Ending.class, scratch.directory().toString()).exits(7).prints("false false\ntrue\n");
        assertThat(file("a.html")).isNotEmptyFile();
        assertThat(file("a.svg")).isNotEmptyFile();
        assertThat(file("h")).isNotEmptyDirectory();
    }

    @Test
    void aHistogramHasAllRoundTripsOfAllRoundsInMicroseconds() throws Exception {
        bench("pipe", "--metric", "latency", "--size", "64", "--pin", "same", "--count", "700", "--warmup", "0",
                "--repeat", "3", "--histogram", scratch.path("h"), "--save",
                scratch.path("a.json"), "-q").succeeds();
        String text = Files.readString(file("h/pipe-64-same.hgrm"));
        JsonObject saved = JsonParser.parseString(Files.readString(file("a.json"))).getAsJsonObject()
                .getAsJsonArray("cases").get(0).getAsJsonObject();
        assertThat(text.lines().findFirst().orElse("").split(" +")).contains("Value", "Percentile", "TotalCount",
                "1/(1-Percentile)");
        String[] end = text.lines().filter(line -> line.contains("1.000000000000")).findFirst().orElseThrow().strip()
                .split(" +");
        assertThat(end[2]).as("each round trip of each round").isEqualTo("2100");
        assertThat(Double.parseDouble(end[0]) * 1000).isCloseTo(saved.get("rtt_max_ns").getAsDouble(),
                org.assertj.core.data.Percentage.withPercentage(0.2));
        for (JsonElement run : saved.getAsJsonArray("runs")) {
            assertThat(run.getAsJsonObject().get("histogram").getAsString()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chart x.svg", "report x.html", "histogram x"})
    void whereThereIsNothingToShowItSaysSoAndWritesNothing(String option) {
        String[] words = option.split(" ");
        bench("mq", "--size", "1M", "--count", "1", "--warmup", "0", "--repeat", "1", "--" + words[0],
                scratch.path(words[1])).exits(1).complains("there is nothing to", words[1]);
        assertThat(file(words[1])).doesNotExist();
    }

    @Test
    void aHistogramOfThroughputAloneIsRefusedBeforeAnythingIsMeasured() {
        bench("pipe", "--metric", "throughput", "--histogram", scratch.path("h")).exits(1).prints("")
                .complains("only throughput is to be measured", "--metric latency");
        bench("memcpy", "--histogram", scratch.path("h"), "--count", "1", "--repeat", "1", "--warmup", "0").exits(1)
                .complains("no round trips were recorded");
        assertThat(file("h")).doesNotExist();
    }

    @Test
    void savedFiguresAreShownWithoutMeasuring() throws Exception {
        JsonArray rows = JsonParser.parseString(
                bench("pipe", "--metric", "latency", "--size", "64", "--figures", sample(), "--format", "json")
                        .succeeds().out())
                .getAsJsonArray();
        assertThat(rows).hasSize(2);
        JsonObject row = rows.get(0).getAsJsonObject();
        JsonObject saved = null;
        for (JsonElement one : JsonParser.parseString(Files.readString(Path.of(sample()))).getAsJsonObject()
                .getAsJsonArray("cases")) {
            JsonObject candidate = one.getAsJsonObject();
            if (Stream.of("mechanism", "metric", "size_bytes", "placement")
                    .allMatch(member -> candidate.get(member).equals(row.get(member)))) {
                saved = candidate;
            }
        }
        for (String member : List.of("rtt_p50_ns", "rtt_p90_ns", "rtt_p99_ns", "rtt_p99_9_ns", "rtt_max_ns",
                "spread_percent")) {
            assertThat(row.get(member).getAsDouble()).as(member).isEqualTo(saved.get(member).getAsDouble());
        }
        assertThat(bench("--figures", sample()).succeeds().out()).contains("THROUGHPUT", "P99.9", "SPREAD-%");
    }

    @Test
    void savedFiguresAreNotMeasuredOtherwise() throws Exception {
        bench("--figures", sample(), "--repeat", "3").exits(2).complains("--figures measures nothing");
        bench("--figures", sample(), "--compare", sample()).exits(2).complains("--figures measures nothing");
        bench("--ab", "--size 1", "--size 2", "--report", scratch.path("x.html")).exits(2)
                .complains("--ab and --report cannot be combined");
        bench("--compare", sample(), "--with", sample(), "--report", scratch.path("x.html")).exits(2)
                .complains("--with measures nothing");
        bench("tcp", "--figures", sample()).exits(1).complains("it has no figures for what was requested");
        bench("--figures", scratch.path("none.json")).exits(3).complains("no such file");
        bench("mq", "--size", "64K", "--figures", sample(), "--chart", scratch.path("x.svg")).exits(1)
                .complains("there is nothing to draw");
        String old = Path.of(BenchOutputTest.class.getResource("/bench/saved-v1.json").toURI()).toString();
        bench("--figures", old, "--histogram", scratch.path("h"), "-q").exits(1)
                .complains("no round trips were recorded");
        bench("--figures", old, "--report", scratch.path("old.html"), "--chart", scratch.path("old.svg"), "-q")
                .succeeds();
    }

    @Test
    void aHistogramThatSomebodyChangedIsASentence() throws Exception {
        Files.writeString(file("x.json"), Files.readString(Path.of(sample())).replaceFirst("\"histogram\": \"[^\"]*\"",
                "\"histogram\": \"HISTFAAAAAB4nA==\""));
        bench("--figures", scratch.path("x.json"), "--chart", scratch.path("x.svg")).exits(1)
                .complains("a histogram of pipe in it was not compressed by HdrHistogram");
        assertThat(file("x.svg")).doesNotExist();
    }

    @Test
    void aFileThatTellsNoPercentileHasNoChart() throws Exception {
        String old = Files.readString(Path.of(BenchOutputTest.class.getResource("/bench/saved-v1.json").toURI()));
        Files.writeString(file("x.json"),
                old.replaceAll("\"(rtt_p90_ns|rtt_p99_ns|rtt_p99_9_ns)\": \\d+", "\"$1\": null")
                        .replaceAll("(\"rtt_p50_ns\": )\\d+(,\\s+\"rtt_p90)", "$1null$2"));
        bench("--figures", scratch.path("x.json"), "--metric", "latency", "--chart", scratch.path("x.svg"), "-q")
                .exits(1).complains("there is nothing to draw: it contains neither");
        assertThat(file("x.svg")).doesNotExist();
    }

    @Test
    void aNameInAFileOfSomebodyElseIsNoPath() throws Exception {
        Files.writeString(file("x.json"), Files.readString(Path.of(sample())).replace("\"mechanism\": \"pipe\"",
                "\"mechanism\": \"../../etc/x\""));
        bench("--figures", scratch.path("x.json"), "--histogram", scratch.path("h"), "-q").succeeds();
        assertThat(file("h").toFile().list()).anyMatch(name -> name.startsWith("..%2F..%2Fetc%2Fx-64-"));
    }

    @Test
    void filesThatCannotBeWrittenAreRefusedBeforeAnythingIsMeasured() throws Exception {
        Files.writeString(file("plain"), "");
        bench("pipe", "--histogram", scratch.path("plain")).exits(1).complains("it is not a directory");
        bench("pipe", "--histogram", scratch.path("no/where")).exits(3).complains("no such directory");
        bench("pipe", "--report", scratch.path("no/where.html")).exits(3).complains("no such directory");
        bench("pipe", "--report", scratch.path("x"), "--save", scratch.path("./x")).exits(2)
                .complains("--save and --report name the same file");
        bench("--figures", sample(), "--report", sample()).exits(2).complains("name the same file");
        assertThat(Files.readString(Path.of(sample()))).startsWith("{");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "unix-stream pipe --metric latency --size 64,1000 --duration 1500us --warmup 0s --repeat 2 --buffer 65536",
        "mq shm-sem --depth 3 --slots 4 --verify --size 64 --quick --count 5 --pin none"})
    void theLineThatRepeatsItDoesTheSame(String words) {
        bench((words + " -q --save " + scratch.path("a.json")).split(" ")).succeeds();
        BenchFile file = new BenchFile(file("a.json"));
        String line = RepeatLine.of(file.read().plan());
        assertThat(line).startsWith("ipcctl bench ");
        Cli.run((line + " -q --save " + scratch.path("b.json")).substring("ipcctl ".length()).split(" ")).succeeds();
        assertThat(new BenchFile(file("b.json")).read().plan()).isEqualTo(file.read().plan());
        assertThat(line.split(" ")).containsAll(List.of(words.split(" ")));
    }

    @Test
    void aPngIsAPicture() throws Exception {
        bench("--figures", sample(), "--chart", scratch.path("chart.PNG"), "-q").succeeds();
        assertThat(ImageIO.read(file("chart.PNG").toFile()).getWidth()).isEqualTo(2000);
        assertThat(Files.size(file("chart.PNG"))).isGreaterThan(10_000);
    }
}
