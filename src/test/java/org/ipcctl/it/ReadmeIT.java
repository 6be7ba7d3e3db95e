package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * README's command blocks, typed as a stranger types them, print what stands there, but for numbers and spaces; so does
 * its picture.
 */
class ReadmeIT {
    private static final Path README = Path.of("README.md");
    private static final String PROMPT = "$ ";
    private static final Pattern BLOCK = Pattern.compile("(?m)(?:^    .*\n)+");
    /** What a reader has, or does, at the same time as a line. */
    private static final Map<String, String> BEFORE = Map.of("ipcctl sock spy",
            "redis-server --port 0 --unixsocket redis.sock --save '' >/dev/null & until redis-cli -s redis.sock PING "
                    + "2>/dev/null | grep -q PONG; do sleep 0.02; done; I=$(stat -c %i redis.sock); "
                    + "{ until [ \"$(stat -c %i .redis.sock.ipcctl-spy 2>/dev/null)\" = $I ]; do sleep 0.02; done; "
                    + "redis-cli -s redis.sock PING >/dev/null; } &");
    /** What is so when a reader has read on. */
    private static final Map<String, String> AFTER = Map.of("yes | sleep",
            "until ipcctl pipe ls | grep -q full; do sleep 0.02; done");

    @BeforeEach
    void needs() {
        Needs.program("redis-server", "redis-server");
        Needs.program("redis-cli", "redis-tools");
        Needs.program("pgrep", "procps");
    }

    private static List<List<String>> blocks(boolean transcripts) throws IOException {
        return BLOCK.matcher(Files.readString(README)).results().map(MatchResult::group)
                .map(block -> block.lines().map(line -> line.substring(4)).toList())
                .filter(block -> block.get(0).startsWith(PROMPT) == transcripts).toList();
    }

    private static String around(Map<String, String> what, String line) {
        return what.entrySet().stream().filter(entry -> line.startsWith(entry.getKey()))
                .map(entry -> entry.getValue() + "\n").collect(Collectors.joining());
    }

    /**
     * Without what differs each time: numbers, how wide they make columns, how a shell that is no terminal's says that
     * a command was killed, and whether a server is seen to end its direction before it closes.
     */
    private static String still(String printed) {
        return printed.replaceAll("(?m)^/tmp/lines: line .* Killed .*$", "Killed").replaceAll("[0-9]+", "N")
                .replaceAll("(?m)^N:N:N.N #N [<>] end\n", "").replaceAll("[ \\u00a0]+", " ")
                .replaceAll("(?m)^ (?=INODE|N)", "");
    }

    @Test
    void transcriptsPrintWhatStandsThere() throws IOException {
        assumeTrue(ExamplesIT.run("true").exitCode() == 0, "name spaces of one's own are not allowed here");
        List<List<String>> blocks = blocks(true);
        assertThat(blocks).hasSizeGreaterThan(5);
        StringBuilder script = new StringBuilder("{\n");
        StringBuilder expected = new StringBuilder();
        for (List<String> block : blocks) {
            for (String line : block) {
                if (line.startsWith(PROMPT)) {
                    String command = line.substring(PROMPT.length());
                    script.append("echo ").append(ExamplesIT.quoted(line)).append('\n').append(around(BEFORE, command))
                            .append(command).append('\n').append(around(AFTER, command));
                }
                expected.append(line).append('\n');
            }
        }
        // To a file, so that no pipe of the test's is among those that are listed.
        Outcome outcome = ExamplesIT.run(script + "} >/tmp/printed 2>&1; cat /tmp/printed");
        assertThat(still(outcome.out())).as("%s", outcome).isEqualTo(still(expected.toString()));
    }

    @Test
    void theFirstCommandsInstallAndRunIt() throws IOException {
        List<List<String>> blocks = new ArrayList<>(blocks(false));
        assertThat(blocks).hasSize(1);
        try (Scratch scratch = new Scratch()) {
            Outcome outcome = Installed
                    .shell("export HOME=" + scratch.directory() + "; " + String.join(" && ", blocks.get(0)));
            assertThat(outcome.out()).as("%s", outcome)
                    .contains("is installed as " + scratch.directory() + "/.local/bin/ipcctl");
            // The status is that of what was found: 1 where there is a fault.
            assertThat(outcome.exitCode()).as("%s", outcome).isBetween(0, 1);
            assertThat(outcome.err()).as("%s", outcome).doesNotContain("\tat ", "wrong usage");
        }
    }

    @Test
    void thePictureShowsWhatItsLinesPrint() throws IOException {
        Needs.program("python3", "python3");
        assumeTrue(ExamplesIT.run("true").exitCode() == 0, "name spaces of one's own are not allowed here");
        String drawn = Pattern.compile("<text [^>]*>(.*?)</text>")
                .matcher(Files.readString(Path.of("src/picture/session.svg"))).results()
                .map(line -> line.group(1).replaceAll("<[^>]*>", "") + "\n").collect(Collectors.joining())
                .replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        Outcome outcome = Installed.shell("src/picture/record --text").exits(0);
        // A longer number breaks a long line elsewhere.
        assertThat(still(outcome.out()).replace("\n", "")).isEqualTo(still(drawn).replace("\n", ""))
                .contains("died while holding it");
    }
}
