package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pipe meter} in pipelines of real processes, and what it shows on a terminal. */
class MeterIT extends Scripts {
    private static final String CTRL_C = "\003";

    MeterIT() {
        super("");
    }

    @BeforeEach
    void data() {
        shell("seq 2000000 >data").succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "cat data | ipcctl pipe meter | cat >out", "ipcctl pipe meter <data >out", "ipcctl pipe meter <data | cat >out",
        "cat data | ipcctl pipe meter >out",
        "cat data | ipcctl pipe meter --lines | cat >out", "cat data | ipcctl pipe meter --rate-limit 100M | cat >out",
        "cat data | ipcctl pipe meter --progress --name x | cat >out",
        "printf '' >out; cat data | ipcctl pipe meter >>out", "printf '' >out; ipcctl pipe meter <data >>out",
        "cat data | ipcctl pipe meter | ipcctl pipe meter -l | ipcctl pipe meter >out"})
    void everyByteArrives(String line) {
        assertThat(shell("set -o pipefail; " + line + " && cmp data out && echo same").exits(0).out())
                .isEqualTo("same\n");
    }

    /** Somebody else's O_NONBLOCK stays on an open file that is shared. */
    @Test
    void everyByteArrivesThroughNonblockingPipesWithSlowNeighbours() {
        Needs.program("python3", "python3");
        shell("cat >nonblocking <<'E'\nimport os, sys\nos.set_blocking(0, False)\nos.set_blocking(1, "
                + "False)\nos.execvp(sys.argv[1], sys.argv[1:])\nE\n"
                + "{ head -c 1000 data; for i in 1 2 3; do env true; head -c 100000 data; done; "
                + "} | tee >(md5sum >sent) | python3 nonblocking ipcctl pipe meter | { read -r x; echo $x; cat; "
                + "} | md5sum >came; "
                + "while ! [ -s sent ]; do sleep 0.02; done; cmp sent came && echo same").prints("same\n");
    }

    @Test
    void aReaderThatEndsEarlyEndsItAsSigpipeWould() {
        shell("yes | ipcctl pipe meter | head -c 1000000 | wc -c; echo ${PIPESTATUS[*]}; "
                // Also while nothing comes.
                + "mkfifo f; exec 4<>f; exec 3> >(exec true); wait $!; timeout 60 ipcctl pipe meter <f >&3; echo $?")
                .prints("1000000\n141 141 0 0\n141\n");
    }

    @Test
    void noMoreIsTakenThanItStopsAt() {
        shell("{ ipcctl pipe meter --stop-at 1000 >a; cat >b; } <data; wc -c <a; cat a b | cmp - data && echo whole; "
                + "cat data | { ipcctl pipe meter -S 1000 | cat >a; cat >b; }; wc -c <a; "
                + "cat a b | cmp - data && echo whole; seq 3 | ipcctl pipe meter -S 0; echo $?")
                .prints("1000\nwhole\n1000\nwhole\n0\n");
    }

    @Test
    void theFiguresAreALineOfJson() {
        assertThat(shell("seq 10 | ipcctl pipe meter --lines --stats --name n >/dev/null").exits(0).err())
                .matches(
                        "\\{\"name\":\"n\",\"size_bytes\":21,\"lines\":10,\"elapsed_ns\":\\d+,"
                                + "\"bytes_per_second\":[0-9.]+,\"end\":\"end of input\"}\n");
        assertThat(shell("yes | ipcctl pipe meter --stats | head -c 10 >/dev/null").err())
                .contains("\"end\":\"reader gone\"").hasLineCount(1);
        assertThat(shell("seq 10 | ipcctl pipe meter >/dev/null").exits(0).err()).isEmpty();
    }

    @Test
    void aSignalDeliversWhatWasTakenAndTellsTheFigures() {
        Outcome outcome = shell(
                "mkfifo f; ipcctl pipe meter --stats >out <f & p=$!; exec 3>f; seq 1000 >&3; "
                        + "until [ $(wc -c <out) = 3893 ]; do sleep 0.02; done; kill -TERM $p; wait $p; echo $?; "
                        + "seq 1000 | cmp - out")
                .prints("143\n");
        assertThat(outcome.err()).contains("\"size_bytes\":3893", "\"end\":\"signal\"").hasLineCount(1);
    }

    @Test
    void kill9EndsTheNeighboursAndLeavesNothing() {
        shell("mkfifo f; : >out; { sh -c 'echo $$ >pid; exec ipcctl pipe meter'; echo $? >status; } <f | "
                + "{ cat >out; echo end; } & exec 3>f; seq 1000 >&3; "
                + "until [ $(wc -c <out) = 3893 ]; do sleep 0.02; kill -0 $! || exit; done; kill -9 $(cat pid); wait "
                + "$!; "
                + "cat status; seq 1000 | cmp - out && echo whole")
                .prints("end\n137\nwhole\n");
    }

    private Terminal terminal(String line) throws IOException {
        Needs.program("script", "bsdutils");
        Path script = Files.writeString(Path.of(scratch.path("line")),
                "trap : INT\ncd " + scratch.directory() + "\nPATH=" + Installed.TREE.resolve("bin")
                        + ":$PATH\nstty rows 12 cols 100\n"
                        + line + "\necho status $?\n");
        return Terminal.start("exec bash " + script, Map.of("TERM", "xterm"));
    }

    @Test
    void theLineIsDrawnAgainAndStaysAtTheEnd() throws IOException {
        try (Terminal terminal = terminal(
                "head -c 3M /dev/zero | ipcctl pipe meter --rate-limit 1M --size 3M --name x | wc -c")) {
            terminal.shows("\rx: ").shows("ETA 0:0").shows("\033[K\r").shows("\rx: 3 MiB").shows("=] 100%\033[K\r")
                    .shows("\n").shows("status 0");
        }
    }

    /** Each goes down to its own line and comes back, and the last one leaves the cursor below. */
    @Test
    void severalMetersHaveALineEach() throws IOException {
        try (Terminal terminal = terminal(
                "head -c 3M /dev/zero | ipcctl pipe meter -L 2M -N one | ipcctl pipe meter -N two | ipcctl pipe meter "
                        + "-N three | wc -c")) {
            terminal.shows("3145728");
            String all = terminal.shows("status 0").all();
            assertThat(all).contains("\rone: ", "\r\r\ntwo: ", "\033[1A\r", "\r\r\n\r\nthree: ", "\033[2A\r");
            assertThat(all.split("\r\n\r\n\r\n", -1)).hasSize(2);
        }
    }

    /** Of the meter's own; a source that ends by Ctrl-C, too, may be the end of input before. */
    @Test
    void ctrlCLeavesTheLineAndTheStatus() throws IOException {
        try (Terminal terminal = terminal(
                "(trap '' INT; exec yes) | env --default-signal=INT ipcctl pipe meter >/dev/null")) {
            terminal.shows("/s average]").types(CTRL_C).shows("average]\033[K\r\r\n").shows("status 130");
        }
    }

    /** Each waits for a line that is typed, when a mebibyte has gone. */
    @ParameterizedTest
    @ValueSource(strings = {
        "feed | ipcctl fifo write f", "feed >f & ipcctl fifo read f >/dev/null",
        "feed >f & ipcctl fifo read f --lines 9 >/dev/null",
        "{ yes | head -c 1M; read x </dev/tty; } | ipcctl fifo write f --lines",
        "feed | ipcctl shm write $n --create; ipcctl shm rm $n",
        "head -c 4M /dev/zero | ipcctl shm write $n --create; ipcctl shm read $n | { read x </dev/tty; cat; "
                + "} >/dev/null; ipcctl shm rm $n",
        "feed | ipcctl shm push $n", "feed | ipcctl shm push $n -q & ipcctl shm pull $n >/dev/null",
        "feed | ipcctl sock connect @$n --retry 60s >/dev/null",
        "feed | ipcctl sock connect @$n --retry 60s -q & ipcctl sock listen @$n --once </dev/null >/dev/null"})
    void everyLongTransferHasALineAfterASecond(String line) throws IOException {
        String other = line.contains("write f") ? "cat f >/dev/null & " : line.endsWith("push $n")
                ? "ipcctl shm pull $n -q >/dev/null & "
                : line.startsWith("feed | ipcctl sock connect") && line.endsWith("null") && !line.contains("listen")
                        ? "ipcctl sock listen @$n --once -q </dev/null >/dev/null & "
                        : "";
        String script = "mkfifo f; n=ipcctl-t-$$-line; feed() { head -c 1M /dev/zero; read x </dev/tty; }; " + other
                + line + "; echo status $?; wait";
        try (Terminal terminal = terminal(script)) {
            terminal.shows("1 MiB 0:0").shows("/s average]").shows("\033[K\r").types("\n").shows("status 0");
        }
    }

    @Test
    void nothingIsShownInTheBackground() throws IOException {
        try (Terminal terminal = terminal(
                "set -m; head -c 1M /dev/zero | ipcctl pipe meter -L 500K --stats >/dev/null & wait $!")) {
            assertThat(terminal.shows("\"end\":\"end of input\"").shows("status 0").all()).doesNotContain("average");
        }
    }
}
