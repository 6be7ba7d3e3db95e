package org.ipcctl.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ipcctl.bench.Machine;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** {@code bench --chart}: what is to be read in the picture is there. */
class BenchChartTest {
    private final Scratch scratch = new Scratch();

    @AfterEach
    void close() {
        scratch.close();
    }

    private Path draw(String name) {
        Path file = Path.of(scratch.path(name));
        Cli.run("bench", "pipe", "unix-dgram", "--size", "64,1K,4K", "--pin", "same", "--count", "50", "--warmup", "0", "--repeat", "1", "--chart", file.toString(), "-q")
                .succeeds();
        return file;
    }

    @Test
    void anSvgHasTitlesUnitsAndEveryMechanism() throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document page = parsers.newDocumentBuilder().parse(draw("chart.svg").toFile());
        assertThat(page.getDocumentElement().getTagName()).isEqualTo("svg");
        List<String> texts = new ArrayList<>();
        NodeList nodes = page.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        // JFreeChart draws the numbers of a logarithmic axis, and what stands upright, as outlines.
        assertThat(texts).contains("ipcctl bench: throughput over block size", "round-trip time of 64 B blocks, on one CPU", "round-trip time of 4 KiB blocks, on one CPU",
                "block size", "percentile of the round trips",
                "p50", "p99.9", "pipe", "unix-dgram");
        assertThat(texts).anyMatch(text -> text.contains(Machine.here().kernel()) && text.matches(".*\\d{4}-\\d\\d-\\d\\d.*"));
    }

    @Test
    void axesHaveUnits() {
        assertThat(List.of(BenchChart.rate(1e2), BenchChart.rate(1e6), BenchChart.rate(1e10))).containsExactly("100 B/s", "1 MB/s", "10 GB/s");
        assertThat(List.of(BenchChart.time(1), BenchChart.time(1e5), BenchChart.time(1e9))).containsExactly("1 ns", "100 us", "1 s");
    }

    @Test
    void aPngIsAPicture() throws Exception {
        Path file = draw("chart.PNG");
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1000);
        assertThat(Files.size(file)).isGreaterThan(10_000);
    }
}
