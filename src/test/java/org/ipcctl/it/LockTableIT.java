package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;

/**
 * The table of ipcctl-mutex(1), which lock survives what, cell by cell between real processes; but for the restart of
 * the machine. {@code $O} is the object, {@code $K} a key, {@code holds LOCK...} runs a CMD under the lock and kills
 * the process that it was started by, {@code ended} waits for the end of that CMD.
 */
class LockTableIT extends Scripts {
    private static final String KILLED = "holds() { mkfifo ready; \"$@\" sh -c 'echo $$ >ready; "
            + "exec sleep 3599' & tool=$!; read cmd <ready; kill -9 $tool; wait $tool 2>&-; }; "
            + "ended() { until ! grep -q '^State:.[RSDT]' /proc/$cmd/status 2>&-; do sleep 0.02; done; }; ";
    private static final String OTHER = "chmod 755 .; other() { setpriv --reuid=65534 --regid=65534 --clear-groups "
            + "\"$@\" 2>&-; }; export PATH; ";

    LockTableIT() {
        super("O", "lock-table", SharedMemory::unlink, KILLED + "K=0x7e$(printf %06x $$); ");
    }

    /** That the page says {@code words} of {@code lock}, in its columns from the left. */
    private static void told(String lock, String... words) throws IOException {
        String table = Files.readString(Path.of("man/ipcctl-mutex.1"));
        String row = table.lines().filter(line -> line.startsWith(lock + "  ")).findFirst().orElseThrow();
        assertThat(row.substring(lock.length()).strip()).containsSubsequence(words);
    }

    @Test
    void flockStaysWithCmd() throws IOException {
        told("flock", "CMD goes on with it", "given back", "may open FILE");
        shell("holds flock file; flock -n file true; echo $?; kill $cmd; flock -w 20 file echo next")
                .prints("1\nnext\n");
        shell("flock file sh -c 'kill -9 $$'; echo $?; flock -n file echo next").prints("137\nnext\n");
        Needs.root();
        shell(OTHER
                + "touch open closed; chmod 644 open; chmod 600 closed; other flock open echo mine; "
                + "other flock closed echo mine; rm open closed")
                .prints("mine\n");
    }

    @Test
    void theNextOwnerOfAMutexIsTold() throws IOException {
        told("mutex run", "CMD ends, next is told", "given back", "by its mode");
        shell("holds ipcctl mutex run $O --; ended; ipcctl mutex run $O -t 20 -- echo next").prints("next\n")
                .complains("died while holding it");
        shell("ipcctl mutex run $O -- sh -c 'kill -9 $$'; echo $?; ipcctl mutex run $O --nonblock -- echo next; "
                + "ipcctl mutex rm $O")
                .prints("137\nnext\n");
        Needs.root();
        shell(OTHER
                + "for mode in 600 666; do ipcctl mutex create $O -m $mode; other ipcctl mutex run $O -- echo mine; "
                + "echo $?; ipcctl mutex rm $O; done")
                .prints("5\nmine\n0\n");
    }

    @Test
    void aSemaphoreIsLost() throws IOException {
        told("sem run", "CMD ends, stays taken", "given back", "by its mode");
        shell("holds ipcctl sem run $O --init 1 --; ended; ipcctl sem run $O --nonblock -- echo next; echo $?; "
                + "ipcctl sem get $O; ipcctl sem rm $O")
                .prints("6\n0\n");
        shell("ipcctl sem run $O --init 1 -- sh -c 'kill -9 $$'; echo $?; ipcctl sem run $O --nonblock -- echo next; "
                + "ipcctl sem rm $O")
                .prints("137\nnext\n");
        Needs.root();
        shell(OTHER
                + "for mode in 600 666; do ipcctl sem create $O --init 1 -m $mode; "
                + "other ipcctl sem run $O -- echo mine; echo $?; ipcctl sem rm $O; done")
                .prints("5\nmine\n0\n");
    }

    @Test
    void theKernelGivesOneOfSystemVBack() throws IOException {
        told("sysv sem run", "none: CMD is in its place", "given back", "by its mode");
        shell("holds ipcctl sysv sem run $K --init 1 --; [ $tool = $cmd ] && echo 'it was CMD'; "
                + "ipcctl sysv sem run $K -t 20 -- echo next; ipcctl sysv sem rm $K")
                .prints("it was CMD\nnext\n");
        shell("ipcctl sysv sem run $K --init 1 -- sh -c 'kill -9 $$'; echo $?; "
                + "ipcctl sysv sem run $K --nonblock -- echo next; ipcctl sysv sem rm $K")
                .prints("137\nnext\n");
        Needs.root();
        shell(OTHER
                + "for mode in 600 666; do ipcctl sysv sem create $K --init 1 -m $mode; "
                + "other ipcctl sysv sem run $K -- echo mine; echo $?; ipcctl sysv sem rm $K; done")
                .prints("5\nmine\n0\n");
    }
}
