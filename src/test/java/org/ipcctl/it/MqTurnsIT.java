package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who waits at a queue waits in the kernel, and gets what is due to it there: beside C programs, and beside another
 * ipcctl.
 */
class MqTurnsIT {
    private final Scratch scratch = new Scratch();
    private final String queue = Scratch.name("mq-turns");
    private final List<Peer> peers = new ArrayList<>();

    @BeforeEach
    void create() {
        scratch.atEnd(() -> MessageQueue.unlink(queue));
        MessageQueue.create(queue, QueueAttributes.wanted(1, 64), 0600).close();
    }

    @AfterEach
    void remove() {
        peers.forEach(Peer::close);
        scratch.close();
    }

    private Peer started(Peer peer) {
        peers.add(peer);
        return peer;
    }

    /** In the kernel's queue when this returns. */
    private Peer waitingRecv(String... options) {
        List<String> command = new ArrayList<>(List.of(Installed.COMMAND, "mq", "recv", queue, "--lines"));
        command.addAll(List.of(options));
        return asleep(Asleep.MQ_TIMEDRECEIVE, started(Peer.start(command.toArray(String[]::new))));
    }

    private Peer waitingSend(String text, String... options) {
        List<String> command = new ArrayList<>(List.of(Installed.COMMAND, "mq", "send", queue, text));
        command.addAll(List.of(options));
        return asleep(Asleep.MQ_TIMEDSEND, started(Peer.start(command.toArray(String[]::new))));
    }

    private Peer waitingC(Asleep call, String... arguments) {
        List<String> command = new ArrayList<>(List.of(CPrograms.path("mq_waiter"), queue));
        command.addAll(List.of(arguments));
        return asleep(call, started(Peer.start(command.toArray(String[]::new))).says("ready"));
    }

    private static Peer asleep(Asleep call, Peer peer) {
        call.await(peer.pid());
        return peer;
    }

    private void send(String text) {
        Installed.run("mq", "send", queue, text).succeeds();
    }

    private Outcome receive() {
        return Installed.run("mq", "recv", queue, "--timeout", "30s");
    }

    @Test
    void nobodyIsNotifiedWhileARecvWaits() {
        Peer registered = started(Peer.start(CPrograms.path("mq_waiter"), queue, "notify")).says("ready");
        Peer waiting = waitingRecv();
        send("a");
        waiting.says("a");
        assertThat(waiting.end()).isZero();
        registered.tell("and?").says("quiet");
    }

    @Test
    void aCProgramThatWaitedFirstIsServedFirst() {
        Peer first = waitingC(Asleep.MQ_TIMEDRECEIVE, "receive", "1");
        Peer second = waitingRecv();
        send("a");
        first.says("got a");
        send("b");
        second.says("b");
    }

    /** It kept its place while it looked after the queue and its output: for more than one look of 250 ms. */
    @Test
    void aRecvThatWaitedFirstIsServedBeforeACProgram() throws InterruptedException {
        Peer first = waitingRecv("--timeout", "100s");
        Thread.sleep(900);
        Peer second = waitingC(Asleep.MQ_TIMEDRECEIVE, "receive", "1");
        Thread.sleep(600);
        send("a");
        first.says("a");
        send("b");
        second.says("got b");
    }

    @Test
    void ofTwoRecvsTheEarlierIsServedFirst() {
        Peer first = waitingRecv();
        Peer second = waitingRecv();
        send("a");
        first.says("a");
        send("b");
        second.says("b");
    }

    @Test
    void aCProgramThatWaitedForRoomFirstSendsFirst() {
        send("full");
        Peer first = waitingC(Asleep.MQ_TIMEDSEND, "send", "c");
        Peer second = waitingSend("ours");
        receive().prints("full");
        first.says("sent c");
        receive().prints("c");
        assertThat(second.end()).isZero();
        receive().prints("ours");
    }

    @Test
    void aSendThatWaitedForRoomFirstSendsFirst() throws InterruptedException {
        send("full");
        Peer first = waitingSend("ours", "--timeout", "100s");
        Thread.sleep(900);
        Peer second = waitingC(Asleep.MQ_TIMEDSEND, "send", "c");
        receive().prints("full");
        assertThat(first.end()).isZero();
        receive().prints("ours");
        second.says("sent c");
        receive().prints("c");
    }

    @Test
    void removingTheQueueEndsBothWaits() {
        Peer receiver = waitingRecv();
        Installed.run("mq", "rm", queue).succeeds();
        assertThat(receiver.line()).contains("was removed while waiting for a message");
        assertThat(receiver.end()).isEqualTo(3);
        create();
        send("full");
        // On a busy machine it waits for so long that it would say what it waits for.
        Peer sender = waitingSend("more", "--quiet");
        Installed.run("mq", "rm", queue).succeeds();
        assertThat(sender.line()).contains("was removed while waiting for room");
        assertThat(sender.end()).isEqualTo(3);
    }

    /** The right to read is what inotify(7) asks for; who may only send looks now and then. */
    @Test
    void removalEndsTheWaitOfWhoMayOnlySendToo() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        String writable = queue + "-w";
        scratch.atEnd(() -> MessageQueue.unlink(writable));
        Installed.run("mq", "create", writable, "--max-messages", "1", "-m", "0222").succeeds();
        Installed.run("mq", "send", writable, "x").succeeds();
        Peer sender = asleep(Asleep.MQ_TIMEDSEND, started(Peer.start("setpriv", "--reuid=65534", "--clear-groups",
                Installed.COMMAND, "mq", "send", writable, "y", "--quiet")));
        Installed.run("mq", "rm", writable).succeeds();
        assertThat(sender.line()).contains("was removed while waiting for room");
        assertThat(sender.end()).isEqualTo(3);
    }

    @Test
    void timeoutsAreKeptWhileItWaitsInTheKernel() {
        long begin = System.nanoTime();
        Installed.run("mq", "recv", queue, "--timeout", "700ms").exits(124)
                .complains("timed out after 700ms waiting for a message");
        send("full");
        Installed.run("mq", "send", queue, "x", "--timeout", "700ms").exits(124)
                .complains("timed out after 700ms waiting for room in the queue, which holds 1 message");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(1400),
                Duration.ofSeconds(60));
    }

    @Test
    void aReaderThatLeavesEndsTheWaitThoughNothingComes() {
        Installed.shell("{ ipcctl mq recv " + queue + " --follow; echo $? >&2; } | true").exits(0).complains("141");
    }
}
