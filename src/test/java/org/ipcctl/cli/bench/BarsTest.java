package org.ipcctl.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.InstalledPeers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;

/** What is best is to be seen at once. */
@ExtendWith(InstalledPeers.class)
class BarsTest {
    @Test
    void eighthsOfABlockTellMoreThanBlocks() {
        assertThat(Bars.drawn(1, true)).isEqualTo("\u2588".repeat(8));
        assertThat(Bars.drawn(0.5, true)).isEqualTo("\u2588".repeat(4));
        assertThat(Bars.drawn(0.53, true)).isEqualTo("\u2588".repeat(4) + "\u258e");
        assertThat(Bars.drawn(0.0001, true)).isEqualTo("\u258f");
        assertThat(Bars.drawn(1, false)).isEqualTo("########");
        assertThat(Bars.drawn(0.0001, false)).isEqualTo("#");
    }

    @Test
    void theBestOfEachSizeHasTheWholeBarAndACopyHasNone() {
        List<String> lines = Cli
                .run("bench", "pipe", "fifo", "memcpy", "--size", "64,4K", "--count", "50", "--warmup", "0", "--repeat",
                        "1", "--pin", "none")
                .succeeds().out().lines().toList();
        List<String> throughput = lines.subList(1, 7);
        assertThat(throughput).as("sizes stand together").extracting(line -> line.split(" +")[1]).containsExactly("64",
                "64", "64", "4", "4", "4");
        assertThat(throughput).filteredOn(line -> line.startsWith("memcpy")).hasSize(2)
                .allMatch(line -> line.contains("(limit)"));
        for (List<String> size : List.of(throughput.subList(0, 3), throughput.subList(3, 6), lines.subList(9, 11),
                lines.subList(11, 13))) {
            assertThat(size).filteredOn(line -> line.matches(".*(\u2588{8}|#{8}).*")).as("best of %s", size)
                    .isNotEmpty();
        }
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aSizeThatOnlyOneOfSeveralHasIsNoRace() {
        String out = Cli
                .run("bench", "pipe", "mq", "--size", "4K,64M", "--metric", "throughput", "--count", "2", "--warmup",
                        "0", "--repeat", "1")
                .succeeds().out();
        assertThat(out.lines().filter(line -> line.matches("(pipe|mq) .*64 MiB.*")).toList()).hasSize(2)
                .noneMatch(line -> line.matches(".*[\u2588#].*"));
    }
}
