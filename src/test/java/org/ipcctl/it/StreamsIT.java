package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.mq.MessageQueue;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Standard streams that are closed, full, or left by whoever read them; signals; what -v and -q do. {@code $Q},
 * {@code $S} and {@code $F} exist.
 */
class StreamsIT {
    private static final Scratch SCRATCH = new Scratch();
    private static final String QUEUE = Scratch.name("streams-q");
    private static final String MEMORY = Scratch.name("streams-s");
    /** Waits until {@code $p} has {@code $1} open, so that a signal finds it at work. */
    private static final String HOLDS = "holds() { until ls -l /proc/$p/fd 2>/dev/null | grep -q -- \"$1\"; "
            + "do sleep 0.02; kill -0 $p || return; done; }; ";

    @BeforeAll
    static void create() {
        SCRATCH.atEnd(() -> MessageQueue.unlink(QUEUE));
        SCRATCH.atEnd(() -> MessageQueue.unlink(QUEUE + "-w"));
        SCRATCH.atEnd(() -> SharedMemory.unlink(MEMORY));
        shell("ipcctl mq create $Q && ipcctl shm write $S hello --create && ipcctl mkfifo $F").succeeds();
    }

    @AfterAll
    static void remove() {
        SCRATCH.close();
    }

    private static Outcome shell(String script) {
        return Installed.shell("Q=" + QUEUE + "; S=" + MEMORY + "; F=" + SCRATCH.path("f") + "; " + HOLDS + script);
    }

    /**
     * One command for each way to stdout: help, results, text, payload from memory, from a queue, from a FIFO, from a
     * CMD.
     */
    private static final String EACH_WAY = """
            --help
            mq --help
            mq stat $Q --help
            mq stat $Q --list-columns
            mq stat $Q
            mq stat $Q --format json
            shm ls --format ndjson
            shm read $S
            shm read $S --as hex
            shm dump $S
            completion bash
            pipe-demo message
            pipe-demo exec -- echo hi
            """;

    private static String[] eachWay() {
        return EACH_WAY.split("\n");
    }

