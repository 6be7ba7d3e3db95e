package org.ipcctl.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.junit.jupiter.api.Test;

/** What is written of what was measured. */
class ExpositionTest {
    private record Thing(String name, Number size, Number value) {
    }

    private static final MetricSet<Thing> SET = MetricSet.by("thing", Thing::name,
            new Metric<>("t_size_bytes", "How long.", Thing::size),
            new Metric<>("t_value", "How much.", Thing::value));

    private static Scrape look(int most, Supplier<Look> look) {
        return new Exposition(List.of(new MetricSource("t", List.of(SET), look)), most).look();
    }

    private static Scrape look(int most, Thing... things) {
        return look(most, () -> new Look(List.of(SET.measure(List.of(things))), List.of()));
    }

    private static String text(Scrape scrape) {
        return new String(scrape.openMetrics(), StandardCharsets.UTF_8);
    }

    private static List<String> series(Scrape scrape, String metric) {
        return text(scrape).lines().filter(line -> line.startsWith(metric)).toList();
    }

    @Test
    void isOpenMetricsWithUnitsAndAnEnd() {
        String text = text(look(10, new Thing("a", 3, 0.5)));
        assertThat(text).startsWith("# TYPE ipcctl_complete gauge\n").endsWith("\n# EOF\n").contains("""
                # TYPE ipcctl_t_size_bytes gauge
                # UNIT ipcctl_t_size_bytes bytes
                # HELP ipcctl_t_size_bytes How long.
                ipcctl_t_size_bytes{thing="a"} 3.0
                # TYPE ipcctl_t_value gauge
                # HELP ipcctl_t_value How much.
                ipcctl_t_value{thing="a"} 0.5
                """).contains("ipcctl_complete{kind=\"t\"} 1.0\n", "ipcctl_omitted_objects{kind=\"t\"} 0.0\n",
                "# UNIT ipcctl_scrape_duration_seconds seconds\n");
    }

    @Test
    void theBiggestAreKeptInEachMetricAndTheRestIsCounted() {
        Scrape scrape = look(2, new Thing("c", 5, 1), new Thing("unknown", null, 9), new Thing("b", 5, 2),
                new Thing("small", 4, 3), new Thing("a", 5, 4));
        assertThat(series(scrape, "ipcctl_t_size_bytes")).containsExactly("ipcctl_t_size_bytes{thing=\"a\"} 5.0",
                "ipcctl_t_size_bytes{thing=\"b\"} 5.0");
        assertThat(series(scrape, "ipcctl_t_value")).containsExactly("ipcctl_t_value{thing=\"a\"} 4.0",
                "ipcctl_t_value{thing=\"b\"} 2.0");
        assertThat(series(scrape, "ipcctl_omitted_objects")).containsExactly("ipcctl_omitted_objects{kind=\"t\"} 3.0");
        assertThat(scrape.notes())
                .containsExactly("t: not all are reported, because a metric may have 2 series (--max-series)");
    }

    @Test
    void tenThousandBecomeAsManyAsAreAllowed() {
        Thing[] many = IntStream.range(0, 10_000).mapToObj(i -> new Thing("n" + i, i, i)).toArray(Thing[]::new);
        Scrape scrape = look(1000, many);
        assertThat(series(scrape, "ipcctl_t_value")).hasSize(1000)
                .allMatch(line -> Double.parseDouble(line.substring(line.indexOf(' '))) >= 9000);
    }

    @Test
    void whatNobodyKnowsIsMissingAndNeverZero() {
        Scrape scrape = look(10, new Thing("a", null, 1), new Thing("b", null, null));
        assertThat(text(scrape)).doesNotContain("t_size_bytes", "thing=\"b\"")
                .contains("ipcctl_t_value{thing=\"a\"} 1.0");
    }

    @Test
    void aHostileNameIsOneLabelAndNoOtherNames() {
        Scrape scrape = look(10, new Thing("a\"b\nc", 1, 1), new Thing("\u001b[31m", 1, 1),
                new Thing("\\x1b[31m", 1, 1), new Thing("\udcff", 1, 1),
                new Thing("\u009b", 1, 1), new Thing("ä€", 1, 1));
        assertThat(series(scrape, "ipcctl_t_value")).containsExactlyInAnyOrder(
                "ipcctl_t_value{thing=\"a\\\"b\\\\nc\"} 1.0",
                "ipcctl_t_value{thing=\"\\\\x1b[31m\"} 1.0",
                "ipcctl_t_value{thing=\"\\\\\\\\x1b[31m\"} 1.0",
                "ipcctl_t_value{thing=\"\\\\xff\"} 1.0",
                "ipcctl_t_value{thing=\"\\\\u009b\"} 1.0",
                "ipcctl_t_value{thing=\"ä€\"} 1.0");
    }

    @Test
    void thoseWithTheSameNameAreOne() {
        Scrape scrape = look(10, new Thing("a", 1, 2), new Thing("a", 3, null));
        assertThat(series(scrape, "ipcctl_t_")).containsExactly("ipcctl_t_size_bytes{thing=\"a\"} 4.0",
                "ipcctl_t_value{thing=\"a\"} 2.0");
    }

    @Test
    void aMechanismThatCannotBeLookedAtIsNotComplete() {
        Scrape scrape = look(10, () -> {
            throw new KernelException("opendir", "/dev/shm", Errno.EACCES);
        });
        assertThat(series(scrape, "ipcctl_complete")).containsExactly("ipcctl_complete{kind=\"t\"} 0.0");
        assertThat(scrape.notes()).containsExactly("t: /dev/shm: permission denied (opendir: EACCES)");
    }

    @Test
    void withoutDescriptorsThereIsNoLook() {
        assertThatThrownBy(() -> look(10, () -> {
            throw new KernelException("open", "/proc", Errno.EMFILE);
        })).isInstanceOf(KernelException.class);
    }

    @Test
    void theOlderTextIsForWhoDoesNotAskForOpenMetrics() {
        Scrape scrape = look(10, new Thing("a", 3, 0.5));
        assertThat(new String(scrape.accepted("*/*"), StandardCharsets.UTF_8))
                .contains("ipcctl_t_size_bytes{thing=\"a\"} 3.0\n").doesNotContain("# EOF", "# UNIT");
        assertThat(new String(scrape.accepted("text/plain;q=0.1,application/openmetrics-text; version=1.0.0"),
                StandardCharsets.UTF_8)).endsWith("# EOF\n");
        assertThat(Scrape.contentType(null)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(Scrape.contentType("application/openmetrics-text"))
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    }
}
