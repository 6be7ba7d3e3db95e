package org.ipcctl.it;

import org.ipcctl.mq.MessageQueue;
import org.junit.jupiter.api.Test;

/** Notification by a real signal, in processes of its own. {@code $Q} is the queue of the test. */
class MqNotifyIT extends Scripts {
    /** Waits until process {@code $N} is registered. */
    private static final String REGISTERED = "until [ \"$(ipcctl mq stat $Q --format plain --columns notify_pid)\" = "
            + "$N ]; do sleep 0.02; done; ";

    MqNotifyIT() {
        super("Q", "notify-it", MessageQueue::unlink, "ipcctl mq create $Q; ");
    }

    @Test
    void tellsOfAnArrivalAndTakesNothing() {
        shell("ipcctl mq notify $Q --format plain --columns messages >told & N=$!; " + REGISTERED
                + "ipcctl mq send $Q a; wait $N; echo $?; "
                + "cat told; ipcctl mq recv $Q").succeeds().prints("0\n1\na");
    }

    @Test
    void runsCmdWithAnySignalAndPassesItsStatusOn() {
        shell("env --default-signal=HUP ipcctl mq notify $Q --signal HUP -- sh -c 'ipcctl mq recv '$Q'; "
                + "exit 9' & N=$!; "
                + REGISTERED
                + "ipcctl mq send $Q a; wait $N; echo \" $?\"").succeeds().prints("a 9\n");
    }

    /** What nohup(1) does; it would wait for ever otherwise. */
    @Test
    void anIgnoredSignalIsRefused() {
        shell("trap '' HUP; ipcctl mq send $Q a; ipcctl mq notify $Q --signal HUP --timeout 60s").exits(2)
                .complains("signal HUP cannot be used", "USR1");
    }

    @Test
    void whatIsThereFromTheStartCounts() {
        shell("ipcctl mq send $Q a; ipcctl mq notify $Q --timeout 60s -- true; echo $?").succeeds().prints("0\n");
    }

    @Test
    void losesNoArrivalHoweverCloseTheyCome() {
        shell("ipcctl mq notify $Q --follow -- ipcctl mq recv $Q --drain --lines >out 2>err & N=$!; " + REGISTERED
                + "for i in 1 2 3; do seq $i 3 300 | ipcctl mq send $Q --lines & S=\"$S $!\"; done; wait $S; "
                + "until [ $(wc -l <out) -ge 300 ]; do sleep 0.02; done; kill $N; wait $N 2>/dev/null; echo $?; "
                + "sort -n out | uniq | wc -l")
                .prints("143\n300\n");
    }

    @Test
    void aSecondOneIsToldWhoIsRegistered() {
        shell("ipcctl mq notify $Q >told & N=$!; " + REGISTERED
                + "ipcctl mq notify $Q 2>&1 | grep -c \"process $N is registered\"; "
                + "ipcctl mq send $Q a; wait $N").prints("1\n");
    }

    @Test
    void waitsEndAsAskedFor() {
        shell("ipcctl mq notify $Q -t 100ms; echo $?; ipcctl mq notify $Q --nonblock; echo $?; "
                + "ipcctl mq notify $Q --signal KILL; echo $?; "
                + "ipcctl mq notify $Q --signal NOPE; echo $?; ipcctl mq notify $Q-none; echo $?; "
                + "ipcctl mq notify $Q & N=$!; " + REGISTERED + "ipcctl mq rm $Q; wait $N; echo $?")
                .prints("124\n6\n2\n2\n3\n3\n").complains("was removed");
    }

    @Test
    void endsWhenNobodyReadsItsOutput() {
        shell("ipcctl mq send $Q a; ipcctl mq notify $Q --follow | head -n 1 | wc -l; echo ${PIPESTATUS[0]}")
                .prints("1\n141\n");
    }

    /** The kernel did not send it, so that the registration is there still; a second look at the queue must find it. */
    @Test
    void straySignalsDoNotEndIt() {
        shell("ipcctl mq notify $Q --follow --format plain --columns messages >told & N=$!; " + REGISTERED
                + "for i in 1 2 3; do kill -USR1 $N; until [ $(wc -l <told) -ge $i ]; do sleep 0.02; kill -0 $N || "
                + "break; done; "
                + "done; kill -CONT $N; kill -WINCH $N; "
                + "ipcctl mq send $Q a; until [ $(wc -l <told) -ge 4 ]; do sleep 0.02; kill -0 $N || break; done; "
                + REGISTERED + "kill $N; wait $N; echo $?; cat told").prints("143\n0\n0\n0\n1\n");
    }

    /** The kernel gives it the number 0 here, as it does where nobody is registered. */
    @Test
    void aProcessOutsideThisPidNameSpaceIsNotTakenForNobody() {
        needsUnshare("-pf --mount-proc");
        shell("ipcctl mq notify $Q >told & N=$!; " + REGISTERED
                + "unshare -pf --mount-proc ipcctl mq notify $Q; echo $?; "
                + "unshare -pf --mount-proc ipcctl mq stat $Q --format plain --columns notify_pid; kill $N; wait $N")
                .exits(143).prints("1\n-\n")
                .complains("a process outside this PID namespace is registered");
    }
}
