package org.ipcctl.it;

import org.ipcctl.shm.SharedMemory;
import org.junit.jupiter.api.Test;

/** Mutexes with the installed tool, and owners that die. {@code $M} is the mutex of the test. */
class MutexIT extends Scripts {

    MutexIT() {
        super("M", "mutex-it", SharedMemory::unlink, "");
    }

    @Test
    void anOwnerThatIsKilledIsReportedAndTheNextOneGetsTheMutexAtOnce() {
        shell("mkfifo ready go; coproc ipcctl mutex run $M -- sh -c 'echo >ready; read x <go'; read <ready; "
                + "kill -9 $COPROC_PID; wait $COPROC_PID; ipcctl mutex run $M --timeout 20s -- echo mine; echo $?; "
                + "ipcctl mutex run $M -- true; echo >go").prints("mine\n0\n")
                .complains("the previous owner of the mutex, process ", " died while it held it");
    }

    @Test
    void twentyAtOnceCountToTwentyThoughSomeAreKilled() {
        shell("echo 0 >f; for i in $(seq 20); do ipcctl mutex run $M -q -- sh -c 'n=$(cat f); echo $((n+1)) >f' & done; "
                + "for i in 1 2 3; do ipcctl mutex run $M -q -- sh -c 'kill -9 $PPID' & done 2>/dev/null; wait; cat f; "
                + "ipcctl mutex run $M -q -- true; ipcctl mutex stat $M --format plain --columns state").prints("20\nfree\n");
    }

    @Test
    void aSignalEndsAWaitForACondition() {
        shell("ipcctl cond create $M; coproc ipcctl cond wait $M; until grep -q $M /proc/$COPROC_PID/maps 2>/dev/null; do :; done; "
                + "kill -TERM $COPROC_PID; wait $COPROC_PID; echo $?; ipcctl cond signal $M --verbose 2>/dev/null; "
                + "ipcctl cond stat $M --format plain --columns sequence").prints("143\n1\n");
    }
}
