package org.ipcctl.it;

import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;

/**
 * Mutexes and conditions with the installed tool where others are dead, stopped, elsewhere or hostile. {@code $M} is
 * the object.
 */
class SyncIT extends Scripts {
    /** Waits until process $1 has the object mapped. */
    private static final String MAPPED = "mapped() { until grep -q $M /proc/$1/maps 2>/dev/null; do sleep 0.02; "
            + "done; }; ";
    /** Waits until a thread of process $1 sleeps on a word of the object: before that it may have the mutex inside. */
    private static final String ASLEEP = "asleep() { mapped $1; a=$(grep -m 1 $M /proc/$1/maps); "
            + "until grep -Eqs \"^[0-9]+ 0x${a%%000-*}\" /proc/$1/task/*/syscall; do sleep 0.02; done; }; ";

    SyncIT() {
        super("M", "sync-it", SharedMemory::unlink, MAPPED + ASLEEP);
    }

    @Test
    void aWaiterThatWasKilledBlocksNobody() {
        shell("ipcctl cond create $M; ipcctl cond wait $M & mapped $!; kill -9 $!; wait $! 2>/dev/null; "
                + "timeout 20 ipcctl cond signal $M; echo $?; "
                + "ipcctl cond wait $M -t 20 --since 1 & timeout 20 ipcctl cond signal $M; echo $?; wait $!; echo $?")
                .prints("0\n0\n0\n");
    }

    @Test
    void aWaiterThatWasStoppedBlocksNobody() {
        shell("ipcctl cond create $M; ipcctl cond wait $M & s=$!; asleep $s; kill -STOP $s; "
                + "timeout 20 ipcctl cond signal $M; echo $?; "
                + "ipcctl cond wait $M -t 20 --since 1 & timeout 20 ipcctl cond signal $M; echo $?; wait $!; echo $?; "
                + "kill -9 $s")
                .prints("0\n0\n0\n");
    }

    @Test
    void anOwnerInAnotherPidNamespaceIsNobodyThatCouldBeNamed() {
        Needs.root();
        Needs.program("unshare", "util-linux");
        shell("mkfifo ready; exec 3<>ready; coproc unshare -pf --kill-child --mount-proc ipcctl mutex run $M -- sh -c "
                + "'echo >ready; exec sleep 60'; "
                + "read x <&3; ipcctl mutex stat $M --format plain --columns state,owner_pid; "
                + "kill -9 $COPROC_PID; wait $COPROC_PID 2>/dev/null; ipcctl mutex run $M -t 20 -- true")
                .prints("locked\t-\n").complains("the previous owner of the mutex died while holding it");
        shell("mkfifo ready2; exec 3<>ready2; ipcctl mutex run $M -- sh -c 'echo >ready2; exec sleep 60' & read x <&3; "
                + "unshare -pf --kill-child --mount-proc ipcctl mutex stat $M --format plain --columns "
                + "state,owner_pid; "
                + "test $(ipcctl mutex stat $M --format plain --columns owner_pid) = $! && echo its own; kill $!; wait")
                .prints("locked\t-\nits own\n");
    }

    @Test
    void anObjectOfWhichNothingIsTrueEndsInASentence() {
        shell("for seed in 1 2 3 4; do ipcctl cond rm -f $M; ipcctl cond create $M; "
                + "awk -v s=$seed 'BEGIN { srand(s); for (i = 0; i < 128; i++) printf \"%c\", 1 + int(rand() * 126) }' "
                + "| dd of=/dev/shm/$M bs=1 seek=128 conv=notrunc status=none; "
                + "for c in signal broadcast wait; do timeout -s KILL 20 ipcctl cond $c $M -t 100ms 2>err; s=$?; "
                + "case $s in 0|1|124) ;; *) echo $c $seed: $s; cat err; esac; done; done").prints("");
    }
}
