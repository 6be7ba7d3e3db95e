package org.ipcctl.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.InstalledPeers;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;

/** {@code bench --ab}: two configurations of one line, between real processes. */
@ExtendWith(InstalledPeers.class)
class RaceTest {
    private static Outcome race(String a, String b, String... more) {
        return Cli.run(
                Stream.concat(Stream.of("bench", "--count", "50", "--repeat", "3", "--warmup", "0", "--pin", "none",
                        "--ab", a, b), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void whatIsOutsideIsCommonToBoth() {
        List<String> rows = race("--size 64,1K", "--size '64,1K' --buffer 16K", "pipe", "--metric", "throughput", "-q",
                "--format", "plain", "--columns",
                "mechanism,metric,size_bytes,mechanism_b,size_b_bytes,verdict").succeeds().out().lines().toList();
        assertThat(rows).hasSize(2)
                .allMatch(row -> row.matches("pipe\tthroughput\t(\\d+)\tpipe\t\\1\t(unchanged|faster|slower)"));
    }

    @Test
    void whatDiffersIsComparedInItsOrder() {
        Outcome table = race("pipe -s 64", "fifo --size=100", "--metric", "latency").succeeds();
        assertThat(table.out().lines()).anyMatch(line -> line.equals("A: pipe -s 64"))
                .anyMatch(line -> line.equals("B: fifo --size=100"))
                .anyMatch(line -> line
                        .matches("MECHANISM +MECHANISM-B +SIZE +SIZE-B +A +B +CHANGE-% +INTERVAL-% +VERDICT *"))
                .anyMatch(line -> line.matches("pipe +fifo +64 B +100 B .*(unchanged|faster|slower) *"));
        assertThat(Json.row(race("pipe -s 64", "fifo", "--metric", "latency", "--format", "ndjson").succeeds().out()))
                .containsEntry("mechanism", "pipe").containsEntry("mechanism_b", "fifo")
                .containsKeys("rtt_p50_a_ns", "rtt_p50_b_ns", "change_low_percent", "p_value", "verdict");
    }

    @Test
    void whereBothHaveOtherCasesTheSameAreCompared() {
        List<String> rows = race("-s 64", "-s 64,128", "pipe", "--metric", "throughput", "-q", "--format", "csv",
                "--columns", "size_bytes,verdict").succeeds().out().lines()
                .toList();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1)).matches("64,(unchanged|faster|slower)");
        assertThat(rows.get(2)).isEqualTo("128,new");
    }

    @Test
    void whatIsWrongInsideIsSaidOfThatSide() {
        race("--size 1", "--nonsense").exits(2).complains("--ab: B, '--nonsense': unknown option '--nonsense'");
        race("pipo", "fifo").exits(2).complains("--ab: A, 'pipo': there is no mechanism 'pipo'");
        race("pipe 'x", "fifo").exits(2).complains("--ab: A, 'pipe 'x': ");
        race("pipe --format json", "fifo").exits(2)
                .complains("--ab: A, 'pipe --format json': --format is for the whole line, not for a part of it");
        race("pipe --repeat 3", "fifo").exits(2).complains("--repeat is for the whole line");
        race("pipe --depth 3", "fifo").exits(2)
                .complains("--ab: A, 'pipe --depth 3': --depth does not apply to what is measured");
        race("pipe", "fifo", "--save", "x.json").exits(2).complains("--ab and --save cannot be combined");
        Cli.run("bench", "--ab", "pipe").exits(2).complains("option '--ab' needs two values, A B");
    }

    @Test
    void whereNothingIsComparedTheStatusSaysSo() {
        race("mq -s 1G", "mq -s 1G", "--metric", "throughput").exits(1).complains("a block holds at most",
                "no case was measured in both");
    }
}
