package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipcctl.cli.CommandModel;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.Command.Example;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example of every command, and of the manual pages that are written by hand, as a reader would type it. Each has
 * name spaces of its own for files in /tmp, IPC objects, abstract sockets and processes, so that it may call things as it likes, meets
 * nothing of anybody else's, and leaves nothing behind.
 */
@Execution(ExecutionMode.CONCURRENT)
class ExamplesIT {
    private static final String UNSHARE = (Needs.isRoot() ? "unshare" : "unshare --user --map-root-user")
            + " --mount --ipc --net --pid --fork --kill-child --mount-proc ";
    /** The tool moves to where the new /tmp does not hide it. */
    private static final String PREPARE = String.join("\n",
            "set -e",
            "ip link set lo up",
            "mount --bind '" + Installed.TREE + "' /mnt",
            "mount -t tmpfs none /tmp && mount -t tmpfs none /dev/shm && mount -t mqueue none /dev/mqueue",
            "export PATH=\"/mnt/bin:$PATH\" HOME=/tmp/home && mkdir -p /tmp/home/work && cd /tmp/home/work",
            "cat >/tmp/lines && exec timeout --foreground 100 bash /tmp/lines </dev/null");
    /** Ends what the line runs, as Ctrl-C at a terminal does; the background job that calls it goes on. */
    private static final String INTERRUPT = String.join("\n",
            "interrupt() {",
            "  for child in $(</proc/$$/task/$$/children); do [ \"$child\" = \"$BASHPID\" ] || kill -INT \"$child\"; done",
            "}", "");
    private static final Pattern BLOCK = Pattern.compile("(?s)\\.EX\n(.*?)\\.EE\n");

    @BeforeAll
    static void nameSpaces() {
        assumeTrue(Installed.shell(UNSHARE + "true").exitCode() == 0, "name spaces of one's own are not allowed here");
        Needs.program("ip", "iproute2");
        Needs.program("jq", "jq");
        Needs.program("less", "less");
    }

    static Stream<Example> ofCommands() {
        return below(Commands.root(), "ipcctl");
    }

    private static Stream<Example> below(CommandNode entry, String path) {
        Stream<Example> own = CommandModel.of(entry, path).examples().stream();
        return Stream.concat(own, entry.listed().stream().flatMap(member -> below(member, path + " " + member.name())));
    }

    /** What stands between .EX and .EE, troff's escapes undone. */
    static Stream<String> ofPagesAboutAll() throws IOException {
        String pages = Files.readString(Path.of("man/ipcctl.1")) + Files.readString(Path.of("man/ipcctl.7"));
        return BLOCK.matcher(pages).results().map(block -> block.group(1).replace("\\&", "")
                .replace("\\-", "-").replace("\\(aq", "'").replace("\\(ti", "~").replace("\\(ha", "^").replace("\\e", "\\"));
    }

    @ParameterizedTest
    @MethodSource
    void ofCommands(Example example) {
        Outcome outcome = run(example.before() + "\n" + example.command() + "\n");
        outcome.exits(example.status());
        assertThat(outcome.err()).as("stderr of %s", outcome).doesNotContain("\tat ", "wrong usage");
    }

    @ParameterizedTest
    @MethodSource
    void ofPagesAboutAll(String lines) {
        run("set -e\n" + lines).exits(0);
    }

    /** Runs lines in name spaces of their own; {@code interrupt} in them ends what they run. */
    static Outcome run(String lines) {
        return Installed.shell(UNSHARE + "bash -c " + quoted(PREPARE), (INTERRUPT + lines).getBytes(StandardCharsets.UTF_8));
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
