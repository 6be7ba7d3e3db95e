package org.ipcctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No line of any source, Java or other, is longer than .editorconfig has it; the formatter breaks Java there, and no
 * comment or string.
 */
class SourcesTest {
    private static final List<String> ROOTS = List.of(".ci", ".github", "src");
    /** What may be longer, though .editorconfig does not say so, and why. */
    private static final Map<String, String> EXCEPTED = Map.of("src/test/storm", "its scripts are not broken up yet",
            ".ci/run", "nor is this");

    private static final Pattern BUSY = Pattern.compile("\\bdo +:( *;|$| *\")|\\bdo kill -0 ");
    /** Loops that read, write or burn time, and the one whose moment counts. */
    private static final List<String> NO_WAIT = List.of("while :;", "while echo", "read -r line", "-ef file ]");

    private static String find(String file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
        return found.group(1);
    }

    /** What .editorconfig leaves alone; a pattern without a slash is for files in any directory. */
    private static boolean isLeftAlone(Path file) throws IOException {
        for (String pattern : find(".editorconfig", "\\[\\{(.*)\\}\\]\nmax_line_length = off").split(",", -1)) {
            PathMatcher matcher = FileSystems.getDefault()
                    .getPathMatcher("glob:" + (pattern.contains("/") ? pattern : "*" + pattern));
            if (matcher.matches(file)) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(""))) {
            files.filter(Files::isRegularFile).forEach(sources::add);
        }
        for (String root : ROOTS) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(Files::isRegularFile).forEach(sources::add);
            }
        }
        return sources;
    }

    private static List<String> tooLong(Path file) throws IOException {
        int most = Integer.parseInt(find(".editorconfig", "max_line_length = (\\d+)"));
        List<String> longer = new ArrayList<>();
        String[] lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            byte[] bytes = lines[i].getBytes(StandardCharsets.ISO_8859_1);
            if (bytes.length > most && new String(bytes, StandardCharsets.UTF_8).length() > most) {
                longer.add(file + ":" + (i + 1));
            }
        }
        return longer;
    }

    @Test
    void noLineIsTooLong() throws IOException {
        assertThat(find("src/formatter.xml", "formatter.lineSplit\" value=\"(\\d+)\""))
                .isEqualTo(find(".editorconfig", "max_line_length = (\\d+)"));
        List<String> longer = new ArrayList<>();
        List<String> excepted = new ArrayList<>();
        for (Path file : sources()) {
            if (!isLeftAlone(file)) {
                (EXCEPTED.keySet().stream().anyMatch(file::startsWith) ? excepted : longer).addAll(tooLong(file));
            }
        }
        assertThat(longer).isEmpty();
        assertThat(EXCEPTED).as("what is excepted needs it")
                .allSatisfy((path, why) -> assertThat(excepted).anyMatch(line -> line.startsWith(path)));
    }

    /** On two CPUs a loop that looks without a pause keeps what it waits for from going on. */
    @Test
    void whatAScriptWaitsForHasTheCpuMeanwhile() throws IOException {
        List<String> without = new ArrayList<>();
        for (Path file : sources()) {
            for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                if (BUSY.matcher(line).find() && NO_WAIT.stream().noneMatch(line::contains)) {
                    without.add(file + ": " + line.strip());
                }
            }
        }
        assertThat(without).isEmpty();
    }

    /** Each kind of source is among those that are looked at. */
    @Test
    void everyKindIsLookedAt() throws IOException {
        List<String> looked = new ArrayList<>();
        for (Path file : sources()) {
            if (!isLeftAlone(file)) {
                looked.add(file.toString());
            }
        }
        assertThat(looked).contains("pom.xml", "install.sh", ".ci/release", "src/main/launcher/ipcctl",
                "src/test/bench/relays", "src/test/c/ring_peer.c", "src/main/assembly/tether-x86_64.s",
                "src/test/java/org/ipcctl/SourcesTest.java", ".github/workflows/verify.yml").doesNotContain("README.md",
                        "man/ipcctl.7");
        assertThat(isLeftAlone(Path.of("src/SECURITY.md"))).isTrue();
        assertThat(isLeftAlone(Path.of("src/main/resources/org/ipcctl/help/ipcctl.txt"))).isTrue();
    }
}
