package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** System V objects have no owner that the kernel would remove them with, so whoever is left of a benchmark does. In a name space where nobody else has any. */
class BenchLeftoverIT {
    /** What begins with $bench, its process, and the System V objects of this name space. */
    private static final String LOOK = "left() { ls /dev/shm /tmp | grep ipcctl-bench-$bench-; cat /proc/sysvipc/* | grep -v key; pgrep -P $bench; ps -o pid= -p $peers 2>/dev/null; }; ";
    /** Until {@code what} is so; timeout(1) ends what waits in vain. */
    private static final String UNTIL = "until_() { timeout 30 bash -c \"$(declare -f left); bench=$bench; peers=$peers; until $1; do :; done\"; }; ";

    @BeforeEach
    void nameSpaces() {
        assumeTrue(Needs.isRoot() && Installed.shell("unshare --ipc true").exitCode() == 0, "name spaces of one's own are not allowed here");
    }

    private static Outcome apart(String script) {
        return Installed.shell("unshare --ipc bash -c '" + LOOK + UNTIL + script + "'");
    }

    /** Each is killed while System V queues, or semaphores, are in use. */
    @ParameterizedTest
    @CsvSource({"sysv-msg, $bench", "sysv-shm, $bench", "sysv-msg, ${peers%%,*}", "sysv-shm, ${peers##*,}", "sysv-msg, $bench ${peers%%,*}"})
    void whoIsLeftOfThemRemovesWhatIsLeft(String mechanism, String killed) {
        Outcome outcome = apart("ipcctl bench " + mechanism + " --metric throughput --size 64 --duration 1m --pin none >/dev/null 2>&1 & bench=$!; "
                + "until_ \"grep -q [0-9] /proc/sysvipc/" + (mechanism.equals("sysv-msg") ? "msg" : "sem") + "\"; "
                + "until_ \"test \\$(pgrep -c -P $bench) = 2\"; peers=$(pgrep -d, -P $bench); "
                + "kill -9 " + killed + "; wait $bench; until_ \"test -z \\\"\\$(left)\\\"\" || left; echo done");
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("done\n");
    }

    @RepeatedTest(3)
    void nothingIsLeftAfterAnInterruptAtAnyMoment(RepetitionInfo repetition) {
        String moment = new String[] {"0.6", "1.1", "1.7"}[repetition.getCurrentRepetition() - 1];
        Outcome outcome = apart("env --default-signal=INT timeout --preserve-status -s INT " + moment
                + " ipcctl bench sysv-msg sysv-shm mmap-file process-vm-readv unix-fd --quick --format json >/dev/null & bench=$!; wait $bench; echo $?; "
                + "left; ls /dev/shm /tmp | grep ipcctl-bench-; true");
        assertThat(outcome.out()).as(outcome.toString()).startsWith("130\n");
    }

    @Test
    void nothingIsLeftWhenItEnds() {
        Outcome outcome = apart("ipcctl bench sysv-msg sysv-shm --count 10 --warmup 0 --repeat 1 --pin none --format plain --columns count; cat /proc/sysvipc/* | grep -v key");
        assertThat(outcome.out()).isEqualTo("10\n".repeat(6));
    }
}
