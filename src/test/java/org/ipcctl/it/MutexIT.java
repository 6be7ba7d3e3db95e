package org.ipcctl.it;

import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;

/** Mutexes with the installed tool, and owners that die. {@code $M} is the mutex of the test. */
class MutexIT extends Scripts {

    MutexIT() {
        super("M", "mutex-it", SharedMemory::unlink, "");
    }

    @Test
    void anOwnerThatIsKilledIsReportedAndTheNextOneGetsTheMutexAtOnce() {
        shell("mkfifo ready; coproc ipcctl mutex run $M -- sh -c 'echo >ready; exec sleep 60'; read <ready; "
                + "kill -9 $COPROC_PID; wait $COPROC_PID; ipcctl mutex run $M --timeout 20s -- echo mine; echo $?; "
                + "ipcctl mutex run $M -- true").prints("mine\n0\n")
                .complains("the previous owner of the mutex, process ", " died while holding it");
    }

    private static final String ENDED = "until ! grep -q '^State:.[RSDT]' /proc/$cmd/status 2>&-; do sleep 0.02; "
            + "done; ";
    /** The next one waits for the lock, or has not. */
    private static final String NEXT = "ipcctl mutex run $M -t 30 -- sh -c 'echo next >>log' & n=$!; "
            + "until [ -s log ] || grep -q -e \"-> FLOCK .* $n \" /proc/locks; do sleep 0.02; done; ";

    @Test
    void cmdEndsWithIpcctlThoughThatIsKilled() {
        shell("mkfifo ready; ipcctl mutex run $M -- sh -c 'echo $$ >ready; exec sleep 3599' & read cmd <ready; "
                + "kill -9 $!; "
                + ENDED + "echo ended").prints("ended\n");
        shell("mkfifo ready; k=0x7d$(printf %06x $$); printf '%s\\n' \"sysv sem run $k --init 1 -- sh -c 'echo \\$\\$ "
                + ">ready; exec sleep 3599'\" | ipcctl batch & read cmd <ready; kill -9 $!; "
                + ENDED + "ipcctl sysv sem run $k -t 20 -- echo next; ipcctl sysv sem rm $k").prints("next\n");
        shell("mkfifo ready; ipcctl sem run $M --init 1 -- sh -c 'echo $$ >ready; exec sleep 3599' & read cmd <ready; "
                + "kill -9 $!; "
                + ENDED
                + "ipcctl sem get $M; ipcctl sem rm $M").prints("0\n");
    }

    @Test
    void whatCmdLeavesBehindThenKeepsTheNextOneWaiting() {
        shell("mkfifo ready go; ipcctl mutex run $M -- sh -c '(read x <go; echo left >>log) & echo $$ >ready; "
                + "wait' & read cmd <ready; kill -9 $!; "
                + ENDED
                + "ipcctl mutex run $M -t 50ms -- echo early; echo $?; ipcctl mutex run $M --nonblock -- echo early; "
                + "echo $?; "
                + NEXT
                + "echo >go; wait $n; cat log").prints("124\n6\nleft\nnext\n")
                .complains("the end of the command of its previous owner, which was killed",
                        "died while holding it; continuing");
    }

    @Test
    void detachedItGoesOnAndKeepsTheNextOneWaiting() {
        shell("mkfifo ready go; ipcctl mutex run $M --detach -- sh -c 'echo >ready; read x <go; "
                + "echo first >>log' & read cmd <ready; kill -9 $!; "
                + NEXT
                + "echo >go; wait $n; cat log").prints("first\nnext\n");
        shell("mkfifo ready go; ipcctl sem run $M --init 1 --detach -- sh -c 'echo >ready; read x <go; "
                + "echo first' & read cmd <ready; kill -9 $!; wait $! 2>&-; echo >go; ipcctl sem rm $M")
                .prints("first\n");
    }

    /** The storm of src/test/storm/mutex, in short. */
    @Test
    void neverAreTwoInsideWhoeverIsKilled() {
        Needs.program("python3", "python3");
        Installed.shell("IPCCTL=" + Installed.COMMAND + " timeout 100 src/test/storm/mutex 20").exits(0);
    }

    @Test
    void whatCmdLeavesBehindAtItsOwnEndKeepsNobody() {
        shell("mkfifo go; ipcctl mutex run $M -- sh -c '(read x <go) & '; ipcctl mutex run $M --nonblock -- echo next; "
                + "echo >go")
                .prints("next\n");
    }

    @Test
    void twentyAtOnceCountToTwentyThoughSomeAreKilled() {
        shell("echo 0 >f; for i in $(seq 20); do ipcctl mutex run $M -q -- sh -c 'n=$(cat f); "
                + "echo $((n+1)) >f' & done; "
                + "for i in 1 2 3; do ipcctl mutex run $M -q -- sh -c 'kill -9 $PPID' & done 2>/dev/null; wait; cat f; "
                + "ipcctl mutex run $M -q -- true; ipcctl mutex stat $M --format plain --columns state")
                .prints("20\nfree\n");
    }

    @Test
    void aSignalEndsAWaitForACondition() {
        shell("ipcctl cond create $M; coproc ipcctl cond wait $M; until grep -q $M /proc/$COPROC_PID/maps 2>/dev/null; "
                + "do sleep 0.02; done; "
                + "kill -TERM $COPROC_PID; wait $COPROC_PID; echo $?; ipcctl cond signal $M --verbose 2>/dev/null; "
                + "ipcctl cond stat $M --format plain --columns sequence").prints("143\n1\n");
    }
}
