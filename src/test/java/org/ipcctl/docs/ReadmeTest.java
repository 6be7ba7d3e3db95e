package org.ipcctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.commands.Commands;
import org.junit.jupiter.api.Test;

/** README names every command, and nothing that is not there. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    /** The row of the table of commands that begins with {@code name}, or with it beside others. */
    private static String row(String readme, String name) {
        return readme.lines().filter(line -> line.matches("\\| (`[a-z-]+`, )*`" + name + "`(, `[a-z-]+`)* \\|.*"))
                .findFirst().orElse("");
    }

    @Test
    void namesEveryCommand() throws IOException {
        String readme = Files.readString(README);
        List<String> missing = new ArrayList<>();
        for (CommandNode command : Commands.root().listed()) {
            String row = row(readme, command.name());
            if (row.isEmpty()) {
                missing.add(command.name());
            }
            // What the demonstration shows, and what System V has, are told by their kind.
            if (command.isGroup() && !command.name().equals("pipe-demo")) {
                command.listed().stream().map(CommandNode::name)
                        .filter(name -> !row.contains("`" + name + "`")
                                && !row.contains("`" + command.name() + " " + name + "`"))
                        .forEach(name -> missing.add(command.name() + " " + name));
            }
        }
        assertThat(missing).isEmpty();
        // memcpy is what the others are held against.
        assertThat(readme).contains("round-trip time of " + (Transports.ALL.size() - 1) + " mechanisms");
    }

    @Test
    void whatItPointsToIsThere() throws IOException {
        for (Path document : List.of(README, Path.of(".github/CONTRIBUTING.md"), Path.of("src/ARCHITECTURE.md"))) {
            Path directory = document.toAbsolutePath().getParent();
            Matcher link = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)").matcher(Files.readString(document));
            while (link.find()) {
                assertThat(directory.resolve(link.group(1))).exists();
            }
            Matcher path = Pattern.compile("`((?:src|\\.ci|\\.github)/[A-Za-z0-9_./-]+)`")
                    .matcher(Files.readString(document));
            while (path.find()) {
                assertThat(Path.of(path.group(1))).exists();
            }
        }
    }
}
