package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Ctrl-C at any moment of a benchmark, from before its first process is started until after its last: what is known is
 * printed, and nothing is left.
 */
class BenchInterruptIT {
    private static final int LONGEST_MILLIS = 4000;

    /**
     * Each repetition has its own moment, the same at every run of the tests; seldom is it that of a race, and then all
     * the more welcome.
     */
    @RepeatedTest(8)
    void nothingIsLeftAndNoTraceIsPrinted(RepetitionInfo repetition) {
        int millis = new Random(repetition.getCurrentRepetition()).nextInt(LONGEST_MILLIS);
        // A shell has its background ignore SIGINT, which env takes back; the name of each object has the benchmark's
        // own number in it.
        Outcome outcome = Installed.shell(
                "env --default-signal=INT ipcctl bench pipe fifo shm-sem mq shm-futex mmap-file process-vm-readv "
                        + "--quick --format json >/dev/null & "
                        + "bench=$!; sleep " + millis / 1000.0
                        + "; kill -INT $bench 2>/dev/null; wait $bench; echo $?; "
                        + "ls /dev/shm /tmp | grep ipcctl-bench-$bench-; "
                        + "ls /dev/mqueue 2>/dev/null | grep ipcctl-bench-$bench-; true");
        assertThat(outcome.out()).as(outcome.toString()).isIn("130\n", "0\n");
        assertThat(outcome.err()).as(outcome.toString()).doesNotContain("Exception", "\tat ", "ESRCH",
                "internal error");
    }
}
