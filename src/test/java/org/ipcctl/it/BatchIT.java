package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A batch as a coprocess that gets signals. {@code $Q} is an empty queue and {@code $Q-full} a full one, {@code $S} a
 * semaphore of value 1,
 * {@code $M} shared memory, {@code $C} a condition variable, {@code $F} a FIFO; {@code held} is a mutex that another
 * process has.
 */
class BatchIT {
    private static final Scratch SCRATCH = new Scratch();
    private static final String NAME = Scratch.name("batch-it");

    /**
     * {@code start OPTIONS} starts a batch, {@code give LINE} hands it a command that waits and returns when it has
     * read it, {@code rests} waits until it waits for the next, which its read(2) of descriptor 0 tells: a thread of it
     * is in system call 0 with first argument 0.
     */
    private static final String TOOLS = """
            resting() { grep -qs '^0 0x0 ' /proc/$p/task/*/syscall; }
            rests() { until resting; do sleep 0.02; kill -0 $p || return; done; }
            start() {
                coproc env --default-signal ipcctl batch "$@"
                p=$COPROC_PID
                exec 3<&${COPROC[0]} 4>&${COPROC[1]} {COPROC[0]}<&- {COPROC[1]}>&-
                rests
            }
            give() { printf '%s\\n' "$1" >&4; while resting; do sleep 0.02; kill -0 $p || return; done; }
            """;

    @BeforeAll
    static void create() {
        for (String queue : List.of(NAME, NAME + "-full")) {
            SCRATCH.atEnd(() -> MessageQueue.unlink(queue));
        }
        SCRATCH.atEnd(() -> NamedSemaphore.unlink(NAME));
        for (String memory : List.of(NAME, NAME + "-c", NAME + "-held")) {
            SCRATCH.atEnd(() -> SharedMemory.unlink(memory));
        }
        shell("ipcctl mq create $Q && ipcctl mq create $Q-full --max-messages 1 && ipcctl mq send $Q-full x && ipcctl "
                + "sem create $S --value 1"
                + " && ipcctl shm write $M text --create && ipcctl cond create $C && ipcctl mutex create $HELD && "
                + "ipcctl mkfifo $F")
                .succeeds();
    }

    @AfterAll
    static void remove() {
        SCRATCH.close();
    }

    private static Outcome shell(String script) {
        return Installed.shell("Q=" + NAME + " S=" + NAME + " M=" + NAME + " C=" + NAME + "-c HELD=" + NAME + "-held F="
                + SCRATCH.path("f")
                + " A=" + SCRATCH.path("a") + "; " + TOOLS + script);
    }

    private static List<String> waiting() {
        return List.of("mq recv $Q", "mq recv $Q --follow --format json", "mq send $Q-full y", "mq notify $Q",
                "mq notify $Q --follow -- true",
                "mq work $Q --state $F-state -- true",
                "wait mq:$Q --for data", "wait mq:$Q sem:$S --for gone", "wait sem:$S --for 'value>=2'",
                "fifo read $F", "fifo read $F --timeout 1h", "fifo write $F x", "sem wait $S -n 2",
                "sem run $S -n 2 -- true", "sem run $S -- sleep 3599",
                "cond wait $C", "shm read $M --watch", "mq stat $Q --watch", "sem ls --watch=1h", "sock listen $A",
                "sock listen $A -- cat", "sock recv $A", "sock recv-fd $A",
                "sock pair -- sleep 3599 -- sleep 3599", "pipe-demo exec -- sleep 3599",
                "bench pipe --duration 1h --size 64",
                "bench shm-futex --metric latency --duration 1h");
    }

    @ParameterizedTest
    @MethodSource("waiting")
    void ctrlCEndsTheCommandThatWaitsAndTheBatchGoesOn(String command) {
        Outcome outcome = shell("start -k --format ndjson; give \"" + command
                + "\"; kill -INT $p; read -r row <&3; echo \"$row\"; pgrep -P $p; ls $A 2>&-; "
                + "echo sem get $S >&4; read -r row <&3; echo \"$row\"; exec 4>&-; wait $p; echo $?").succeeds();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).as(outcome.toString()).hasSize(3);
        assertThat(lines.get(0)).contains("\"exit_code\":130");
        assertThat(lines.get(1)).contains("\"exit_code\":0", "\"output\":\"1\\n\"");
        assertThat(lines.get(2)).isEqualTo("130");
    }

    @ParameterizedTest
    @MethodSource("contended")
    void ctrlCEndsAWaitForALockThatIsHeld(String command) {
        shell("mkfifo $F-go; ipcctl mutex run $HELD -- sh -c 'echo; exec cat $0' $F-go | { read -r held; start -k; "
                + "give \""
                + command
                + "\"; kill -INT $p; rests; exec 4>&-; wait $p; echo $?; : >$F-go; }; rm $F-go").exits(0)
                .prints("130\n");
    }

    private static List<String> contended() {
        return List.of("mutex run $HELD -- true", "shm read $M --lock mutex:$HELD",
                "shm write $M y --lock mutex:$HELD");
    }

    @Test
    void aLockThatIsHeldAroundAnInterruptedWaitIsGivenBack() {
        shell("start -k; give \"shm read $M --watch --lock sem:$S\"; kill -INT $p; rests; echo sem get $S >&4; "
                + "read -r text <&3; echo ${text#text}; exec 4>&-; wait $p; echo $?")
                .exits(0).prints("1\n130\n");
    }

    @Test
    void withoutKeepGoingAnInterruptedCommandIsTheFirstFailure() {
        shell("start; give \"mq recv $Q\"; kill -INT $p; wait $p; echo $?").prints("130\n")
                .complains("ipcctl mq recv: interrupted", "line 1 ended with status 130");
    }

    @Test
    void ctrlCEndsABatchThatWaitsForItsNextLine() {
        assertThat(shell("start -k; kill -INT $p; wait $p; echo $?").prints("130\n").err())
                .isEqualTo("ipcctl batch: interrupted.\n");
    }

    /** None of the commands waits, and so none ends by it. */
    @Test
    void ctrlCEndsABatchOfManyQuickCommands() {
        shell("exec 3< <(exec env --default-signal ipcctl batch -k < <(yes \"sem get $S\")); p=$!; read -r value <&3; "
                + "kill -INT $p; cat <&3 >/dev/null; "
                + "wait $p; echo $? $value").prints("130 1\n").complains("ipcctl batch: interrupted.");
    }
}
