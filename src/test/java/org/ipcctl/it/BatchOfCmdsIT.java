package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A batch is one program for each line: nothing that one did to its process, its streams, its descriptors, its signals
 * or its memory is there for the next. {@code $N} is a semaphore of value 1, a mutex and a queue with one message,
 * {@code $N-big} a large object.
 */
class BatchOfCmdsIT {
    private static final Scratch SCRATCH = new Scratch();
    private static final String NAME = Scratch.name("batch-cmds");
    private static final String AROUND = "N=" + NAME + " D=" + SCRATCH.directory() + "; cd $D; ";
    private static final String INNOCENT = "sem get $N";

    @BeforeAll
    static void create() {
        SCRATCH.atEnd(() -> MessageQueue.unlink(NAME));
        SCRATCH.atEnd(() -> MessageQueue.unlink(NAME + "-work"));
        SCRATCH.atEnd(() -> NamedSemaphore.unlink(NAME));
        SCRATCH.atEnd(() -> SharedMemory.unlink(NAME));
        SCRATCH.atEnd(() -> SharedMemory.unlink(NAME + "-big"));
        Installed.shell(AROUND
                + "ipcctl mq create $N && ipcctl mq send $N x && seq 3 | ipcctl mq send $N-work --create --lines && "
                + "ipcctl sem create $N --value 1 && ipcctl shm create $N-big --size 40M")
                .succeeds();
    }

    @AfterAll
    static void remove() {
        SCRATCH.close();
    }

    /** Each is followed by the innocent one. */
    private static String lines(List<String> commands) {
        StringBuilder all = new StringBuilder();
        for (String command : commands) {
            all.append(command).append('\n').append(INNOCENT).append('\n');
        }
        return all.toString().replace("$N", NAME).replace("$D", SCRATCH.directory().toString());
    }

