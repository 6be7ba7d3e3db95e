package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipcctl.cli.Stuck.MUCH;
import static org.ipcctl.cli.Stuck.words;

import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.sock.SocketType;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that can wait ends with 6 by {@code --nonblock} and with 124 by {@code --timeout}, whatever the other
 * side is stuck in: opening, connecting, accepting, the first byte, a buffer that is full.
 */
@Timeout(120)
class WaitsEndTest {
    private final Stuck other = new Stuck();

    @AfterEach
    void remove() {
        other.close();
    }

    static List<Wait> waits() {
        return List.of(
                Wait.of("sock connect", "accept, by a full queue",
                        t -> words("sock connect", t.fullQueue(SocketType.STREAM))),
                Wait.of("sock connect", "accept, by a full queue of seqpacket",
                        t -> words("sock connect", t.fullQueue(SocketType.SEQPACKET))),
                Wait.of("sock connect", "first byte", t -> words("sock connect", t.silent(SocketType.STREAM))),
                Wait.of("sock connect", "first byte of an answer",
                        t -> t.reading("hi").then("sock connect", t.silent(SocketType.STREAM), "--no-half-close")),
                Wait.of("sock connect", "first message", t -> words("sock connect", t.silent(SocketType.SEQPACKET))),
                Wait.of("sock connect", "first answer of datagrams",
                        t -> t.reading("hi").then("sock connect", t.silent(SocketType.DGRAM), "--bind", "@")),
                Wait.of("sock connect", "full buffer",
                        t -> t.reading(MUCH).then("sock connect", t.silent(SocketType.STREAM))),
                Wait.of("sock connect", "full buffer of seqpacket",
                        t -> t.reading(MUCH).then("sock connect", t.silent(SocketType.SEQPACKET))),
                Wait.of("sock connect", "full queue of datagrams",
                        t -> t.reading("hi").then("sock connect", t.fullDatagrams())),
                Wait.of("sock proxy", "accept", t -> words("sock proxy", t.address(), t.silent(SocketType.STREAM))),
                Wait.of("sock proxy", "first datagram",
                        t -> words("sock proxy", t.address(), t.silent(SocketType.DGRAM), "--type", "dgram")),
                Wait.of("sock spy", "accept", t -> words("sock spy", t.silentFile())),
                Wait.of("sock replay", "accept, by a full queue",
                        t -> words("sock replay", t.recording(), t.fullQueue(SocketType.STREAM))),
                Wait.of("sock peer", "accept", t -> words("sock peer", t.fullQueue(SocketType.STREAM))),
                Wait.of("sock send", "accept", t -> words("sock send", t.fullQueue(SocketType.SEQPACKET), "hi")),
                Wait.of("sock send", "full buffer",
                        t -> t.reading("x\n".repeat(100_000)).then("sock send", t.silent(SocketType.SEQPACKET),
                                "--lines")),
                Wait.of("sock send", "full queue", t -> words("sock send", t.fullDatagrams(), "hi")),
                Wait.of("sock send-fd", "accept",
                        t -> words("sock send-fd", t.fullQueue(SocketType.STREAM), "/dev/null")),
                Wait.of("sock send-fd", "full buffer",
                        t -> words("sock send-fd", t.silent(SocketType.STREAM), "/dev/null", "--data",
                                "x".repeat(1_000_000))),
                Wait.of("sock send-fd", "full queue", t -> words("sock send-fd", t.fullDatagrams(), "/dev/null")),
                Wait.of("sock recv-fd", "accept", t -> words("sock recv-fd", t.address())),
                Wait.of("sock recv-fd", "first datagram", t -> words("sock recv-fd", t.address(), "--type", "dgram")),
                Wait.of("sock recv-fd", "accept by who sends",
                        t -> words("sock recv-fd", t.fullQueue(SocketType.STREAM), "--connect")),
                Wait.of("sock recv-fd", "first message",
                        t -> words("sock recv-fd", t.silent(SocketType.STREAM), "--connect", "--request", "please")),
                Wait.unlessNonblock("sock recv-fd", "first byte",
                        t -> words("sock recv-fd", t.connectedSilently(SocketType.STREAM))),
                Wait.of("sock recv", "first datagram", t -> words("sock recv", t.address())),
                Wait.of("sock recv", "accept", t -> words("sock recv", t.address(), "--type", "seqpacket")),
                Wait.unlessNonblock("sock recv", "first message",
                        t -> words("sock recv", t.connectedSilently(SocketType.SEQPACKET), "--type", "seqpacket")),
                Wait.of("sock listen", "accept", t -> words("sock listen", t.address())),
                Wait.of("sock listen", "accept at a socket handed over", t -> words("sock listen", t.handedOver())),
                Wait.of("sock listen", "accept for CMD", t -> words("sock listen", t.address(), "--", "cat")),
                Wait.of("sock listen", "first datagram", t -> words("sock listen", t.address(), "--type", "dgram")),
                Wait.unlessNonblock("sock listen", "first byte",
                        t -> words("sock listen", t.connectedSilently(SocketType.STREAM), "--once")),
                Wait.unlessNonblock("sock listen", "first message",
                        t -> words("sock listen", t.connectedSilently(SocketType.SEQPACKET), "--once", "--type",
                                "seqpacket")),
                Wait.unlessNonblock("sock listen", "full buffer",
                        t -> t.reading(MUCH).then("sock listen", t.connectedSilently(SocketType.STREAM), "--once")),
                Wait.of("mq send", "full queue", t -> words("mq send", t.queue(1), "hi")),
                Wait.of("mq recv", "first message", t -> words("mq recv", t.queue(0))),
                Wait.of("mq recv", "its layout", t -> words("mq recv", t.queue(1), "--layout", "@" + t.fifo())),
                Wait.of("mq send", "its layout",
                        t -> words("mq send", t.queue(0), "x=1", "--layout", "@" + t.heldFifo())),
                Wait.of("shm read", "its layout", t -> words("shm read", t.memory(), "--layout", "@" + t.fifo())),
                Wait.of("mq work", "first message",
                        t -> words("mq work", t.queue(0), "--state", t.path("state"), "--", "true")),
                Wait.unlessNonblock("mq call", "full queue", t -> words("mq call", t.queue(1), "hi")),
                Wait.unlessNonblock("mq call", "answer", t -> words("mq call", t.queue(0), "hi")),
                Wait.of("mq reply", "first message",
                        t -> words("mq reply", t.queue(0), "--state", t.path("state"), "--", "true")),
                Wait.of("sysv msg send", "full queue", t -> words("sysv msg send", t.sysvQueue("-s", "4"), "more")),
                Wait.of("sysv msg recv", "first message", t -> words("sysv msg recv", t.sysvQueue())),
                Wait.of("sysv msg work", "first message",
                        t -> words("sysv msg work", t.sysvQueue(), "--state", t.path("state"), "--", "true")),
                Wait.of("sysv sem op", "value 0", t -> words("sysv sem op", t.sysvSemaphore(), "0:-1")),
                Wait.of("sysv sem run", "value 0", t -> words("sysv sem run", t.sysvSemaphore(), "--", "true")),
                Wait.of("mq notify", "first message", t -> words("mq notify", t.queue(0))),
                Wait.of("fifo read", "open", t -> words("fifo read", t.fifo())),
                Wait.of("fifo read", "first byte", t -> words("fifo read", t.heldFifo())),
                Wait.of("fifo write", "open", t -> words("fifo write", t.fifo(), "hi")),
                Wait.of("fifo write", "full buffer", t -> t.reading(MUCH).then("fifo write", t.heldFifo())),
                Wait.of("sem wait", "value 0", t -> words("sem wait", t.semaphore())),
                Wait.of("sem run", "value 0", t -> words("sem run", t.semaphore(), "--", "true")),
                Wait.of("mutex run", "locked", t -> words("mutex run", t.lockedMutex(), "--", "true")),
                Wait.of("cond wait", "no signal", t -> words("cond wait", t.condition())),
                Wait.of("cond wait", "its mutex", t -> words("cond wait", t.lockedCondition())),
                Wait.of("cond signal", "its mutex", t -> words("cond signal", t.lockedCondition())),
                Wait.of("cond broadcast", "its mutex", t -> words("cond broadcast", t.lockedCondition())),
                Wait.of("shm read", "lock", t -> words("shm read", t.memory(), "--lock", "sem:" + t.semaphore())),
                Wait.of("shm read", "lock by a mutex",
                        t -> words("shm read", t.memory(), "--lock", "mutex:" + t.lockedMutex())),
                Wait.unlessNonblock("shm read", "change", t -> words("shm read", t.memory(), "--watch", "--as", "hex")),
                Wait.of("shm push", "a consumer", t -> t.reading("hi").then("shm push", t.ringName())),
                Wait.of("shm push", "room", t -> t.reading(MUCH).then("shm push", t.ringWith(true))),
                Wait.of("shm push", "the rest taken", t -> t.reading("hi").then("shm push", t.ringWith(true))),
                Wait.of("shm pull", "a producer", t -> words("shm pull", t.ringName())),
                Wait.of("shm pull", "data", t -> words("shm pull", t.ringWith(false))),
                Wait.of("shm pull", "the next producer", t -> words("shm pull", t.ringName(), "--keep-open")),
                Wait.of("wait", "existence", t -> words("wait", "mq:" + Scratch.name("wait"))),
                Wait.of("wait", "removal", t -> words("wait", "fifo:" + t.fifo(), "--for", "gone")),
                Wait.of("wait", "a message", t -> words("wait", "mq:" + t.queue(0), "--for", "data")),
                Wait.of("wait", "room", t -> words("wait", "mq:" + t.queue(1), "--for", "room")),
                Wait.of("wait", "a receiver", t -> words("wait", "mq:" + t.queue(0), "--for", "peer")),
                Wait.of("wait", "bytes", t -> words("wait", "fifo:" + t.fifo(), "--for", "data")),
                Wait.of("wait", "a listener", t -> words("wait", "sock:" + t.address(), "--for", "peer")),
                Wait.of("wait", "a value", t -> words("wait", "sem:" + t.semaphore(), "--for", "value>=1")),
                Wait.of("wait", "an unlock", t -> words("wait", "mutex:" + t.lockedMutex(), "--for", "unlocked")),
                Wait.of("shm write", "lock",
                        t -> words("shm write", t.memory(), "hi", "--lock", "sem:" + t.semaphore())));
    }

    static Stream<Wait> once() {
        return waits().stream().filter(Wait::once);
    }

    @Test
    void everyCommandThatWaitsIsHere() {
        assertThat(Wait.commands(waits()))
                .isEqualTo(Wait.declared(command -> command.entry().leaf().waiting() != null));
    }

    @ParameterizedTest
    @MethodSource("once")
    void nonblockEndsItWith6(Wait wait) throws Exception {
        wait.end(other, "--nonblock").exits(6);
    }

    @ParameterizedTest
    @MethodSource("waits")
    void aTimeoutEndsItWith124(Wait wait) throws Exception {
        wait.end(other, "-t", "300ms").exits(124).complains("300ms");
    }
}
