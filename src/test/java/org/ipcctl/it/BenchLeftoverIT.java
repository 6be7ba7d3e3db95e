package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * System V objects have no owner with whom the kernel would remove them, so whoever is left of a benchmark does. In a
 * name space where nobody else has any.
 */
class BenchLeftoverIT {
    /** What is left of $bench and its $peers, and of the System V objects; and a wait for a command to succeed. */
    private static final String FUNCTIONS = """
            objects() { cat /proc/sysvipc/msg /proc/sysvipc/sem /proc/sysvipc/shm | grep -v key; }
            left() { ls /dev/shm /tmp | grep ipcctl-bench-$bench-; objects; for pid in $bench $peers; do [ ! -e \
            /proc/$pid ] || echo $pid; done; }
            await() { local end=$((SECONDS + 90)); until "$@"; do [ $SECONDS -lt $end ] || { echo "in vain: $*"; \
            return 1; }; sleep 0.02; done; }
            used() { awk -v kind=$1 'NR > 1 && (kind == "sem" || $7 > 0) {found = 1} END {exit !found}' \
            /proc/sysvipc/$1; }
            nothing() { [ -z "$(left)" ]; }
            """;

    @BeforeEach
    void nameSpaces() {
        assumeTrue(Needs.isRoot() && Installed.shell("unshare --ipc true").exitCode() == 0,
                "name spaces of one's own are not allowed here");
    }

    private static Outcome apart(String script) {
        return Installed.shell("unshare --ipc bash -s", (FUNCTIONS + script).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Each is killed while System V queues, or semaphores, are in use; before, only who made them knows their keys, and
     * nobody is left of who was killed. A warm-up has queues of its own, and after it come others that only one knows.
     */
    @ParameterizedTest
    @CsvSource({"sysv-msg, msg, $bench", "sysv-shm, sem, $bench", "sysv-msg, msg, $first", "sysv-shm, sem, $second",
        "sysv-msg, msg, $bench $first"})
    void whoIsLeftOfThemRemovesWhatIsLeft(String mechanism, String kind, String killed) {
        Outcome outcome = apart("ipcctl bench " + mechanism
                + " --metric throughput --size 64 --duration 1m --warmup 0 --pin none </dev/null "
                + ">/dev/null 2>&1 & bench=$!\n"
                + "await used " + kind + "; peers=$(pgrep -P $bench); set -- $peers; first=$1; second=$2; echo $#\n"
                + "kill -9 " + killed + "; wait $bench 2>/dev/null; await nothing; left; echo done");
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("2\ndone\n");
    }

    @RepeatedTest(4)
    void nothingIsLeftAfterAnInterruptAtAnyMoment(RepetitionInfo repetition) {
        String moment = List.of("0.5", "0.8", "1.2", "2").get(repetition.getCurrentRepetition() - 1);
        Outcome outcome = apart("env --default-signal=INT timeout --preserve-status -s INT " + moment
                + " ipcctl bench sysv-msg sysv-shm mmap-file "
                + "process-vm-readv unix-fd --duration 1m --format json </dev/null >/dev/null 2>&1; echo $?; objects");
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("130\n");
    }

    @Test
    void nothingIsLeftWhenItEnds() {
        Outcome outcome = apart(
                "ipcctl bench sysv-msg sysv-shm --count 10 --warmup 0 --repeat 1 --pin none --format plain --columns "
                        + "count </dev/null; objects");
        assertThat(outcome.out()).isEqualTo("10\n".repeat(6));
    }
}
