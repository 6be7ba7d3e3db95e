package org.ipcctl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final Schema<SavedCase> COLUMNS = Schema.list(
            Column.of("mechanism", Type.TEXT, "what carries \"blocks\"", one -> Value.of(one.mechanism())),
            Column.of("median_ns", Type.NANOSECONDS, "the median", one -> Value.of(Math.round(one.median()))));

    private static String sample() throws Exception {
        return Files.readString(Path.of(ReportPageTest.class.getResource("/bench/saved-v4-histograms.json").toURI()));
    }

    private static String page(String json) {
        return new String(
                new ReportPage(new BenchFile(Path.of("x")).read(json.getBytes(StandardCharsets.UTF_8)),
                        "ipcctl bench pipe --size '1'", (metric, some) -> COLUMNS).html(),
                StandardCharsets.UTF_8);
    }

    @Test
    void itHasFiguresChartsEnvironmentMethodAndTheCommand() throws Exception {
        String page = page(sample());
        assertThat(page).contains("<h2>Figures</h2>", "<h2>Environment</h2>", "<h2>Method</h2>",
                "<h2>How to repeat it</h2>", "<pre>ipcctl bench pipe --size '1'</pre>",
                "title=\"what carries &quot;blocks&quot;\"", "<td>pipe</td>", " \u00b5s</td>", "AMD EPYC",
                "a bare system call", "There were 3 rounds.");
        assertThat(Pattern.compile("<svg ").matcher(page).results().count())
                .as("one of throughput, and of each size of round trips at both placements").isGreaterThan(2);
        String method = page.substring(page.indexOf("<h2>Method</h2>"), page.indexOf("<h2>How to repeat it</h2>"));
        assertThat(Pattern.compile("<li>").matcher(method).results().count()).isEqualTo(10);
    }

    @Test
    void itNeedsNothingElse() throws Exception {
        List<String> sources = Pattern.compile("(?:src|href)=[^ >]*|url\\(|@import").matcher(page(sample())).results()
                .map(MatchResult::group).toList();
        assertThat(sources).containsExactly("href=\"data:,\"");
        assertThat(page(sample())).contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"")
                .doesNotContain("<script");
    }

    @Test
    void whatWasNotMeasuredAndWhatIsDoubtfulIsTold() throws Exception {
        String page = page(sample().replace("\"partial\": false", "\"partial\": true"));
        assertThat(page).contains("The benchmark was interrupted",
                "<li>mq, throughput of 64 KiB blocks: a block holds at most");
        assertThat(page(sample().replaceAll("\"doubts\": [^\n]*,\n", "\"doubts\": \"the load was <b>7</b>\",\n")))
                .contains("Doubtful: the load was &lt;b&gt;7&lt;/b&gt;.");
    }

    @Test
    void namesAreData() throws Exception {
        String page = page(sample().replace("\"pipe\"", "\"<img src=x onerror=alert(1)>\"").replace("AMD EPYC",
                "</title><script>x</script>"));
        assertThat(page).doesNotContain("<img", "<script>").contains("&lt;img src=x onerror=alert(1)&gt;");
    }
}
