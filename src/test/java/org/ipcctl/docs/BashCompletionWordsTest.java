package org.ipcctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;

/** The function that bash calls, called with words of every kind: it complains of none of them. */
class BashCompletionWordsTest {
    private static final String CALL = """
            set -u
            source "$1"
            while IFS= read -r COMP_LINE; do
              # The words of it, and an empty one where it ends in a blank.
              read -r -a COMP_WORDS <<<"$COMP_LINE"
              case $COMP_LINE in *' ') COMP_WORDS+=('') ;; esac
              COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
              COMPREPLY=()
              _ipcctl
              printf '%s|%s\\n' "$COMP_LINE" "${COMPREPLY[*]-}"
            done
            """;

    /** "kinds: bad array subscript". */
    @Test
    void unknownWordsAreNoTrouble() throws IOException, InterruptedException {
        Needs.program("bash", "bash");
        List<String> lines = new ArrayList<>();
        for (String path : paths(Commands.root(), "ipcctl")) {
            for (String more : List.of("", "nope", "nope ", "nope nope nope ", "-", "--", "-- ", "-- nope ", "--nope ",
                    "--nope=", "--nope=x ", "-x ", "[ ", "* ", "$x ", "'a ",
                    "0 1 2 3 4 5 6 7 8 9 ", "--format ", "--form ", "--format=j", "--form=j", "--f=", "= ", ": ", "@ ",
                    "a: ", "nope --format ")) {
                lines.add(path + " " + more);
            }
        }
        List<String> answers = complete(lines);
        assertThat(answers).hasSameSizeAs(lines);
        assertThat(answers).contains("ipcctl nope |", "ipcctl nope nope nope |", "ipcctl mq nope |");
    }

    /** An option that is shortened takes its value like the whole one, so that the argument behind it is the first. */
    @Test
    void shortenedOptionsTakeTheirValues() throws IOException, InterruptedException {
        Needs.program("bash", "bash");
        assertThat(complete(List.of("ipcctl mq stat --form j", "ipcctl mq stat --form=j",
                "ipcctl completion --form json ", "ipcctl completion --fo json b",
                "ipcctl mq send q --fr h"))).containsExactly("ipcctl mq stat --form j|json",
                        "ipcctl mq stat --form=j|json", "ipcctl completion --form json |bash zsh fish",
                        "ipcctl completion --fo json b|bash", "ipcctl mq send q --fr h|");
    }

    private static List<String> paths(CommandNode entry, String path) {
        List<String> paths = new ArrayList<>(List.of(path));
        for (CommandNode member : entry.listed()) {
            paths.addAll(paths(member, path + " " + member.name()));
        }
        return paths;
    }

    private static List<String> complete(List<String> lines) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "--norc", "-c", CALL, "bash",
                Path.of("completions/ipcctl.bash").toAbsolutePath().toString())
                .redirectErrorStream(true).start();
        Thread writer = new Thread(() -> {
            try (var in = bash.getOutputStream()) {
                in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It has ended, which the answers show.
            }
        });
        writer.start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        writer.join();
        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(out).doesNotContain("bad array subscript", "unbound variable", "bash:", "ipcctl.bash:");
        return out.lines().toList();
    }
}
