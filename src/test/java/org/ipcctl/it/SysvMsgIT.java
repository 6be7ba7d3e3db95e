package org.ipcctl.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** System V message queues with the installed tool, beside C, Python and ipcs(1). {@code $K} is the key of the test. */
class SysvMsgIT {
    private static final String ORDINARY = "setpriv --reuid=65534 --regid=65534 --clear-groups " + Installed.COMMAND;
    private final String key = SysvScratch.key();

    @AfterEach
    void remove() {
        shell("ipcctl sysv msg rm -f $K").succeeds();
    }

    private Outcome shell(String script) {
        return Installed.shell("K=" + key + "; " + script);
    }

    @Test
    void aCProgramReceivesAndSends() {
        String c = CPrograms.path("sysv_msg");
        shell("ipcctl sysv msg create $K; ipcctl sysv msg send $K --type 7 --layout 'struct { int id; float value; "
                + "}' id=5 value=23.5; "
                + c + " $K receive 7; "
                + c
                + " $K send 9 6 -1.5; ipcctl sysv msg recv $K --type 9 --layout 'struct { int id; float value; "
                + "}' --format csv --columns type,id,value")
                .succeeds()
                .prints("ready\ntype=7 id=5 value=23.5\ntype,id,value\n9,6,-1.5\n");
    }

    @Test
    void aCProgramThatWaitsIsServed() {
        shell("ipcctl sysv msg create $K").succeeds();
        try (Peer c = Peer.start(CPrograms.path("sysv_msg"), key, "receive", "-3").says("ready")) {
            Asleep.MSGRCV.await(c.pid());
            shell("ipcctl sysv msg send $K x --type 4; ipcctl sysv msg send $K --type 2 --layout id:i32,value:f32 id=1 "
                    + "value=2")
                    .succeeds();
            c.says("type=2 id=1 value=2.0");
        }
    }

    @Test
    void pythonSpeaksTheSame() {
        Needs.that(Installed.shell("/usr/bin/python3 -c 'import sysv_ipc'").exitCode() == 0,
                "no sysv_ipc on this machine (Debian: apt install python3-sysv-ipc)");
        shell("ipcctl sysv msg create $K; /usr/bin/python3 -c \"import sysv_ipc; q = sysv_ipc.MessageQueue($K); "
                + "q.send(b'from python', type=8)\"; "
                + "ipcctl sysv msg recv $K --format csv --columns type,payload; "
                + "ipcctl sysv msg send $K 'to python' --type 3; "
                + "/usr/bin/python3 -c \"import sysv_ipc; print(sysv_ipc.MessageQueue($K).receive(type=3))\"")
                .succeeds()
                .prints("type,payload\n8,from python\n(b'to python', 3)\n");
    }

    @Test
    void ipcsShowsWhatIsThereAndPeekLeavesIt() {
        Needs.program("ipcs", "util-linux");
        shell("ipcctl sysv msg send $K hello --create --type 7; ipcctl sysv msg peek $K --index 0 --lines; "
                + "ipcs -q | awk -v k=$K '$1 == k { print $4, $5, $6 }'; "
                + "id=$(ipcmk -Q -p 600 | tr -cd 0-9); "
                + "ipcctl sysv msg stat id:$id --format plain --columns id,messages | sed s/$id/ID/; "
                + "ipcctl sysv msg rm id:$id")
                .succeeds()
                .prints("hello\n600 5 1\nID\t0\n");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalInTheMiddleOfAStreamLosesNoMessage(String signal, int status) {
        shell("ipcctl sysv msg create $K; seq 1000000000 | ipcctl sysv msg send $K --lines -q & s=$!; f=$(mktemp); "
                + "trap 'rm $f' EXIT; "
                + "until ipcctl sysv msg stat $K >/dev/null 2>&1; do sleep 0.02; done; "
                + "coproc env --default-signal ipcctl sysv msg recv $K --follow --lines >$f; r=$COPROC_PID; "
                + "until [ $(stat -c %s $f) -gt 100000 ]; do sleep 0.02; kill -0 $r || break; done; kill -" + signal
                + " $r; wait $r; echo $?; "
                + "next=$(ipcctl sysv msg recv $K); seq $((next - 1)) | cmp - $f && echo whole; ipcctl sysv msg rm $K; "
                + "wait $s")
                .prints(status + "\nwhole\n");
    }

    @Test
    void aReaderThatLeavesEndsTheWaitThoughNothingComes() {
        shell("ipcctl sysv msg create $K; { ipcctl sysv msg recv $K --follow; echo $? >&2; } | true").exits(0)
                .complains("141");
    }

    @Test
    void aStreamMovesToAPosixQueueAndBack() {
        shell("trap 'ipcctl mq rm -f ipcctl-t-sysv-'$K EXIT; ipcctl sysv msg create $K; for t in 3 1 2; "
                + "do ipcctl sysv msg send $K t$t --type $t; done; "
                + "ipcctl sysv msg recv $K --drain --framed | ipcctl mq send ipcctl-t-sysv-$K --create --framed; "
                + "ipcctl mq recv ipcctl-t-sysv-$K --drain --framed | "
                + "ipcctl sysv msg send $K --framed; ipcctl sysv msg recv $K --drain --lines").succeeds()
                .prints("t3\nt2\nt1\n");
    }

    @Test
    void ordinaryUsersAreToldWhatTheyMayNotDo() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        shell("ipcctl sysv msg create $K; ipcctl sysv msg send $K secret; for c in 'send x' recv peek rm; "
                + "do set -- $c; "
                + ORDINARY
                + " sysv msg $1 $K $2 --quiet </dev/null; echo $?; done; " + ORDINARY
                + " sysv msg stat $K --format plain --columns messages,mode; " + ORDINARY
                + " sysv msg ls --format plain --columns key | grep -c $K; ipcctl sysv msg recv $K").exits(0)
                .prints("5\n5\n5\n5\n1\t0600\n1\nsecret")
                .complains("permission denied (msgsnd: EACCES)", "permission denied (msgrcv: EACCES)",
                        "only its owner, its creator and root",
                        "ipcctl sysv msg stat " + key + "' shows its mode");
        shell("read max </proc/sys/kernel/msgmnb; " + ORDINARY + " sysv msg create " + SysvScratch.key()
                + " --max-bytes $((max + 1))").exits(7)
                .complains("kernel.msgmnb allows", "ipcctl limits sysv");
    }

    @Test
    void limitsThatAreHitAreNamed() {
        assumeTrue(Installed.shell("unshare -i true").exitCode() == 0, "unshare -i needs root");
        shell("unshare -i sh -c 'echo 1 >/proc/sys/kernel/msgmni; " + Installed.COMMAND + " sysv msg create 1; "
                + Installed.COMMAND + " sysv msg create 2'").exits(7)
                .complains("as many message queues as kernel.msgmni allows, which is 1", "sysctl -w kernel.msgmni=2",
                        "ipcctl limits sysv");
        shell("unshare -i sh -c 'echo 65536 >/proc/sys/kernel/msgmax; echo 65536 >/proc/sys/kernel/msgmnb; "
                + Installed.COMMAND
                + " sysv msg create 1; head -c 60000 /dev/zero | " + Installed.COMMAND + " sysv msg send 1; "
                + Installed.COMMAND + " sysv msg peek 1 | wc -c; "
                + Installed.COMMAND + " sysv msg recv 1 | wc -c'").succeeds().prints("60000\n60000\n");
    }
}
