package org.ipcctl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The page as a browser sees it. Whatever it wanted from elsewhere, its own policy would forbid, and that is told on
 * the console.
 */
class ReportInChromiumTest {
    private static final Schema<SavedCase> COLUMNS = Schema
            .list(Column.of("mechanism", Type.TEXT, "what carries the blocks", one -> Value.of(one.mechanism())));
    private static final long DEADLINE_SECONDS = 90;

    private final Scratch scratch = new Scratch();
    private final Path file = Path.of(scratch.path("page.html"));

    @BeforeEach
    void write() throws Exception {
        Needs.program("chromium", "chromium");
        BenchFile saved = new BenchFile(
                Path.of(ReportInChromiumTest.class.getResource("/bench/saved-v4-histograms.json").toURI()));
        Files.write(file, new ReportPage(saved.readAll(), "ipcctl bench", (metric, some) -> COLUMNS).html());
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    /** What it wrote on standard output, and on standard error, where its console is. */
    private record Browser(String out, String err) {
    }

    private Browser chromium(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
                "--enable-logging=stderr", "--user-data-dir=" + scratch.path("profile")));
        command.addAll(List.of(options));
        command.add(file.toUri().toString());
        Path out = Path.of(scratch.path("out"));
        Path err = Path.of(scratch.path("err"));
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Browser seen = new Browser(Files.readString(out), Files.readString(err, StandardCharsets.ISO_8859_1));
        assertThat(ended).as(seen.toString()).isTrue();
        return seen;
    }

    private Color corner(int theme) throws Exception {
        Path picture = Path.of(scratch.path(theme + ".png"));
        chromium("--window-size=800,600", "--blink-settings=preferredColorScheme=" + theme, "--screenshot=" + picture);
        return new Color(ImageIO.read(picture.toFile()).getRGB(3, 3));
    }

    @Test
    void itIsReadWithoutAWordOnTheConsole() throws Exception {
        Browser seen = chromium("--dump-dom");
        assertThat(seen.out()).contains("<h2>How to repeat it</h2>", "</svg>");
        assertThat(seen.err()).doesNotContain("CONSOLE");
    }

    /** That the test above would see it. */
    @Test
    void aPageThatWantsSomethingFromElsewhereIsCaught() throws Exception {
        Files.writeString(file, Files.readString(file).replace("<h2>Method</h2>",
                "<h2>Method</h2><img src=\"http://127.0.0.1:9/x.png\">"));
        assertThat(chromium("--dump-dom").err()).contains("CONSOLE", "http://127.0.0.1:9/x.png",
                "Content Security Policy");
    }

    @Test
    void itIsLightOrDarkAsTheReaderLikes() throws Exception {
        assertThat(corner(1)).isEqualTo(new Color(0xff, 0xff, 0xff));
        assertThat(corner(0)).isEqualTo(new Color(0x16, 0x18, 0x1c));
    }
}
