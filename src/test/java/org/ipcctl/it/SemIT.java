package org.ipcctl.it;

import org.ipcctl.sem.NamedSemaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semaphores with the installed tool, and signals. {@code $S} is the semaphore of the test. */
class SemIT extends Scripts {

    SemIT() {
        super("S", "sem-it", NamedSemaphore::unlink, "");
    }

    @Test
    void twentyAtOnceCountToTwenty() {
        shell("echo 0 >f; for i in $(seq 20); do ipcctl sem run $S --init 1 -- sh -c 'n=$(cat f); "
                + "echo $((n+1)) >f' & done; wait; cat f; "
                + "ipcctl sem get $S").succeeds().prints("20\n1\n");
    }

    /** CMD tells which signal it got; the semaphore is free when ipcctl has ended. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129", "USR1, 138", "ALRM, 142"})
    void aSignalGoesToCmdAndTheSemaphoreBack(String signal, int status) {
        shell("ipcctl sem create $S; mkfifo ready; coproc env --default-signal=HUP ipcctl sem run $S -- sh -c 'echo "
                + ">ready; exec sleep 3599'; read <ready; "
                + "ipcctl sem get $S; kill -" + signal + " $COPROC_PID; wait $COPROC_PID; echo $?; ipcctl sem get $S")
                .prints("0\n" + status + "\n1\n");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129"})
    void aSignalEndsTheWaitAndTakesNothing(String signal, int status) {
        shell("ipcctl sem create $S --value 0; coproc env --default-signal=HUP ipcctl sem run $S -- touch ran; "
                + "until ls -l /proc/$COPROC_PID/map_files 2>/dev/null | grep -q sem.$S; do sleep 0.02; done; "
                + "kill -" + signal
                + " $COPROC_PID; wait $COPROC_PID; echo $?; ipcctl sem post $S; ipcctl sem get $S; ls ran 2>/dev/null")
                .prints(status + "\n1\n");
    }

    @Test
    void whoWaitsForTwoHasThemAfterTwoPosts() {
        shell("ipcctl sem create $S --value 0; ipcctl sem wait $S -n 2 -t 60s & until [ $(od -An -td4 -j4 -N4 "
                + "/dev/shm/sem.$S) = 1 ]; do sleep 0.02; done; "
                + "ipcctl sem post $S; ipcctl sem post $S; wait $!; echo $?; ipcctl sem get $S; ipcctl sem post $S; "
                + "ipcctl sem wait $S -n 2 -t 50ms; echo $?; ipcctl sem get $S")
                .prints("0\n0\n124\n1\n");
    }

    @Test
    void cmdHasItsStreamsAndTheSignalsAtTheirDefaults() {
        shell("ipcctl sem create $S; echo in | ipcctl sem run $S -- sh -c 'cat; grep SigIgn /proc/self/status'")
                .succeeds().prints("in\nSigIgn:\t0000000000000000\n");
    }
}
