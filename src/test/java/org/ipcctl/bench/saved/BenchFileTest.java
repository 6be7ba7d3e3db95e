package org.ipcctl.bench.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ipcctl.bench.Control;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Pinning;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.Places;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.CpuAffinity;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.InstalledPeers;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;

/** What {@code --save} writes, also as earlier versions of ipcctl wrote it: a sample of each is kept. */
@ExtendWith(InstalledPeers.class)
class BenchFileTest {
    private final Scratch scratch = new Scratch();
    private final String file = scratch.path("bench.json");

    @AfterEach
    void close() {
        scratch.close();
    }

    private static Path sample() throws URISyntaxException {
        return Path.of(BenchFileTest.class.getResource("/bench/saved-v1.json").toURI());
    }

    @Test
    void versionOneIsReadForEver() throws Exception {
        SavedBench saved = new BenchFile(sample()).read();
        assertThat(saved.machine())
                .isEqualTo(new Machine("6.18.44-fc-v595", "AMD EPYC", 2, "17.0.15+6-Debian-1deb12u1 (Debian)"));
        assertThat(saved.date()).isEqualTo(Instant.parse("2026-11-24T02:34:51.768027837Z"));
        assertThat(saved.partial()).isFalse();
        assertThat(saved.plan().mechanisms()).extracting(Transport::name).containsExactly("pipe", "shm-spin",
                "unix-stream");
        assertThat(saved.plan().metrics()).isEqualTo(Metric.USUAL);
        assertThat(saved.plan().sizes()).containsExactly(64, 4096, 65536);
        assertThat(saved.plan().warmup()).isNull();
        assertThat(saved.plan().duration()).isEqualTo(Duration.ofMillis(120));
        assertThat(saved.plan().repeat()).isEqualTo(3);
        assertThat(saved.plan().places()).isEqualTo(Places.of(new Pinning(0, 1)));
        assertThat(saved.cases()).as("it has only the CPUs").allMatch(one -> one.placement() == Placement.APART);
        assertThat(saved.cases()).hasSize(8);
        SavedCase pipe = saved.cases().get(0);
        assertThat(pipe.mechanism()).isEqualTo("pipe");
        assertThat(pipe.metric()).isEqualTo(Metric.THROUGHPUT);
        assertThat(pipe.size()).isEqualTo(64);
        assertThat(pipe.runs()).hasSize(3).isSorted();
        // As its column has it, rounded; here it is computed from the runs themselves.
        assertThat(pipe.median()).isCloseTo(147_849_773, org.assertj.core.data.Percentage.withPercentage(0.001));
    }

    @Test
    void versionTwoIsReadForEver() throws Exception {
        SavedBench saved = new BenchFile(Path.of(BenchFileTest.class.getResource("/bench/saved-v2.json").toURI()))
                .read();
        assertThat(saved.plan().places().isUsual()).isTrue();
        assertThat(saved.cases()).extracting(one -> one.mechanism() + " " + one.metric() + " " + one.placement())
                .containsExactly("pipe throughput apart", "pipe latency apart", "pipe latency same",
                        "shm-spin throughput apart", "shm-spin latency apart");
        assertThat(saved.cases()).allMatch(SavedCase::isMeasured);
    }

    @Test
    void versionThreeIsReadForEver() throws Exception {
        Path sample = Path.of(BenchFileTest.class.getResource("/bench/saved-v3.json").toURI());
        SavedBench saved = new BenchFile(sample).read();
        assertThat(saved.ofRounds()).isTrue();
        assertThat(saved.cases()).extracting(one -> one.mechanism() + " " + one.metric() + " " + one.placement())
                .containsExactly("pipe throughput apart", "pipe latency apart", "pipe latency same",
                        "shm-spin throughput apart", "shm-spin latency apart");
        assertThat(saved.cases()).allMatch(one -> one.isMeasured() && one.cpuNanos() > 0 && one.runs().size() == 3);
        JsonObject row = JsonParser.parseString(Files.readString(sample)).getAsJsonObject().getAsJsonArray("cases")
                .get(0).getAsJsonObject();
        assertThat(row.keySet()).as("the environment is in it")
                .contains("load", "steal_percent", "governor", "turbo", "smt", "hypervisor", "cpu_quota", "mitigations",
                        "doubts");
    }

