package org.ipcctl.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.CpuAffinity;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.InstalledPeers;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;

/** On which CPUs a benchmark runs if nobody says: not wherever the scheduler's luck puts it. */
@ExtendWith(InstalledPeers.class)
class PlacementTest {
    private static final String[] SHORT = {"--count", "20", "--warmup", "0", "--repeat", "1", "--size", "64"};

    @BeforeEach
    void twoCpus() {
        assumeTrue(CpuAffinity.allowed().size() > 1, "apart needs two CPUs");
    }

    private static Outcome bench(String... words) {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(SHORT));
        all.addAll(List.of(words));
        return Cli.run(all.toArray(String[]::new));
    }

    private static List<String> rows(Outcome outcome) {
        List<String> rows = new ArrayList<>();
        for (JsonElement row : new Gson().fromJson(outcome.out(), JsonArray.class)) {
            String pinning = row.getAsJsonObject().get("pinning").getAsString();
            String shape = pinning.matches("(\\d+),\\1") ? "N,N" : pinning.matches("\\d+,\\d+") ? "N,M" : pinning;
            rows.add(row.getAsJsonObject().get("metric").getAsString() + " "
                    + row.getAsJsonObject().get("placement").getAsString() + " " + shape);
        }
        return rows;
    }

    @Test
    void throughputApartAndRoundTripsApartAndOnOneCpu() {
        assertThat(rows(bench("pipe", "--format", "json").succeeds())).containsExactly("throughput apart N,M",
                "latency apart N,M", "latency same N,N");
        assertThat(rows(bench("shm-spin", "--format", "json").succeeds())).containsExactly("throughput apart N,M",
                "latency apart N,M");
    }

    @Test
    void whatWasAskedForIsDoneOnceAndMarked() {
        assertThat(rows(bench("pipe", "--pin", "none", "--format", "json").succeeds()))
                .containsExactly("throughput none none", "latency none none");
        assertThat(rows(bench("pipe", "--pin", "same", "--format", "json").succeeds()))
                .containsExactly("throughput same N,N", "latency same N,N");
        assertThat(rows(bench("pipe", "--pin", "apart", "--format", "json").succeeds()))
                .containsExactly("throughput apart N,M", "latency apart N,M");
    }

    @Test
    void aTableHasARowForEachPlacementAndFitsTheTerminal() {
        String out = bench("pipe", "unix-seqpacket", "--repeat", "3", "--metric", "latency").succeeds().out();
        List<String> lines = out.lines().filter(line -> line.matches("(pipe|unix-seqpacket|MECHANISM).*")).toList();
        assertThat(lines.get(0)).contains("PIN");
        assertThat(lines.subList(1, 5)).extracting(line -> line.split(" +")[0] + " " + line.split(" +")[3])
                .containsExactly("pipe apart", "unix-seqpacket apart", "pipe same", "unix-seqpacket same");
        assertThat(out).containsPattern("PIN apart: each side has a CPU of its own \\(\\d+ and \\d+\\)")
                .contains("PIN same: both share CPU ");
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }

    @Test
    void progressTellsWhere() {
        assertThat(bench("pipe", "--metric", "latency", "--progress").exits(0).err())
                .isEqualTo(
                        "[1/2] pipe, latency of 64-byte blocks, apart\n[2/2] pipe, latency of 64-byte blocks, on one "
                                + "CPU\n");
    }
}
