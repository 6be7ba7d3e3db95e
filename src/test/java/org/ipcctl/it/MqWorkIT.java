package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.mq.MessageQueue;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;

/**
 * Workers that are ended, by signals that can be caught and by one that cannot. {@code $Q} is the queue of the test,
 * {@code $W} works on it.
 */
class MqWorkIT extends Scripts {
    private static final String EMPTY = "until [ \"$(ipcctl mq stat $Q --format plain --columns messages)\" = 0 ]; "
            + "do sleep 0.02; done; ";
    private static final String HEARD = "until grep -q 'no further job is started, and 1 still runs' err; do sleep "
            + "0.02; done; ";
    /** Until no thread of {@code $o} is left that the kernel could hand a message to. */
    private static final String STOPPED = "while grep -qv ') T ' /proc/$o/task/*/stat; do sleep 0.02; done; ";
    /** Kills all of {@code $w}, a JVM that has begun jobs from any of its threads. */
    private static final String KILL_ALL = "jobs=$(cat /proc/$w/task/*/children); kill -9 $w $jobs; wait $w 2>&-; ";

    MqWorkIT() {
        super("Q", "work-it", MessageQueue::unlink,
                "W=\"env --default-signal ipcctl mq work $Q --state state\"; mkfifo go ready; ipcctl mq create $Q; ");
    }

    @Test
    void aSignalBeginsNoJobAnyMoreAndLetsThoseThatRunEnd() {
        for (String signal : new String[] {"INT 130", "TERM 143", "HUP 129"}) {
            String[] words = signal.split(" ");
            shell("printf 'a\\nb\\n' | ipcctl mq send $Q --lines; $W -- sh -c 'echo >ready; read x <go; cat; "
                    + "echo' 2>err & w=$!; read <ready; kill -"
                    + words[0]
                    + " $w; " + HEARD
                    + "echo >go; wait $w; echo $?; ipcctl mq recv $Q; find state -type f; cat err >&2; "
                    + "rm -rf go ready; ipcctl mq rm $Q")
                    .prints("a\n" + words[1] + "\nb").complains("1 done, 0 failed");
        }
    }

    @Test
    void graceEndsThoseThatRunAndKeepsTheirMessages() {
        shell("ipcctl mq send $Q a -p 4; $W --grace 100ms -- sh -c 'echo >ready; sleep 3599' & w=$!; read <ready; "
                + "kill -TERM $w; wait $w; echo $?; "
                + "$W --drain -- sh -c 'cat; echo \" $IPCCTL_PRIORITY $IPCCTL_ATTEMPT\"'").prints("143\na 4 2\n")
                .complains("1 message is kept");
    }

    @Test
    void aSecondSignalEndsThoseThatRunAtOnce() {
        shell("ipcctl mq send $Q a; $W -- sh -c 'trap \"\" TERM; echo >ready; while :; do sleep 0.1; "
                + "done' 2>err & w=$!; read <ready; kill -INT $w; "
                + HEARD + "kill -INT $w; wait $w; echo $?; $W --drain -- cat").prints("130\na");
    }

    @Test
    void afterAKillOfEverythingTheNextOneBeginsWithWhatWasLeft() {
        shell("printf 'a\\nb\\nc\\n' | ipcctl mq send $Q --lines; $W -j 2 -- sh -c 'echo >ready; "
                + "exec sleep 3599' & w=$!; exec 3<>ready; read -u 3; read -u 3; "
                + KILL_ALL
                + "$W --drain -- sh -c 'cat; echo \" $IPCCTL_ATTEMPT\"'; find state -type f").prints("a 2\nb 2\nc 1\n");
    }

    @Test
    void oneThatRunsTakesOverWhatAnotherLeft() {
        shell("$W --timeout 110s -- sh -c 'cat >got; echo >ready' & o=$!; ipcctl mq send $Q a; read <ready; rm got; "
                + "kill -STOP $o; " + STOPPED + "ipcctl mq send $Q b; "
                + "$W -- sh -c 'echo >ready; exec sleep 3599' & w=$!; read <ready; kill -CONT $o; " + KILL_ALL
                + "read <ready; cat got; kill -TERM $o; wait $o; echo \" $?\"")
                .prints("b 143\n");
    }

    @Test
    void jobsEndWithIpcctl() {
        shell("ipcctl mq send $Q a; $W -- sh -c 'echo $$ >ready; exec sleep 3599' & w=$!; read job <ready; kill -9 $w; "
                + "wait $w 2>&-; $W --drain -- sh -c 'cat; echo \" $IPCCTL_ATTEMPT\"'")
                .prints("a 2\n");
    }