    @Test
    void versionFourIsReadForEver() throws Exception {
        SavedBench saved = new BenchFile(Path.of(BenchFileTest.class.getResource("/bench/saved-v4.json").toURI()))
                .read();
        assertThat(saved.cases()).allMatch(one -> one.isMeasured() && one.runs().size() == 3);
        for (Control control : Control.values()) {
            // Files of the first ipcctl that had controls have no such figure.
            assertThat(saved.controls().of(control)).as("at the start of each round and at the end")
                    .hasSize(control == Control.LINE_APART ? 0 : 4).allMatch(nanos -> nanos > 10);
        }
        assertThat(saved.controls().load()).isNotNegative();
        assertThat(saved.controls().stealPercent()).isNotNegative();
    }

    @Test
    void aFileWithoutControlFiguresIsReadWithASentence() throws Exception {
        String old = Path.of(BenchFileTest.class.getResource("/bench/saved-v3.json").toURI()).toString();
        Cli.run("bench", "--compare", old, "--with", old).exits(0)
                .complains("has no control figures, so it is not known whether the machine changed");
    }

    @Test
    void theMachineChangesBeforeAnyVerdict() throws Exception {
        Path sample = Path.of(BenchFileTest.class.getResource("/bench/saved-v4.json").toURI());
        JsonObject document = JsonParser.parseString(Files.readString(sample)).getAsJsonObject();
        JsonObject controls = document.getAsJsonObject("controls");
        for (Control control : EnumSet.complementOf(EnumSet.of(Control.LINE_APART))) {
            JsonArray slower = new JsonArray();
            controls.getAsJsonArray(control.id()).forEach(figure -> slower.add(figure.getAsDouble() * 2000));
            controls.add(control.id(), slower);
        }
        document.getAsJsonArray("cases").forEach(one -> one.getAsJsonObject().getAsJsonArray("runs").forEach(run -> {
            JsonObject figures = run.getAsJsonObject();
            figures.addProperty("duration_ns", figures.get("duration_ns").getAsLong() * 1000);
            if (figures.has("rtt_p50_ns")) {
                figures.addProperty("rtt_p50_ns", figures.get("rtt_p50_ns").getAsLong() * 1000);
            }
        }));
        Files.writeString(Path.of(file), document.toString());
        Outcome moved = Cli.run("bench", "--compare", sample.toString(), "--with", file, "--fail-slower", "10",
                "--format", "plain", "--columns", "mechanism,verdict").exits(0);
        moved.complains("the machine changed: ", "a bare system call took ", "(+1999");
        assertThat(moved.out().lines()).allMatch(row -> row.matches(".*\t(machine|unchanged)"))
                .anyMatch(row -> row.endsWith("machine"));
        document.add("controls", JsonParser.parseString(Files.readString(sample)).getAsJsonObject().get("controls"));
        Files.writeString(Path.of(file), document.toString());
        Outcome slower = Cli.run("bench", "--compare", sample.toString(), "--with", file, "--fail-slower", "10",
                "--format", "plain", "--columns", "mechanism,verdict").exits(1);
        assertThat(slower.err()).isEmpty();
        assertThat(slower.out().lines()).anyMatch(row -> row.endsWith("slower"))
                .noneMatch(row -> row.endsWith("machine"));
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Cli.run("bench", "pipe", "mq", "--save", file, "--count", "50", "--repeat", "3", "--warmup", "0", "--size",
                "64,512", "--pin", "none", "--slots", "3", "-q")
                .exits(2);
        Cli.run("bench", "pipe", "mq", "--save", file, "--count", "50", "--repeat", "3", "--warmup", "0", "--size",
                "64,512", "--pin", "none", "--depth", "3",
                "--verify", "-q").succeeds();
        SavedBench saved = new BenchFile(Path.of(file)).read();
        assertThat(saved.machine()).isEqualTo(Machine.here());
        assertThat(saved.plan().count()).isEqualTo(50);
        assertThat(saved.plan().duration()).isNull();
        assertThat(saved.plan().warmup()).isEqualTo(Duration.ZERO);
        assertThat(saved.plan().tuning().depth()).isEqualTo(3);
        assertThat(saved.plan().verify()).isTrue();
        assertThat(saved.cases()).hasSize(8).allMatch(one -> one.runs().size() == 3);
        assertThat(saved.controls().of(Control.SYSCALL)).hasSize(4);
        JsonObject row = JsonParser.parseString(Files.readString(Path.of(file))).getAsJsonObject()
                .getAsJsonArray("cases").get(0).getAsJsonObject();
        assertThat(row.get("kernel").getAsString()).as("a row explains itself").isEqualTo(Machine.here().kernel());
        assertThat(row.get("cpu_model").getAsString()).isEqualTo(Machine.here().cpu());
        assertThat(row.get("jdk").getAsString()).isEqualTo(Machine.here().jdk());
        assertThat(saved.cases()).extracting(SavedCase::size).containsExactly(64L, 512L, 64L, 512L, 64L, 512L, 64L,
                512L);
        try (var left = Files.list(Path.of(file).getParent())) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void howFarTheCpusWereIsSavedOfEachRun() throws IOException {
        assumeTrue(CpuAffinity.allowed().size() > 1, "apart needs two CPUs");
        Cli.run("bench", "pipe", "--save", file, "--duration", "20ms", "--repeat", "3", "--warmup", "0", "--size",
                "64", "-q").succeeds();
        for (SavedCase one : new BenchFile(Path.of(file)).read().cases()) {
            assertThat(one.lines()).as(one.toString()).hasSize(one.placement() == Placement.APART ? 3 : 0)
                    .allMatch(nanos -> nanos > 10);
        }
    }

    @Test
    void doesTheSameAgainAndTellsWhatHasChanged() throws Exception {
        List<String> rows = Cli.run("bench", "--compare", sample().toString(), "--count", "50", "--warmup", "0",
                "--duration", "5s", "--pin", "none",
                "--size", "64", "--repeat", "3", "--format", "plain", "--columns",
                "mechanism,metric,size_bytes,verdict", "-q").succeeds().out().lines().toList();
        // Sizes were given, so of the others nothing is said; shm-spin is in the options of the file and not in its
        // cases, so it is new.
        assertThat(rows).hasSize(6).allMatch(row -> row.contains("\t64\t"));
        assertThat(rows).filteredOn(row -> row.startsWith("shm-spin\t")).hasSize(2)
                .allMatch(row -> row.endsWith("\tnew"));
        assertThat(rows).filteredOn(row -> row.startsWith("pipe\t")).hasSize(2)
                .allMatch(row -> row.matches(".*\t(unchanged|slower|faster|machine)"));
    }

    private String saved(String name, String from, String to) throws Exception {
        return Files.writeString(Path.of(scratch.path(name)), Files.readString(sample()).replace(from, to)).toString();
    }

    @Test
    void twoFilesAreComparedWithoutMeasuring() throws Exception {
        String other = saved("other.json", "\"metric\": \"latency\",\n      \"size_bytes\": 65536",
                "\"metric\": \"latency\",\n      \"size_bytes\": 65537");
        List<String> rows = Cli.run("bench", "--compare", sample().toString(), "--with", other, "--format", "plain",
                "--columns", "mechanism,size_bytes,change_percent,verdict").exits(0).out().lines().toList();
        assertThat(rows).contains("pipe\t64\t0.0\tunchanged", "pipe\t65536\t-\tgone", "pipe\t65537\t-\tnew")
                .hasSize(10);
        assertThat(Cli.run("bench", "pipe", "--size", "64", "--compare", sample().toString(), "--with", other).exits(0)
                .out().lines())
                .as("and the command line selects from them").hasSize(5).allMatch(line -> line.length() <= 80);
        Cli.run("bench", "--compare", sample().toString(), "--with", other, "--save", file).exits(2)
                .complains("--with measures nothing");
        Cli.run("bench", "--with", other).exits(2).complains("--with is for --compare");
    }

    @Test
    void saysWhatElseIsDifferent() throws Exception {
        String other = saved("other.json", "6.18.44-fc-v595", "7.0");
        Files.writeString(Path.of(other),
                Files.readString(Path.of(other)).replace("\"pinning\": \"0,1\"", "\"pinning\": \"none\""));
        Cli.run("bench", "--compare", sample().toString(), "--with", other).exits(0)
                .complains("was measured elsewhere: kernel 6.18.44-fc-v595, in " + other + " 7.0",
                        "was measured differently: pinning 0,1, in " + other + " none");
    }

    @Test
    void aFileOfBeforeTheRoundsIsReadWithASentence() throws Exception {
        String old = sample().toString();
        Cli.run("bench", "--compare", old, "--with", old).exits(0)
                .complains("was saved by an earlier ipcctl, which used one pair of processes for all runs of a case");
        Cli.run("bench", "pipe", "--save", file, "--count", "5", "--repeat", "3", "--warmup", "0", "--metric",
                "latency", "--pin", "none", "-q").succeeds();
        assertThat(Cli.run("bench", "--compare", file, "--with", file).exits(0).err()).isEmpty();
    }

    @Test
    void cpusThatThisMachineDoesNotHaveAreRefused() throws Exception {
        String other = saved("other.json", "\"pinning\": \"0,1\"", "\"pinning\": \"0,8000\"");
        Cli.run("bench", "--compare", other).exits(1).complains(
                "it was measured on CPUs 0,8000, and this process may use only ", "--pin apart, same or none");
    }

    @Test
    void refusesWhatItCannotUse() throws Exception {
        Cli.run("bench", "--compare", file).exits(3).complains(file, "no such file", "bench --save");
        check("", "it was not written by");
        check("{", "it is not complete JSON: End of input");
        check("<!DOCTYPE html>", "it is not complete JSON: malformed JSON at line 1");
        check("[1]", "it was not written by");
        check("{\"schema\": \"ipcctl-bench\", \"version\": 5}", "it has version 5", "Update ipcctl");
        check("{\"schema\": \"ipcctl-bench\", \"version\": 1}", "its member 'machine' is missing, or is not an object");
        String good = Files.readString(sample());
        check(good.substring(0, good.length() / 2), "it is not complete JSON");
        check(good.replace("\"repeat\": 3", "\"repeat\": \"three\""),
                "its member 'options.repeat' is missing, or is not an integer from 1 to 1000");
        check(good.replace("\"repeat\": 3", "\"repeat\": 0"),
                "its member 'options.repeat' is missing, or is not an integer");
        Files.write(Path.of(file), new byte[] {(byte) 0xFF, 0});
        Cli.run("bench", "--compare", file).exits(1).complains("it was not written by");
        Files.writeString(Path.of(file), good.replace("\"partial\"", "\"novelty\": [1, {}], \"partial\""));
        assertThat(new BenchFile(Path.of(file)).read().cases()).hasSize(8);
    }

    private void check(String content, String... complaints) throws IOException {
        Files.writeString(Path.of(file), content);
        Cli.run("bench", "--compare", file).exits(1).complains(complaints);
    }

    @Test
    void aBenchmarkWithoutPlacesIsFoundAgainInOneWithThem() throws Exception {
        String unpinned = saved("old.json", "\"pinning\": \"0,1\"", "\"pinning\": \"none\"");
        Files.writeString(Path.of(unpinned),
                Files.readString(Path.of(unpinned)).replace("\"pinning\": \"0,1\"", "\"pinning\": \"none\""));
        assertThat(verdicts(unpinned)).as("each case is at one place in both").hasSize(8)
                .allMatch(row -> row.endsWith("unchanged"));
        String unknown = saved("older.json", "\"pinning\"", "\"other\"");
        Files.writeString(Path.of(unknown),
                Files.readString(Path.of(unknown)).replaceFirst("\"other\": \"0,1\"", "\"pinning\": \"0,1\""));
        assertThat(verdicts(unknown)).hasSize(8).allMatch(row -> row.endsWith("unchanged"));
    }

    private List<String> verdicts(String before) throws Exception {
        return Cli
                .run("bench", "--compare", before, "--with", sample().toString(), "-q", "--format", "plain",
                        "--columns", "mechanism,size_bytes,placement,verdict")
                .succeeds().out().lines().toList();
    }

    @Test
    void casesOfTwoPlacesAreComparedEachWithItsOwn() {
        assumeTrue(CpuAffinity.allowed().size() > 1, "apart needs two CPUs");
        Cli.run("bench", "pipe", "--save", file, "--count", "50", "--repeat", "3", "--warmup", "0", "-q").succeeds();
        assertThat(new BenchFile(Path.of(file)).read().plan().places().isUsual()).isTrue();
        List<String> rows = Cli.run("bench", "--compare", file, "-q", "--format", "plain", "--columns",
                "metric,placement,size_bytes,verdict").succeeds().out().lines().toList();
        assertThat(rows).hasSize(4).noneMatch(row -> row.endsWith("new") || row.endsWith("gone"));
        assertThat(rows).filteredOn(row -> row.startsWith("latency\t")).extracting(row -> row.split("\t")[1])
                .containsExactly("apart", "same");
        rows = Cli.run("bench", "--compare", file, "--pin", "same", "--format", "plain", "--columns",
                "metric,placement,verdict").exits(0).out().lines().toList();
        assertThat(rows).as("round trips apart were not measured again").filteredOn(row -> row.endsWith("gone"))
                .containsExactly("latency\tapart\tgone");
    }

    @Test
    void whereNothingIsComparedOrMeasuredTheStatusSaysSo() throws Exception {
        Cli.run("bench", "mq", "--compare", sample().toString(), "--with", sample().toString()).exits(1)
                .complains("so there is nothing to compare");
        Cli.run("bench", "mq", "--size", "1G", "--chart", scratch.path("m.svg"), "--count", "1").exits(1)
                .complains("m.svg: there is nothing to draw, because no case could be measured");
        assertThat(Path.of(scratch.path("m.svg"))).doesNotExist();
        Cli.run("bench", "pipe", "--save", scratch.path("x.svg"), "--chart", scratch.path("./x.svg")).exits(2)
                .complains("name the same file");
        Cli.run("bench", "--compare", saved("none.json", "\"mechanisms\": [", "\"mechanisms\": [], \"unknown\": ["))
                .exits(1);
    }

    @Test
    void looksBeforeItMeasures() {
        Cli.run("bench", "pipe", "--save", scratch.path("no/where")).exits(3).complains("no such directory",
                "mkdir -p");
        Cli.run("bench", "pipe", "--save", "/").exits(1).complains("it is a directory");
        Cli.run("bench", "pipe", "--chart", scratch.path("chart.pdf")).exits(2).complains("ends in .svg or .png");
        Cli.run("bench", "pipe", "--chart", scratch.path("no/chart.svg")).exits(3).complains("no such directory");
        Cli.run("bench", "pipe", "--fail-slower", "3").exits(2).complains("--fail-slower is for --compare");
        assertThatThrownBy(() -> Files.readString(Path.of(file))).isInstanceOf(java.nio.file.NoSuchFileException.class);
    }
}