    @ParameterizedTest
    @MethodSource("eachWay")
    void aStdoutThatFailsIsAnErrorAndOneWithoutReaderEndsQuietly(String command) {
        boolean json = command.contains("json");
        assertThat(shell("ipcctl " + command + " >/dev/full").exits(7).complains(json ? "\"errno_name\":\"ENOSPC\""
                : "standard output: no space left on device (write: ENOSPC)").err()).hasLineCount(1);
        assertThat(shell("ipcctl " + command + " >&-").exits(1).complains(json ? "\"errno_name\":\"EBADF\""
                : "standard output: bad file descriptor (write: EBADF)").err()).hasLineCount(1);
        // The reader has gone before the writer starts: no race.
        assertThat(shell("exec 3> >(exec true); wait $!; ipcctl " + command + " >&3").exits(141).err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            >/dev/full | 7 | no space left on device; 1 message taken from the queue could not be delivered whole \
            (write: ENOSPC)
            >&-        | 1 | bad file descriptor; 1 message taken from the queue could not be delivered whole (write: \
            EBADF)
            """)
    void aMessageThatCouldNotBeDeliveredIsTold(String redirection, int code, String message) {
        shell("ipcctl mq send $Q x; ipcctl mq recv $Q " + redirection).exits(code)
                .complains("standard output: " + message);
        shell("ipcctl mq recv $Q --nonblock").exits(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mq send $Q", "mq send $Q --lines", "mq send $Q --framed", "shm write $S", "fifo write $F"})
    void aStdinThatCannotBeReadIsToldAtOnce(String command) {
        assertThat(
                shell("ipcctl " + command + " <&-").exits(1).prints("").complains("standard input: bad file descriptor",
                        "(read: EBADF)").err())
                .hasLineCount(1);
        assertThat(shell("ipcctl " + command + " </").exits(1).prints("").complains("standard input: is a directory",
                "(read: EISDIR)").err()).hasLineCount(1);
        shell("ipcctl mq recv $Q --nonblock").exits(6);
        shell("ipcctl shm read $S").succeeds().prints("hello");
    }

    /** As node and ssh(1) leave it: EAGAIN ended it in the middle of its text. */
    @Test
    void textGoesToAPipeThatDoesNotWait() {
        Needs.program("python3", "python3");
        Outcome outcome = shell("head -c 65536 /dev/urandom | ipcctl shm write $S-w --create -q; "
                + "ipcctl shm read $S-w --format json | wc -c; python3 -c '\n"
                + "import fcntl, os, struct, subprocess, sys, termios, time\n"
                + "reading, writing = os.pipe()\n"
                + "os.set_blocking(writing, False)\n"
                + "process = subprocess.Popen(sys.argv[1:], stdout=writing)\n"
                + "os.close(writing)\n"
                + "queued = lambda: struct.unpack(\"i\", fcntl.ioctl(reading, termios.FIONREAD, bytes(4)))[0]\n"
                + "while queued() < 61440 and process.poll() is None: time.sleep(0.01)\n"
                + "came = 0\n"
                + "while block := os.read(reading, 65536): came += len(block)\n"
                + "print(came, process.wait())' ipcctl shm read $S-w --format json; ipcctl shm rm $S-w -q").succeeds();
        assertThat(outcome.out()).matches("(\\d+)\\n\\1 0\\n");
    }

    @Test
    void withoutStderrTheExitCodeSaysIt() {
        shell("ipcctl mq stat $Q-none 2>&-").exits(3).prints("");
        shell("ipcctl mq stat $Q-none 2>/dev/full").exits(3).prints("");
        shell("ipcctl mq stat $Q --format plain --columns name 2>&-").succeeds().prints(QUEUE + "\n");
    }

    /** Each waits for data that never comes, and its reader leaves after the first line. */
    @ParameterizedTest
    @ValueSource(strings = {"ipcctl mq send $Q first; ipcctl mq recv $Q --follow --lines",
        "exec 5<>$F; echo first >$F; ipcctl fifo read $F",
        "exec 5<>$F; echo first >$F; ipcctl fifo read $F --keep-open",
        "exec 5<>$F; echo first >$F; ipcctl fifo read $F -n 9",
        "exec 5<>$F; echo first >$F; ipcctl pipe meter <$F",
        "exec 5<>$F; echo first >$F; ipcctl pipe meter --lines <$F",
        "ipcctl pipe-demo exec -- sh -c 'echo first; exec sleep 3599'"})
    void aReaderThatLeavesEndsAWaitForData(String script) {
        shell(script + " | head -n 1; echo ${PIPESTATUS[*]}").succeeds().prints("first\n141 0\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INT  | 130 | mq recv $Q                                | $Q
            TERM | 143 | mq recv $Q --follow --lines               | $Q
            INT  | 130 | fifo read $F --keep-open                  | streams-f
            INT  | 130 | pipe-demo exec -- sleep 3599              | pipe:
            TERM | 143 | pipe-demo exec -- sleep 3599              | pipe:
            HUP  | 129 | mq recv $Q --timeout 1h                   | $Q
            """)
    void aSignalEndsAWaitQuietly(String signal, int status, String command, String object) {
        // A shell without job control has SIGINT ignored in the background; one with it would not wait for the end of
        // one that is stopped for a moment.
        String opened = object.equals("streams-f") ? "'fifo\\|" + SCRATCH.path("f") + "'" : object;
        Outcome outcome = shell("env --default-signal ipcctl " + command + " & p=$!; " + ready(command, opened)
                + "kill -" + signal + " $p; wait $p; echo $?; " + gone());
        assertThat(outcome.exits(0).out().strip()).endsWith(Integer.toString(status));
        assertThat(outcome.err().lines().filter(line -> line.startsWith("ipcctl")).toList()).isEmpty();
    }

    private static String ready(String command, String opened) {
        return command.startsWith("fifo")
                ? "until ls -l /proc/$p/fd 2>/dev/null | grep -q -- \"$F\"; do sleep 0.02; kill -0 $p || break; done; "
                : command.startsWith("pipe-demo")
                        ? "until pgrep -P $p -x sleep >/dev/null; do sleep 0.02; kill -0 $p || break; done; "
                                + "c=$(pgrep -P $p -x sleep); "
                        : "holds " + opened + "; ";
    }

    /** A CMD does not outlive ipcctl. */
    private static String gone() {
        return "while [ -n \"${c-}\" ] && [ -e /proc/$c ] && ! grep -q 'State:.Z' /proc/$c/status; do sleep 0.02; "
                + "done 2>/dev/null";
    }

    @Test
    void verboseShowsEachSystemCallAndItsResult() {
        assertThat(shell("ipcctl mq send $Q hi -v").exits(0).prints("").err().lines()).isNotEmpty()
                .allMatch(line -> line.matches("ipcctl mq send: \\w+\\(.*\\) = .*"))
                .anyMatch(line -> line.contains("mq_open(") && line.contains(QUEUE));
        assertThat(shell("ipcctl mq recv $Q -v; ipcctl mq recv $Q --nonblock -v").exits(6).prints("hi").err())
                .contains("EAGAIN");
        assertThat(shell("ipcctl mq recv $Q --nonblock").exits(6).err()).hasLineCount(1);
    }

    /** The warning comes when a second of waiting has passed; then the queue is removed, which ends the wait. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-q"})
    void quietSaysNothingButErrors(String quiet) {
        Outcome outcome = shell("ipcctl mq create $Q-w --max-messages 1; ipcctl mq send $Q-w x; ipcctl mq send $Q-w y "
                + quiet
                + " 2>$F-err & p=$!; until grep -qE '^(242|182) ' /proc/$p/task/*/syscall; do sleep 0.02; kill -0 $p "
                + "|| break; "
                + "done 2>/dev/null; "
                + (quiet.isEmpty() ? "until grep -q 'is full' $F-err; do sleep 0.02; kill -0 $p || break; done; "
                        : "sleep 3; ")
                + "ipcctl mq rm $Q-w; wait $p; echo $?; cat $F-err >&2");
        outcome.prints("3\n").complains("removed while waiting for room");
        assertThat(outcome.err().contains("is full, and no process that can be seen")).isEqualTo(quiet.isEmpty());
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(shell("ipcctl --version").succeeds().out()).matches("ipcctl \\d+\\.\\d+(\\.\\d+)?(-\\w+)?\n");
        assertThat(shell("ipcctl -V").succeeds().out()).isEqualTo(shell("ipcctl --version").out());
    }
}