    /** Nobody works on its message meanwhile. */
    @Test
    void aJobThatOutlivesIpcctlIsWaitedFor() {
        shell("ipcctl mq send $Q a; $W --detach -- sh -c 'echo >ready; read x <go; echo first >>log' & w=$!; "
                + "read <ready; kill -9 $w; wait $w 2>&-; "
                + "$W --drain -- sh -c 'echo \"second $IPCCTL_ATTEMPT\" >>log' & v=$!; "
                + "until [ \"$(ls -d state/*/run-* | wc -l)\" = 2 ]; do sleep 0.02; done; "
                + "echo >go; wait $v; echo $?; cat log; find state -type f").prints("0\nfirst\nsecond 2\n");
    }

    /** strace(1) holds it where the kernel has handed out the message, and its length has not reached the process. */
    @Test
    void aKillInTheVeryMomentOfTheReceiptLosesNothing() {
        Needs.program("strace", "strace");
        String hold = "strace -f -qq -o /dev/null -e trace=mq_timedreceive -e "
                + "inject=mq_timedreceive:delay_exit=100000000:when=1 ";
        shell("ipcctl mq send $Q 'hällo wörld' -p 7; " + hold + "$W --drain -- cat & s=$!; " + EMPTY
                + "kill -9 $(cat /proc/$s/task/$s/children) $s; wait $s 2>&-; $W --drain -- sh -c 'cat; "
                + "echo \" $IPCCTL_PRIORITY $IPCCTL_ATTEMPT\"'")
                .prints("hällo wörld 7 1\n").complains("the length of a message of 13 bytes was determined");
    }

    @Test
    void jobsKeepOutOfTheWayOfCtrlC() {
        shell("ipcctl mq send $Q a; $W --drain -- sh -c '[ $(cut -d \" \" -f 5 /proc/$$/stat) = $$ ] && echo leads'")
                .prints("leads\n");
    }

    @Test
    void aTerminalSeesHowFarItIs() {
        Needs.program("script", "bsdutils");
        shell("printf 'a\\nb\\n' | ipcctl mq send $Q --lines; TERM=xterm script -qec \"stty rows 12 cols 60; "
                + "$W --drain -- true\" /dev/null </dev/null | "
                + "grep -cE '12;1H[0-9] done, 0 failed, [01] running, [01] in the queue' >/dev/null; "
                + "echo $?").prints("0\n");
    }

    /** The last row is taken for it, and what jobs print scrolls above. */
    @Test
    void whatJobsPrintIsNotMixedWithTheProgress() {
        Needs.program("script", "bsdutils");
        String out = shell("seq 9 | ipcctl mq send $Q --lines; TERM=xterm script -qec \"stty rows 6 cols 30; "
                + "$W --drain -- sh -c 'read n; echo job \\$n; printf -- -; sleep 0.02; echo end'\" "
                + "/dev/null </dev/null")
                .exits(0).out();
        assertThat(out).contains("\033D\0337\033[1;5r\0338\033[1A\0337\033[6;1H0 done, 0 failed, 1 running")
                .containsOnlyOnce("\033[1;5r").containsOnlyOnce("\0337\033[r\033[6;1H\033[K\0338");
        StringBuilder jobs = new StringBuilder();
        for (int i = 1; i <= 9; i++) {
            jobs.append("job ").append(i).append("\r\n-end\r\n");
        }
        // Outside of what is drawn from a saved cursor on, there is what the jobs say, and the sum.
        assertThat(out.replaceAll("(?s)\0337.*?\0338", "").replace("\033D", "").replace("\033[1A", ""))
                .isEqualTo(jobs + "ipcctl mq work: 9 done, 0 failed\r\n");
        for (String line : out.split("\033\\[6;1H", -1)) {
            assertThat(line.replaceAll("(?s)\033.*", "")).hasSizeLessThan(30);
        }
    }

    /** The storm of src/test/storm/work, in short. */
    @Test
    void aThousandJobsSurviveKillsAtRandom() {
        Needs.program("python3", "python3");
        Installed
                .shell("src/test/storm/work '" + Installed.COMMAND + "' --messages 1000 --kills 12 --seconds 60 --seed "
                        + System.nanoTime() % 1_000_000)
                .exits(0);
    }
}
