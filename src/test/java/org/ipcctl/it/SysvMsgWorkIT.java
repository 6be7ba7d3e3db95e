package org.ipcctl.it;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.SysvScratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers of a System V queue that are killed. {@code $Q} is the key of the test, {@code $W} works on it. */
class SysvMsgWorkIT {
    private static final String KILL_ALL = "jobs=$(cat /proc/$w/task/*/children); kill -9 $w $jobs; wait $w 2>&-; ";
    private static final String EMPTY = "until [ \"$(ipcctl sysv msg stat $Q --format plain --columns messages)\" = 0 "
            + "]; do sleep 0.02; done; ";

    private final Scratch scratch = new Scratch();
    private final String key = SysvScratch.key();

    @AfterEach
    void close() {
        Installed.run("sysv", "msg", "rm", "-f", key);
        scratch.close();
    }

    private Outcome shell(String script) {
        return Installed.shell("cd '" + scratch.directory() + "'; Q=" + key
                + "; W=\"env --default-signal ipcctl sysv msg work $Q --state state\"; mkfifo go ready; "
                + "ipcctl sysv msg create $Q; " + script);
    }

    @Test
    void afterAKillOfEverythingTheNextOneBeginsWithWhatWasLeft() {
        shell("printf 'a\\nb\\nc\\n' | ipcctl sysv msg send $Q --lines --type 7; $W -j 2 -- sh -c 'echo >ready; "
                + "exec sleep 3599' & w=$!; exec 3<>ready; read -u 3; read -u 3; "
                + KILL_ALL
                + "$W --drain -- sh -c 'cat; echo \" $IPCCTL_TYPE $IPCCTL_ATTEMPT\"'; find state -type f")
                .prints("a 7 2\nb 7 2\nc 7 1\n");
    }

    /** strace(1) holds it where the kernel has handed out the message, and its length has not reached the process. */
    @Test
    void aKillInTheVeryMomentOfTheReceiptLosesNothing() {
        Needs.program("strace", "strace");
        String hold = "strace -f -qq -o /dev/null -e trace=msgrcv -e inject=msgrcv:delay_exit=100000000:when=1 ";
        shell("ipcctl sysv msg send $Q 'hällo wörld' --type 7; " + hold + "$W --drain -- cat & s=$!; " + EMPTY
                + "kill -9 $(cat /proc/$s/task/$s/children) $s; wait $s 2>&-; $W --drain -- sh -c 'cat; "
                + "echo \" $IPCCTL_TYPE $IPCCTL_ATTEMPT\"'")
                .prints("hällo wörld 7 1\n").complains("the length of a message of 13 bytes was determined");
    }

    @Test
    void aSignalEndsItAndItsJobsAreWaitedFor() {
        shell("ipcctl sysv msg send $Q a; $W -- sh -c 'echo >ready; read x <go; cat; echo' 2>err & w=$!; read <ready; "
                + "kill -TERM $w; "
                + "until grep -q 'no further job is started, and 1 still runs' err; do sleep 0.02; done; echo >go; "
                + "wait $w; "
                + "echo $?; cat err >&2")
                .prints("a\n143\n").complains("1 done, 0 failed");
    }

    @Test
    void claimsOfTheOtherKindOfQueueAreLeftAsTheyAre() {
        shell("ipcctl sysv msg send $Q a; $W -- sh -c 'echo >ready; exec sleep 3599' & w=$!; read <ready; " + KILL_ALL
                + "q=$(basename state/*); ipcctl mq create $q; ipcctl mq work $q --state state --drain -- cat; "
                + "ipcctl mq rm $q; $W --drain -- cat")
                .prints("a").complains("is not a claim");
    }
}
