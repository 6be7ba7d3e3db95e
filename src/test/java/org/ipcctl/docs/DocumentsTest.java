package org.ipcctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * man/ and completions/ are what the commands say of themselves. After a change of the commands,
 * {@code mvn test -Dtest=DocumentsTest -Dipcctl.write=true} writes them anew.
 */
class DocumentsTest {
    private static final boolean WRITE = Boolean.getBoolean("ipcctl.write");
    private static final Set<String> BY_HAND = Set.of("man/ipcctl.7");

    @Test
    void committedIsWhatTheCommandsSay() throws IOException {
        for (Map.Entry<String, String> document : Documents.all().entrySet()) {
            Path file = Path.of(document.getKey());
            if (WRITE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, document.getValue());
            }
            assertThat(file).as("%s; 'mvn test -Dtest=DocumentsTest -Dipcctl.write=true' writes it anew", file)
                    .hasContent(document.getValue());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCompletionCommandPrintsWhatIsCommitted(Shell shell) throws IOException {
        Cli.run("completion", shell.program()).succeeds().prints(Files.readString(Path.of("completions", shell.file)));
    }

    @Test
    void notesBelongToAPageThatThereIs() throws IOException {
        try (Stream<Path> prose = Files.list(Path.of("src/main/resources/org/ipcctl/docs/prose"))) {
            assertThat(prose.map(file -> file.getFileName().toString().replaceFirst("\\..*", "")))
                    .allSatisfy(name -> assertThat(Path.of("man", name + ".1")).exists());
        }
    }

    @Test
    void everyPageHasTheSectionsThatReadersLookFor() throws IOException {
        for (String page : pages()) {
            List<String> sections = Stream.of("NAME", "DESCRIPTION", "NOTES", "EXAMPLES", "SEE ALSO").toList();
            assertThat(Files.readString(Path.of(page)).replace("\"", "")).as(page)
                    .contains(sections.stream().map(section -> ".SH " + section + "\n").toList());
        }
    }

    @Test
    void nothingElseIsThere() throws IOException {
        Set<String> there = new TreeSet<>(files());
        there.removeAll(Documents.all().keySet());
        assertThat(there).isEqualTo(BY_HAND);
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> man = Files.list(Path.of("man"));
             Stream<Path> completions = Files.list(Path.of("completions"))) {
            return Stream.concat(man, completions).map(Path::toString).sorted().toList();
        }
    }

    static List<String> pages() throws IOException {
        return files().stream().filter(file -> file.startsWith("man/")).toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void mandocFindsNoFault(String page) throws Exception {
        Needs.program("mandoc", "mandoc");
        assertThat(output("mandoc", "-T", "lint", "-W", "warning", page)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void groffFindsNoFault(String page) throws Exception {
        Needs.program("groff", "groff");
        // Only what goes to stderr counts.
        assertThat(output("sh", "-c", "groff -t -man -Tutf8 -ww -z \"$1\" 2>&1 >/dev/null", "sh", page)).isEmpty();
    }

    @Test
    void everyCommandHasItsPlaceInAPage() {
        Map<String, String> documents = Documents.all();
        String all = documents.entrySet().stream().filter(d -> d.getKey().startsWith("man/")).map(Map.Entry::getValue)
                .collect(Collectors.joining());
        for (Node node : Node.of(org.ipcctl.cli.commands.Commands.root()).all()) {
            assertThat(all).contains(node.path().replace("-", "\\-"));
        }
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
