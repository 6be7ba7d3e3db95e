package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 'shm push' and 'shm pull' as processes, one of which ends as it should not, or is a C program. {@code $R} is the
 * ring, {@code $D} a directory.
 */
class RingIT {
    private static final String PRODUCER_GONE = "the process that pushed into it exited before the end of its "
            + "stream, of which ";
    private static final String CONSUMER_GONE = "the process that pulls from it exited after taking ";
    /**
     * {@code moved PID} waits until that process has read or written more than 10 MB; {@code joined PID} until it has
     * the ring mapped and waits.
     */
    private static final String WORDS = "moved() { until grep -qE '^[rw]char: [0-9]{8,}' /proc/$1/io 2>/dev/null; "
            + "do sleep 0.02; kill -0 $1 || return; done; }; "
            + "there() { until [ -e /dev/shm$R ]; do sleep 0.02; kill -0 $1 || return; done; }; "
            + "left() { ! [ -e /dev/shm$R ] || echo \"left: $R\"; }; ";

    private final Scratch scratch = new Scratch();
    private final String ring = Scratch.name("ring");

    @AfterEach
    void remove() {
        scratch.close();
        assertThat(Path.of("/dev/shm" + ring)).doesNotExist();
    }

    private Outcome shell(String script) {
        return Installed.shell("R=" + ring + "; D=" + scratch.directory() + "; " + WORDS + script);
    }