    private static Outcome batch(List<String> commands, String options, String beside) {
        return Installed.shell(AROUND + beside + " ipcctl batch -k " + options,
                lines(commands).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<Map<String, Object>> rows(Outcome outcome) {
        List<Map<String, Object>> rows = new ArrayList<>();
        outcome.out().lines().forEach(line -> rows.add(Json.row(line)));
        return rows;
    }

    /** Those that run or become a CMD; each CMD eats its standard input, and writes to both others. */
    private static final List<String> RUN = List.of("mutex run $N -- sh -c 'cat; echo out; echo err >&2; exit 5'",
            "sem run $N -- sh -c 'cat; echo out; echo err >/dev/stderr; exit 5'",
            "mq notify $N -- sh -c 'cat; echo out >/dev/stdout; echo err >&2; exit 5'",
            "pipe-demo exec -- sh -c 'cat; echo out; echo err >&2; exit 5'",
            "sock recv-fd $D/r -- sh -c 'cat; echo out; echo err >&2; exit 5'",
            "sock pair -- sh -c 'echo err >&2; exit 5' -- cat",
            "sock listen $D/l --once -- sh -c 'cat; echo err >&2; exit 5'");
    private static final String OTHERS = "{ until [ -S $D/r ]; do sleep 0.01; done; "
            + "ipcctl sock send-fd $D/r 2 --retry 20s; "
            + "until [ -S $D/l ]; do sleep 0.01; done; ipcctl sock connect $D/l --retry 20s; "
            + "} </dev/null >/dev/null 2>&1 &";

    @Test
    void whatACmdWritesStandsInItsRowAndItsStdinIsEmpty() {
        Outcome outcome = batch(RUN, "--format ndjson", OTHERS);
        List<Map<String, Object>> rows = rows(outcome.exits(5));
        assertThat(outcome.err()).isEmpty();
        assertThat(rows).hasSize(2 * RUN.size());
        for (int i = 0; i < rows.size(); i += 2) {
            boolean socketIsOutput = RUN.get(i / 2).startsWith("sock pair") || RUN.get(i / 2).startsWith("sock listen");
            assertThat(rows.get(i)).as(RUN.get(i / 2)).containsEntry("exit_code", 5L).containsEntry("error", "err")
                    .containsEntry("output", socketIsOutput ? "" : "out\n");
            assertThat(rows.get(i + 1)).containsEntry("exit_code", 0L).containsEntry("output", "1\n")
                    .containsEntry("error", null);
        }
    }

    @Test
    void withoutAFormatItPassesThroughInOrder() {
        Outcome outcome = batch(RUN, "", OTHERS).exits(5).prints("out\n1\n".repeat(5) + "1\n1\n");
        assertThat(outcome.err().lines().filter("err"::equals)).hasSize(RUN.size());
    }

    @Test
    void whatACommandDoesToItsProcessEndsWithIt() {
        List<String> commands = List.of(
                "mutex run $N -- sh -c 'umask 0; cd /; ulimit -n 100; trap \"\" TERM; exec 0<&- 1>&- 2>&-'",
                "mutex run $N -- sh -c 'exec 8>$0; exec 9<$0' $D/left", "mq notify $N --signal TERM",
                "sock recv-fd $D/none -t 0", "bench pipe --duration 10ms --size 64 --repeat 1 -q",
                "pipe-demo all -q", "shm read $N-big --format json --length 30M",
                "mutex run $N -- sh -c 'kill -PIPE $$'", "mutex run $N -- no-such-command",
                "sock listen $D/x -t 0 -- cat",
                "mq work $N-work -j 2 --retries 1 --retry-delay 0 --state $D/state --drain --grace 100ms -- sh -c "
                        + "'kill -HUP $PPID; exec sleep 3599'",
                "mq work $N-work --state $D/state --drain -- false");
        // The JVM has as many threads that compile as there is to compile. It waits for ipcctl to wait for it, which
        // until then still has the copies of descriptors that it was started with.
        String look = "mutex run $N -- sh -c 'until ls -l /proc/$PPID/fd | grep -q pidfd; do sleep 0.02; done; "
                + "umask; pwd; "
                + "ulimit -n; ls /proc/$PPID/fd | wc -l; grep SigCgt /proc/$PPID/status; "
                + "cat /proc/$PPID/task/*/comm | grep -vc Compiler; "
                + "readlink /proc/self/fd/0'";
        List<String> all = new ArrayList<>(List.of(look));
        // Once so that all that a JVM opens for good is open, and again.
        all.addAll(commands);
        all.add(look);
        all.addAll(commands);
        all.add(look);
        List<Map<String, Object>> rows = rows(batch(all, "--format ndjson", ""));
        assertThat(rows).as("every line has run").hasSize(2 * all.size());
        List<Object> seen = rows.stream().filter(row -> row.get("command").toString().contains("umask; pwd"))
                .map(row -> row.get("output")).toList();
        assertThat(seen).hasSize(3);
        assertThat(seen.get(2)).isEqualTo(seen.get(1));
        assertThat(seen.get(1).toString().lines().limit(3).toList())
                .isEqualTo(seen.get(0).toString().lines().limit(3).toList());
        rows.stream().filter(row -> row.get("command").toString().startsWith("sem get"))
                .forEach(row -> assertThat(row).containsEntry("output", "1\n"));
    }

    @Test
    void moreThanARowTakesIsRefusedAndTheNextIsRight() {
        List<Map<String, Object>> rows = rows(
                batch(List.of("shm read $N-big", "mutex run $N -- yes", "mutex run $N -- sh -c 'yes >&2'",
                        "mutex run $N -- head -c 1000000 /dev/zero"),
                        "--format ndjson", "").exits(7));
        assertThat(rows).hasSize(8);
        for (int i = 0; i < 6; i += 2) {
            assertThat(rows.get(i)).containsEntry("exit_code", 7L).containsEntry("output", null);
            assertThat(rows.get(i).get("error").toString()).contains("more than a row can hold, which is 16 MiB");
        }
        assertThat(rows.get(6)).containsEntry("exit_code", 0L);
        assertThat(rows.get(6).get("output").toString()).hasSize(1_000_000);
        for (int i = 1; i < 8; i += 2) {
            assertThat(rows.get(i)).containsEntry("exit_code", 0L).containsEntry("output", "1\n");
        }
    }

    @Test
    void whatACmdLeavesBehindWritesIntoNoOtherRow() {
        List<Map<String, Object>> rows = rows(
                batch(List.of(
                        "mutex run $N -- sh -c '((until [ -e $D/go ]; do sleep 0.02; done; echo late); : >$D/gone) & "
                                + "echo soon'",
                        "mutex run $N -- sh -c ': >$D/go; until [ -e $D/gone ]; do sleep 0.02; done'"),
                        "--format ndjson", ""));
        assertThat(rows.get(0)).containsEntry("output", "soon\n");
        assertThat(rows.get(2)).containsEntry("output", "");
        Installed.shell(AROUND + "rm $D/go $D/gone").succeeds();
    }

    @Test
    void aCmdThatASignalEndedIsNotOurReaderThatHasGone() {
        batch(List.of("mutex run $N -- sh -c 'kill -PIPE $$'"), "", "").exits(141).prints("1\n");
    }

    @Test
    void theStreamOfCommandsIsNobodyElsesToRead() {
        batch(List.of("mutex run $N -- cat /dev/stdin", "pipe-demo exec -- cat /proc/self/fd/0"), "", "").exits(0)
                .prints("1\n1\n");
        batch(List.of("mutex run $N -- cat"), "/dev/stdin", "").exits(0).prints("1\n");
    }

    @Test
    void neverZeroWhereLinesWereNotRun() {
        Installed.shell("ipcctl batch /").exits(1).complains("is a directory");
        assertThat(Installed.shell("ipcctl batch <&-").complains("ipcctl batch: ").exitCode()).isNotZero();
        Installed.shell("printf 'sem get " + NAME + "\\nsem get \\0\\nsem get " + NAME + "' | ipcctl batch").exits(2)
                .prints("1\n").complains("NUL byte",
                        "line 2 ended with status 2");
        Installed
                .shell("{ head -c 1100000 /dev/zero | tr '\\0' x; printf '\\nsem get " + NAME
                        + "'; } | ipcctl batch -k")
                .exits(7).prints("1\n")
                .complains("the line has more than 1048576 bytes", "line 1 ended with status 7");
    }
}
