package org.ipcctl.it;

import java.nio.file.Path;
import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.SysvScratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * System V semaphores with the installed tool: who holds one, and that it comes back. {@code $K} is the key of the
 * test.
 */
class SysvSemIT {
    private final String key = SysvScratch.key();

    @AfterEach
    void remove() {
        shell("ipcctl sysv sem rm -f $K").succeeds();
    }

    private Outcome shell(String script) {
        return Installed.shell("K=" + key + "; value() { ipcctl sysv sem get $K --semaphore 0; }; " + script);
    }

    @Test
    void cmdIsInThePlaceOfIpcctlAndHoldsIt() {
        shell("ipcctl sysv sem run $K --init 2 -- sh -c 'echo $$ $PPID; "
                + "ipcctl sysv sem get '$K' -s 0' >/tmp/ipcctl-t-$K & p=$!; wait $p; echo $?; "
                + "{ read -r pid parent; read -r value; } </tmp/ipcctl-t-$K; rm /tmp/ipcctl-t-$K; "
                + "[ $pid = $p ] && [ $parent = $$ ] && echo same; echo $value; value")
                .succeeds()
                .prints("0\nsame\n1\n2\n");
    }

    @ParameterizedTest
    @CsvSource({"KILL, 137", "TERM, 143", "SEGV, 139"})
    void itComesBackHoweverCmdEnds(String signal, int status) {
        shell("coproc ipcctl sysv sem run $K --init 1 -- sh -c 'echo; exec sleep 100'; p=$COPROC_PID; "
                + "read -u ${COPROC[0]}; value; "
                + "kill -" + signal + " $p; wait $p 2>/dev/null; echo $?; value").exits(0)
                .prints("0\n" + status + "\n1\n");
    }

    /** Its threads share what is to be undone with Java's, and those are gone. */
    @Test
    void whatCmdLeavesBehindDoesNotHoldIt() {
        shell("ipcctl sysv sem run $K --init 1 -- sh -c 'sleep 100 >/dev/null 2>&1 & echo $!' >/tmp/ipcctl-t-$K; "
                + "read -r left </tmp/ipcctl-t-$K; rm /tmp/ipcctl-t-$K; value; "
                + "kill -0 $left && kill $left").succeeds().prints("1\n");
    }

    @Test
    void oneThatCannotBeRunGivesItBack() {
        shell("ipcctl sysv sem run $K --init 1 -- /nonexistent; echo $?; ipcctl sysv sem run $K -- /etc/passwd; "
                + "echo $?; value")
                .exits(0).prints("127\n126\n1\n");
    }

    @Test
    void aSignalEndsTheWait() {
        shell("ipcctl sysv sem create $K").succeeds();
        try (Peer waiting = Peer.start(Installed.COMMAND, "sysv", "sem", "run", key, "--",
                "echo", "not", "to", "be")) {
            Asleep.SEMTIMEDOP.await(waiting.pid());
            waiting.signal("TERM");
            org.assertj.core.api.Assertions.assertThat(waiting.end()).isEqualTo(143);
        }
        shell("ipcctl sysv sem get $K --format plain --columns value,waiting").succeeds().prints("0\t0\n");
    }

    @Test
    void cmdHasTheCallersDescriptorsAndIgnoredSignals() {
        // The 3 is where ls itself has the directory open.
        shell("trap '' HUP; exec 7</etc/passwd; ls /proc/self/fd; ipcctl sysv sem run $K --init 1 -- ls /proc/self/fd; "
                + "ipcctl sysv sem run $K -- sh -c 'kill -HUP $$; head -c 4 <&7'").succeeds()
                .prints("0\n1\n2\n3\n7\n0\n1\n2\n3\n7\nroot");
    }

    @Test
    void inABatchCmdIsAChildAndItIsGivenBack() {
        shell("printf '%s\\n' \"sysv sem run $K --init 2 -- ipcctl sysv sem get $K -s 0\" \"sysv sem get $K -s 0\" "
                + "\"sysv sem run $K -n 2 -- sh -c 'exit 9'\" \"sysv sem get $K -s 0\" "
                + "| ipcctl batch --keep-going --quiet").prints("1\n2\n2\n");
    }

    @Test
    void aCProgramAndAScriptShareOne() {
        shell("ipcctl sysv sem run $K --init 1 -- true").succeeds();
        try (Peer c = Peer.start(CPrograms.path("sysv_sem"), key).says("ready with 1").says("have it")) {
            shell("ipcctl sysv sem run $K --nonblock -- true").exits(6);
            c.signal("KILL");
            c.end();
            shell("ipcctl sysv sem run $K -t 10s -- echo mine").succeeds().prints("mine\n");
        }
    }

    @Test
    void pythonSpeaksTheSame() {
        Needs.that(Installed.shell("/usr/bin/python3 -c 'import sysv_ipc'").exitCode() == 0,
                "no sysv_ipc on this machine (Debian: apt install python3-sysv-ipc)");
        shell("ipcctl sysv sem run $K --init 2 -- /usr/bin/python3 -c \"import sysv_ipc; s = sysv_ipc.Semaphore($K); "
                + "print(s.value); s.release(); print(s.value)\"; value")
                .succeeds()
                .prints("1\n2\n3\n");
    }

    @Test
    void ordinaryUsersAreToldWhatTheyMayNotDo() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        shell("ordinary() { setpriv --reuid=65534 --regid=65534 --clear-groups " + Installed.COMMAND
                + " sysv sem \"$@\"; echo $?; }; ipcctl sysv sem create $K -n 1; ordinary op $K 0:-1; "
                + "ordinary get $K; ordinary set $K 1; ordinary rm $K; ordinary run $K -- true; "
                + "ordinary stat $K --format plain --columns mode; value")
                .exits(0)
                .prints("5\n5\n5\n5\n5\n0600\n0\n1\n").complains("permission denied (semtimedop: EACCES)",
                        "ipcctl sysv sem stat " + key + "' shows its mode");
    }

    /** A short form of src/test/storm/semaphore. */
    @Test
    void killsLoseNoneAndLetNobodyElseIn() {
        Needs.program("python3", "python3");
        Installed.shell(
                "IPCCTL=" + Installed.COMMAND + " " + Path.of("src/test/storm/semaphore").toAbsolutePath() + " 20")
                .succeeds().prints("20 kills, 0 failures\n");
    }
}