    /** While bytes move, and while there are none to move. */
    @ParameterizedTest
    @CsvSource({"KILL, push, 1", "KILL, pull, 1", "TERM, push, 1", "TERM, pull, 1", "KILL, push, 8", "KILL, pull, 8"})
    void theOtherSideSaysThatOneWasEndedAndNothingIsLeft(String signal, String victim, int rounds) {
        Outcome outcome = shell(
                "for i in $(seq " + rounds + "); do ipcctl shm push $R --size 64K </dev/zero 2>$D/push & push=$!; "
                        + "ipcctl shm pull $R >/dev/null 2>$D/pull & pull=$!; moved $push; moved $pull; kill -" + signal
                        + " $" + victim + "; "
                        + "wait $push; s=$?; wait $pull; echo $s $?; left; cat $D/push $D/pull; done")
                .exits(0);
        int status = signal.equals("KILL") ? 137 : 143;
        assertThat(outcome.out().lines().filter(line -> line.matches("[0-9]+ [0-9]+")))
                .hasSize(rounds).containsOnly(victim.equals("push") ? status + " 1" : "1 " + status);
        assertThat(outcome.out().lines()
                .filter(line -> line.contains(victim.equals("push") ? PRODUCER_GONE : CONSUMER_GONE))).hasSize(rounds);
        assertThat(outcome.out()).doesNotContain("left:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "pull"})
    void whoWaitsForNothingToMoveSaysItToo(String victim) {
        Outcome outcome = shell(
                "mkfifo $D/in; exec 9<>$D/in; ipcctl shm push $R <$D/in 2>$D/push & push=$!; "
                        + "ipcctl shm pull $R >$D/out 2>$D/pull & pull=$!; "
                        + "echo hello >&9; until [ -s $D/out ]; do sleep 0.02; kill -0 $pull || break; done; kill "
                        + "-KILL $" + victim
                        + "; "
                        + "wait $push; s=$?; wait $pull; echo $s $?; left; cat $D/push $D/pull")
                .exits(0);
        assertThat(outcome.out()).startsWith(victim.equals("push") ? "137 1\n" : "1 137\n")
                .contains(victim.equals("push") ? PRODUCER_GONE + "6 bytes came" : CONSUMER_GONE)
                .doesNotContain("left:");
        // What is seen in its output is confirmed a moment later.
        assertThat(outcome.out()).containsPattern(victim.equals("push") ? "6 bytes came" : "[06] of 6 bytes");
    }

    @Test
    void aRingThatKillNineOfBothHasLeftIsReplaced() {
        Outcome outcome = shell(
                "for side in push pull; do ipcctl shm $side $R </dev/zero >/dev/null & p=$!; there $p; kill -KILL $p; "
                        + "wait $p; "
                        + "[ -e /dev/shm$R ] || echo none; (echo new | ipcctl shm push $R) & q=$!; ipcctl shm pull $R; "
                        + "echo $?; wait $q; echo $?; left; done 2>/dev/null");
        assertThat(outcome.exits(0).out()).isEqualTo("new\n0\n0\nnew\n0\n0\n");
    }

    /** The kernel marks the word of who died, whatever number that one has elsewhere. */
    @Test
    void whoDiesInAnotherPidNamespaceIsNoticed() {
        Needs.that(Installed.shell("unshare -fp --mount-proc true").exitCode() == 0,
                "no right to make PID name spaces");
        Outcome outcome = shell("ipcctl shm pull $R >/dev/null 2>$D/pull & pull=$!; there $pull; "
                + "unshare -fp --mount-proc --kill-child=KILL ipcctl shm push $R </dev/zero & space=$!; moved $pull; "
                + "kill -KILL $space; wait $space; wait $pull; echo $?; left; cat $D/pull");
        assertThat(outcome.exits(0).out()).startsWith("1\n").contains(PRODUCER_GONE).doesNotContain("left:");
    }

    @Test
    void aReaderOfTheOutputThatLeavesEndsBoth() {
        Outcome outcome = shell(
                "yes | ipcctl shm push $R 2>$D/push & push=$!; ipcctl shm pull $R | head -n 2; echo ${PIPESTATUS[0]}; "
                        + "wait $push; echo $?; left; cat $D/push");
        assertThat(outcome.exits(0).out()).startsWith("y\ny\n141\n1\n").contains(CONSUMER_GONE).doesNotContain("left:");
    }

    /** Also where nothing comes that could be written. */
    @Test
    void aReaderOfTheOutputThatHasLeftEndsAWaitForData() {
        Outcome outcome = shell("exec 3> >(exec true); wait $!; ipcctl shm pull $R >&3; echo $?; left");
        assertThat(outcome.exits(0).out()).isEqualTo("141\n");
    }

    @Test
    void aStdinThatCannotBeReadIsToldBeforeARingIsMade() {
        shell("ipcctl shm push $R <&-").exits(1).complains("standard input: bad file descriptor (read: EBADF)");
        shell("ipcctl shm push $R </").exits(1).complains("standard input: is a directory (read: EISDIR)");
    }

    @Test
    void aCProgramPushesAndPulls() {
        String peer = CPrograms.path("ring_peer");
        String sum = "seq 3000000 | md5sum; ";
        Outcome pulled = shell(sum + "(ipcctl shm pull $R --size 64K; echo $? >&2) | md5sum & pull=$!; seq 3000000 | "
                + peer + " push $R; echo $? >&2; wait $pull; left").exits(0);
        assertThat(pulled.err()).isEqualTo("0\n0\n");
        Outcome pushed = shell(sum + "(seq 3000000 | ipcctl shm push $R --size 64K; echo $? >&2) & push=$!; " + peer
                + " pull $R | md5sum; wait $push; left").exits(0);
        assertThat(pushed.err()).isEqualTo("0\n");
        for (Outcome outcome : new Outcome[] {pulled, pushed}) {
            assertThat(outcome.out().lines().toList()).hasSize(2).matches(lines -> lines.get(0).equals(lines.get(1)),
                    "the same sum");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "pull"})
    void aCProgramThatIsKilledIsNoticed(String side) {
        String peer = CPrograms.path("ring_peer");
        String ours = side.equals("push") ? "pull" : "push";
        Outcome outcome = shell("ipcctl shm " + ours + " $R </dev/zero >/dev/null 2>$D/said & p=$!; there $p; " + peer
                + " " + side + " $R </dev/zero >/dev/null & c=$!; "
                + "moved $c; kill -KILL $c; wait $p; echo $?; left; cat $D/said");
        assertThat(outcome.exits(0).out()).startsWith("1\n")
                .contains(side.equals("push") ? PRODUCER_GONE : CONSUMER_GONE).doesNotContain("left:");
    }
}
