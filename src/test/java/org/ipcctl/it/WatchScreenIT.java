package org.ipcctl.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --watch} on a terminal, which script(1) or tmux(1) makes. */
class WatchScreenIT extends Scripts {
    private static final String ENTER = "\033[?1049h\033[?25l\033[?7l";
    private static final String LEAVE = "\033[0m\033[?7h\033[?25h\033[?1049l";
    private static final String CTRL_C = "\003";
    private static final String CTRL_Z = "\032";

    WatchScreenIT() {
        super("N", "screen", MessageQueue::unlink, "");
    }

    @BeforeEach
    void aQueueAndATerminal() {
        Needs.program("script", "bsdutils");
        Cli.run("mq", "create", name).succeeds();
    }

    /** A line of bash on a terminal of twelve lines, for which Ctrl-C is no end; its pid and terminal are in files. */
    private Terminal terminal(String line, Map<String, String> environment) throws IOException {
        Path script = Files.writeString(Path.of(scratch.path("line")), "trap : INT HUP\ncd " + scratch.directory()
                + "\nPATH=" + Installed.TREE.resolve("bin") + ":$PATH\n"
                + "N=" + name
                + "\nstty rows 12 cols 100; tty >terminal; before=$(stty -g)\nwatch() { bash -c 'echo $$ >pid; "
                + "exec env --default-signal ipcctl \"$@\"' - \"$@\"; }\n"
                + line + "\necho status $?; [ \"$before\" = \"$(stty -g)\" ] && echo same\n");
        return Terminal.start("exec bash " + script, environment);
    }

    private Terminal terminal(String line) throws IOException {
        return terminal(line, Map.of("TERM", "xterm", "NO_COLOR", ""));
    }

    @Test
    void changesAreMarkedAndCtrlCGivesTheScreenBack() throws IOException {
        try (Terminal terminal = terminal("watch mq stat $N --watch=100ms")) {
            terminal.shows(ENTER).shows("Ctrl-C ends.").shows("MESSAGES/S").shows("-");
            Cli.run("mq", "send", name, "hi").succeeds();
            terminal.shows("* MESSAGES").shows("\033[7m1\033[0m").shows("  +").types(CTRL_C).shows(LEAVE)
                    .shows("status 130").shows("same");
        }
    }

    @Test
    void withoutColourChangesAreCharacters() throws IOException {
        try (Terminal terminal = terminal("watch mq ls --watch=100ms --columns name,messages",
                Map.of("TERM", "xterm", "NO_COLOR", "1"))) {
            terminal.shows(ENTER).shows(name);
            Cli.run("mq", "send", name, "hi").succeeds();
            terminal.shows("* " + name).shows(" *1").types(CTRL_C).shows(LEAVE).shows("status 130");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP", "QUIT", "USR1"})
    void everySignalGivesTheScreenBack(String signal) throws IOException {
        try (Terminal terminal = terminal("watch mq stat $N --watch")) {
            terminal.shows(ENTER).shows("Ctrl-C ends.");
            shell("kill -" + signal + " $(cat pid)").succeeds();
            terminal.shows(LEAVE).shows("status 1").shows("same");
        }
    }

    @Test
    void anErrorIsToldWhereTheScreenIsAsBefore() throws IOException {
        try (Terminal terminal = terminal("watch mq stat $N --watch=100ms")) {
            terminal.shows(ENTER).shows("Ctrl-C ends.");
            Cli.run("mq", "rm", name).succeeds();
            terminal.shows(LEAVE).shows("ipcctl mq stat: " + name + ": it is gone.").shows("status 3").shows("same");
        }
        try (Terminal terminal = terminal("watch mq stat $N --watch")) {
            terminal.shows("no such message queue").shows("status 3");
        }
    }

    /** At once, and not at the next look. */
    @Test
    void aNewSizeShowsAtOnce() throws IOException {
        try (Terminal terminal = terminal("watch mq stat $N --watch=1h")) {
            terminal.shows(ENTER).shows("Ctrl-C ends.").shows("no room");
            shell("stty -F $(cat terminal) rows 4").succeeds();
            terminal.shows("more lines have no room").types(CTRL_C).shows(LEAVE).shows("status 130");
        }
    }

    @Test
    void ctrlZGivesTheScreenBackUntilItGoesOn() throws IOException {
        try (Terminal terminal = terminal("set -m; watch mq stat $N --watch=1h; echo stopped $?; fg")) {
            terminal.shows(ENTER).shows("MESSAGES").types(CTRL_Z).shows(LEAVE).shows("stopped 147").shows(ENTER)
                    .shows("MESSAGES").types(CTRL_C).shows(LEAVE).shows("status 130");
        }
    }

    @Test
    void aTerminalThatCanDoNothingGetsRows() throws IOException {
        try (Terminal terminal = terminal("watch mq stat $N --watch --columns change,messages --timeout 0",
                Map.of("TERM", "dumb"))) {
            terminal.shows("{\"change\":\"present\",\"messages\":0}").shows("status 124");
        }
    }

    /** What --verbose writes would be in the midst of it. */
    @Test
    void noScreenIsDrawnWhereVerboseWrites() throws IOException {
        try (Terminal terminal = terminal("watch mq stat $N --watch --verbose --columns change --timeout 0")) {
            terminal.shows("mq_open").shows("{\"change\":\"present\"}").shows("status 124");
        }
    }

    /** In a batch Ctrl-C ends the line, and the next one finds the terminal as it was. */
    @Test
    void inABatch() throws IOException {
        try (Terminal terminal = terminal(
                "watch batch -k <<<\"mq stat $N --watch=100ms\nmq stat $N --format plain --columns messages\"")) {
            terminal.shows(ENTER).shows("Ctrl-C ends.").types(CTRL_C).shows(LEAVE).shows("0\r\n").shows("status 130")
                    .shows("same");
        }
    }

    @Test
    void inTmux() {
        Needs.program("tmux", "tmux");
        shell("t() { tmux -L $N -f /dev/null \"$@\"; }; pane() { until t capture-pane -p | grep -q -- \"$1\"; do "
                + "sleep 0.02; "
                + "done; }; trap 't kill-server' EXIT; "
                + "t new-session -d -x 90 -y 24 \"PATH='$PATH' PS1='$ ' bash --norc\"; "
                + "t send-keys \"echo 'he're\" Enter; pane '^here$'; "
                + "t send-keys \"ipcctl mq stat $N --watch=100ms\" Enter; pane '^  MESSAGES  *0$'; "
                + "t display-message -p '#{alternate_on} #{cursor_flag} #{wrap_flag}'; "
                + "ipcctl mq send $N x; pane '^  MESSAGES  *1$'; t resize-window -y 6; pane 'more lines have no room'; "
                + "t send-keys C-c; pane '^here$'; "
                + "t display-message -p '#{alternate_on} #{cursor_flag} #{wrap_flag}'").succeeds()
                .prints("1 0 0\n0 1 1\n");
    }
}
