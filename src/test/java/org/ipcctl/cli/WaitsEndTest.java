package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.shm.RingConsumer;
import org.ipcctl.shm.RingEnd;
import org.ipcctl.shm.RingProducer;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.ConnectRetry;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;
import org.ipcctl.sync.ProcessCondition;
import org.ipcctl.sync.ProcessMutex;
import org.ipcctl.sync.SyncBlock;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.SysvScratch;
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
    /** More than any buffer on the way holds. */
    private static final byte[] MUCH = new byte[20_000_000];
    /** A command that hangs does so for ever; a machine that is busy takes a while. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Scratch scratch = new Scratch();
    private byte[] stdin = new byte[0];

    /** Brings about what a command then waits for, and tells that command's line. */
    private interface Blocked {
        String[] line(WaitsEndTest test) throws Exception;
    }

    /**
     * A wait.
     *
     * @param once whether there can be such a wait with --nonblock, which ends before anybody can come into that phase
     */
    record Wait(String command, String phase, boolean once, Blocked blocked) {
        @Override
        public String toString() {
            return command + ": " + phase;
        }
    }

    private static Wait wait(String command, String phase, Blocked blocked) {
        return new Wait(command, phase, true, blocked);
    }

    static List<Wait> waits() {
        return List.of(
                wait("sock connect", "accept, by a full queue",
                        t -> words("sock connect", t.fullQueue(SocketType.STREAM))),
                wait("sock connect", "accept, by a full queue of seqpacket",
                        t -> words("sock connect", t.fullQueue(SocketType.SEQPACKET))),
                wait("sock connect", "first byte", t -> words("sock connect", t.silent(SocketType.STREAM))),
                wait("sock connect", "first byte of an answer",
                        t -> t.reading("hi").then("sock connect", t.silent(SocketType.STREAM), "--no-half-close")),
                wait("sock connect", "first message", t -> words("sock connect", t.silent(SocketType.SEQPACKET))),
                wait("sock connect", "first answer of datagrams",
                        t -> t.reading("hi").then("sock connect", t.silent(SocketType.DGRAM), "--bind", "@")),
                wait("sock connect", "full buffer",
                        t -> t.reading(MUCH).then("sock connect", t.silent(SocketType.STREAM))),
                wait("sock connect", "full buffer of seqpacket",
                        t -> t.reading(MUCH).then("sock connect", t.silent(SocketType.SEQPACKET))),
                wait("sock connect", "full queue of datagrams",
                        t -> t.reading("hi").then("sock connect", t.fullDatagrams())),
                wait("sock proxy", "accept", t -> words("sock proxy", t.address(), t.silent(SocketType.STREAM))),
                wait("sock proxy", "first datagram",
                        t -> words("sock proxy", t.address(), t.silent(SocketType.DGRAM), "--type", "dgram")),
                wait("sock spy", "accept", t -> words("sock spy", t.silentFile())),
                wait("sock replay", "accept, by a full queue",
                        t -> words("sock replay", t.recording(), t.fullQueue(SocketType.STREAM))),
                wait("sock peer", "accept", t -> words("sock peer", t.fullQueue(SocketType.STREAM))),
                wait("sock send", "accept", t -> words("sock send", t.fullQueue(SocketType.SEQPACKET), "hi")),
                wait("sock send", "full buffer",
                        t -> t.reading("x\n".repeat(100_000)).then("sock send", t.silent(SocketType.SEQPACKET),
                                "--lines")),
                wait("sock send", "full queue", t -> words("sock send", t.fullDatagrams(), "hi")),
                wait("sock send-fd", "accept", t -> words("sock send-fd", t.fullQueue(SocketType.STREAM), "/dev/null")),
                wait("sock send-fd", "full buffer",
                        t -> words("sock send-fd", t.silent(SocketType.STREAM), "/dev/null", "--data",
                                "x".repeat(1_000_000))),
                wait("sock send-fd", "full queue", t -> words("sock send-fd", t.fullDatagrams(), "/dev/null")),
                wait("sock recv-fd", "accept", t -> words("sock recv-fd", t.address())),
                wait("sock recv-fd", "first datagram", t -> words("sock recv-fd", t.address(), "--type", "dgram")),
                wait("sock recv-fd", "accept by who sends",
                        t -> words("sock recv-fd", t.fullQueue(SocketType.STREAM), "--connect")),
                wait("sock recv-fd", "first message",
                        t -> words("sock recv-fd", t.silent(SocketType.STREAM), "--connect", "--request", "please")),
                new Wait("sock recv-fd", "first byte", false,
                        t -> words("sock recv-fd", t.connectedSilently(SocketType.STREAM))),
                wait("sock recv", "first datagram", t -> words("sock recv", t.address())),
                wait("sock recv", "accept", t -> words("sock recv", t.address(), "--type", "seqpacket")),
                new Wait("sock recv", "first message", false,
                        t -> words("sock recv", t.connectedSilently(SocketType.SEQPACKET), "--type", "seqpacket")),
                wait("sock listen", "accept", t -> words("sock listen", t.address())),
                wait("sock listen", "accept at a socket handed over", t -> words("sock listen", t.handedOver())),
                wait("sock listen", "accept for CMD", t -> words("sock listen", t.address(), "--", "cat")),
                wait("sock listen", "first datagram", t -> words("sock listen", t.address(), "--type", "dgram")),
                new Wait("sock listen", "first byte", false,
                        t -> words("sock listen", t.connectedSilently(SocketType.STREAM), "--once")),
                new Wait("sock listen", "first message", false,
                        t -> words("sock listen", t.connectedSilently(SocketType.SEQPACKET), "--once", "--type",
                                "seqpacket")),
                new Wait("sock listen", "full buffer", false,
                        t -> t.reading(MUCH).then("sock listen", t.connectedSilently(SocketType.STREAM), "--once")),
                wait("mq send", "full queue", t -> words("mq send", t.queue(1), "hi")),
                wait("mq recv", "first message", t -> words("mq recv", t.queue(0))),
                wait("mq work", "first message",
                        t -> words("mq work", t.queue(0), "--state", t.scratch.path("state"), "--", "true")),
                new Wait("mq call", "full queue", false, t -> words("mq call", t.queue(1), "hi")),
                new Wait("mq call", "answer", false, t -> words("mq call", t.queue(0), "hi")),
                wait("mq reply", "first message",
                        t -> words("mq reply", t.queue(0), "--state", t.scratch.path("state"), "--", "true")),
                wait("sysv msg send", "full queue", t -> words("sysv msg send", t.sysvQueue("-s", "4"), "more")),
                wait("sysv msg recv", "first message", t -> words("sysv msg recv", t.sysvQueue())),
                wait("sysv msg work", "first message",
                        t -> words("sysv msg work", t.sysvQueue(), "--state", t.scratch.path("state"), "--", "true")),
                wait("sysv sem op", "value 0", t -> words("sysv sem op", t.sysvSemaphore(), "0:-1")),
                wait("sysv sem run", "value 0", t -> words("sysv sem run", t.sysvSemaphore(), "--", "true")),
                wait("mq notify", "first message", t -> words("mq notify", t.queue(0))),
                wait("fifo read", "open", t -> words("fifo read", t.fifo())),
                wait("fifo read", "first byte", t -> words("fifo read", t.heldFifo())),
                wait("fifo write", "open", t -> words("fifo write", t.fifo(), "hi")),
                wait("fifo write", "full buffer", t -> t.reading(MUCH).then("fifo write", t.heldFifo())),
                wait("sem wait", "value 0", t -> words("sem wait", t.semaphore())),
                wait("sem run", "value 0", t -> words("sem run", t.semaphore(), "--", "true")),
                wait("mutex run", "locked", t -> words("mutex run", t.lockedMutex(), "--", "true")),
                wait("cond wait", "no signal", t -> words("cond wait", t.condition())),
                wait("cond wait", "its mutex", t -> words("cond wait", t.lockedCondition())),
                wait("cond signal", "its mutex", t -> words("cond signal", t.lockedCondition())),
                wait("cond broadcast", "its mutex", t -> words("cond broadcast", t.lockedCondition())),
                wait("shm read", "lock", t -> words("shm read", t.memory(), "--lock", "sem:" + t.semaphore())),
                wait("shm read", "lock by a mutex",
                        t -> words("shm read", t.memory(), "--lock", "mutex:" + t.lockedMutex())),
                new Wait("shm read", "change", false, t -> words("shm read", t.memory(), "--watch", "--as", "hex")),
                wait("shm push", "a consumer", t -> t.reading("hi").then("shm push", ringName())),
                wait("shm push", "room", t -> t.reading(MUCH).then("shm push", t.ringWith(true))),
                wait("shm push", "the rest taken", t -> t.reading("hi").then("shm push", t.ringWith(true))),
                wait("shm pull", "a producer", t -> words("shm pull", ringName())),
                wait("shm pull", "data", t -> words("shm pull", t.ringWith(false))),
                wait("shm pull", "the next producer", t -> words("shm pull", ringName(), "--keep-open")),
                wait("wait", "existence", t -> words("wait", "mq:" + Scratch.name("wait"))),
                wait("wait", "removal", t -> words("wait", "fifo:" + t.fifo(), "--for", "gone")),
                wait("wait", "a message", t -> words("wait", "mq:" + t.queue(0), "--for", "data")),
                wait("wait", "room", t -> words("wait", "mq:" + t.queue(1), "--for", "room")),
                wait("wait", "a receiver", t -> words("wait", "mq:" + t.queue(0), "--for", "peer")),
                wait("wait", "bytes", t -> words("wait", "fifo:" + t.fifo(), "--for", "data")),
                wait("wait", "a listener", t -> words("wait", "sock:" + t.address(), "--for", "peer")),
                wait("wait", "a value", t -> words("wait", "sem:" + t.semaphore(), "--for", "value>=1")),
                wait("wait", "an unlock", t -> words("wait", "mutex:" + t.lockedMutex(), "--for", "unlocked")),
                wait("shm write", "lock", t -> words("shm write", t.memory(), "hi", "--lock", "sem:" + t.semaphore())));
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    @Test
    void everyCommandThatWaitsIsHere() {
        Set<String> declared = ModelTest.runnable().stream().filter(command -> command.entry().leaf().waiting() != null)
                .map(command -> command.path().substring("ipcctl ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tried = waits().stream().map(Wait::command).collect(Collectors.toCollection(TreeSet::new));
        assertThat(tried).isEqualTo(declared);
    }

    /** Who looks again and again waits for a change. */
    static List<Wait> looks() {
        return List.of(
                wait("ls", "change", t -> words("ls", "--kind", "shm")),
                wait("mq ls", "change", t -> words("mq ls")),
                wait("mq stat", "change", t -> words("mq stat", t.queue(1))),
                wait("shm ls", "change", t -> words("shm ls")),
                wait("shm stat", "change", t -> words("shm stat", t.memory())),
                wait("sem ls", "change", t -> words("sem ls")),
                wait("sem stat", "change", t -> words("sem stat", t.semaphore())),
                wait("sysv msg ls", "change", t -> words("sysv msg ls")),
                wait("sysv msg stat", "change", t -> words("sysv msg stat", t.sysvQueue())),
                wait("sysv sem ls", "change", t -> words("sysv sem ls")),
                wait("sysv sem stat", "change", t -> words("sysv sem stat", t.sysvSemaphore())),
                wait("sysv shm ls", "change", t -> words("sysv shm ls")),
                wait("sysv shm stat", "change", t -> words("sysv shm stat", t.sysvMemory())),
                wait("mutex ls", "change", t -> words("mutex ls")),
                wait("mutex stat", "change", t -> words("mutex stat", t.lockedMutex())),
                wait("cond ls", "change", t -> words("cond ls")),
                wait("cond stat", "change", t -> words("cond stat", t.condition())),
                wait("fifo stat", "change", t -> words("fifo stat", t.fifo())),
                wait("pipe ls", "change", t -> words("pipe ls", Long.toString(ProcessHandle.current().pid()))),
                wait("sock ls", "change", t -> words("sock ls", t.silent(SocketType.STREAM))));
    }

    @Test
    void everyListAndDescriptionCanBeWatched() {
        Set<String> declared = ModelTest.runnable().stream().filter(command -> command.entry().leaf().watch() != null)
                .map(command -> command.path().substring("ipcctl ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tried = looks().stream().map(Wait::command).collect(Collectors.toCollection(TreeSet::new));
        assertThat(tried).isEqualTo(declared);
        Set<String> named = ModelTest.runnable().stream()
                .filter(command -> command.path().matches("ipcctl (.+ )?(ls|stat)"))
                .map(command -> command.path().substring("ipcctl ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tried).isEqualTo(named);
    }

    /** Objects of other tests come and go meanwhile, which begins the time anew. */
    @ParameterizedTest
    @MethodSource("looks")
    void aTimeoutEndsAWatchWith124(Wait look) throws Exception {
        String[] line = look.blocked().line(this);
        Outcome outcome = bounded(with(line, "--watch=100ms", "-t", "150ms", "--format", "csv", "--columns", "change"))
                .exits(124).complains("150ms waiting for a change");
        assertThat(outcome.out()).startsWith("change\n");
    }

    static Stream<Wait> once() {
        return waits().stream().filter(Wait::once);
    }

    @ParameterizedTest
    @MethodSource("once")
    void nonblockEndsItWith6(Wait wait) throws Exception {
        String[] line = wait.blocked().line(this);
        bounded(with(line, "--nonblock")).exits(6);
    }

    @ParameterizedTest
    @MethodSource("waits")
    void aTimeoutEndsItWith124(Wait wait) throws Exception {
        String[] line = wait.blocked().line(this);
        bounded(with(line, "-t", "300ms")).exits(124).complains("300ms");
    }

    private Outcome bounded(String... line) {
        return Cli.reading(stdin).start(line).orTimeout(BOUND.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    /** In front of what CMD may be. */
    private static String[] with(String[] line, String... options) {
        List<String> words = new ArrayList<>(Arrays.asList(line));
        int cmd = words.indexOf("--");
        words.addAll(cmd < 0 ? words.size() : cmd, Arrays.asList(options));
        return words.toArray(String[]::new);
    }

    private static String[] words(String command, String... more) {
        return Stream.concat(Arrays.stream(command.split(" ")), Arrays.stream(more)).toArray(String[]::new);
    }

    private WaitsEndTest reading(String text) {
        return reading(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private WaitsEndTest reading(byte[] bytes) {
        stdin = bytes;
        return this;
    }

    private String[] then(String command, String... more) {
        return words(command, more);
    }

    private static String ringName() {
        return Scratch.name("wait");
    }

    /** A ring whose consumer, or producer, does nothing. */
    private String ringWith(boolean consumer) throws InterruptedException {
        String name = ringName();
        CountDownLatch joined = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            // The thread that has a side is the one that gives it back.
            try (RingEnd ring = consumer ? RingConsumer.join(name, 1, -1, false, Deadline.never())
                    : RingProducer.join(name, 1, -1, Deadline.never())) {
                assertThat(ring.memory().name()).isEqualTo(name);
                joined.countDown();
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        holder.start();
        scratch.atEnd(() -> {
            end.countDown();
            join(holder);
        });
        assertThat(joined.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return name;
    }

    private void closeAtEnd(Fd open) {
        scratch.atEnd(open::close);
    }

    private static String abstractName() {
        return Scratch.name("wait").substring(1);
    }

    private String address() {
        return "@" + abstractName();
    }

    /** A listener that accepts nobody, with room for no more. */
    private String fullQueue(SocketType type) {
        String name = abstractName();
        scratch.atEnd(listen(type, name)::close);
        // A backlog of one has room for two.
        scratch.atEnd(connect(type, name)::close);
        scratch.atEnd(connect(type, name)::close);
        return "@" + name;
    }

    /** Somebody who is there, and says and takes nothing. */
    private String silent(SocketType type) {
        String name = abstractName();
        scratch.atEnd(listen(type, name)::close);
        return "@" + name;
    }

    /** The same by a file. */
    private String silentFile() {
        Listener listener = Listener.open(new SocketAddress(scratch.path("silent")), SocketType.STREAM, -1, 1, false);
        scratch.atEnd(listener::close);
        return listener.address().text();
    }

    /** Of a client who said something. */
    private String recording() throws IOException {
        String head = "{\"time\":\"2026-01-01T00:00:00Z\",\"conversation\":1,";
        return Files.writeString(scratch.directory().resolve("recording"),
                head + "\"event\":\"open\",\"type\":\"stream\"}\n" + head
                        + "\"event\":\"data\",\"sender\":\"client\",\"encoding\":\"utf-8\",\"payload\":\"x\"}\n")
                .toString();
    }

    /** The descriptor of a listener. */
    private String handedOver() {
        Listener listener = listen(SocketType.STREAM, abstractName());
        scratch.atEnd(listener::close);
        return "fd:" + listener.socket().fd().number();
    }

    private static Listener listen(SocketType type, String name) {
        return Listener.open(SocketAddress.ofAbstract(name), type, -1, 1, false);
    }

    private static UnixSocket connect(SocketType type, String name) {
        return UnixSocket.connect(SocketAddress.ofAbstract(name), List.of(type), ConnectRetry.until(Deadline.never()),
                null);
    }

    private String fullDatagrams() {
        String address = silent(SocketType.DGRAM);
        int code;
        do {
            code = Cli.run("sock", "send", address, "x", "--nonblock").exitCode();
        } while (code == 0);
        assertThat(code).isEqualTo(6);
        return address;
    }

    /** Connects as soon as somebody listens there, and says nothing. */
    private String connectedSilently(SocketType type) {
        String name = abstractName();
        CompletableFuture<UnixSocket> connected = CompletableFuture.supplyAsync(() -> {
            while (true) {
                try {
                    return connect(type, name);
                } catch (org.ipcctl.kernel.KernelException notYet) {
                    Thread.onSpinWait();
                }
            }
        });
        scratch.atEnd(() -> connected.join().close());
        return "@" + name;
    }

    private String queue(int messages) {
        String name = Scratch.name("wait");
        Cli.run("mq", "create", name, "--max-messages", "1", "--message-size", "128").succeeds();
        scratch.atEnd(() -> Cli.run("mq", "rm", name));
        for (int i = 0; i < messages; i++) {
            Cli.run("mq", "send", name, "x").succeeds();
        }
        return name;
    }

    /** One that is full where it has room for four bytes. */
    private String sysvQueue(String... options) {
        String key = SysvScratch.key();
        Cli.run(Stream.concat(Stream.of("sysv", "msg", "create", key), Arrays.stream(options)).toArray(String[]::new))
                .succeeds();
        scratch.atEnd(() -> Cli.run("sysv", "msg", "rm", key));
        if (options.length > 0) {
            Cli.run("sysv", "msg", "send", key, "full").succeeds();
        }
        return key;
    }

    private String sysvMemory() {
        String key = SysvScratch.key();
        Cli.run("sysv", "shm", "create", key, "-s", "16").succeeds();
        scratch.atEnd(() -> Cli.run("sysv", "shm", "rm", key));
        return key;
    }

    private String sysvSemaphore() {
        String key = SysvScratch.key();
        Cli.run("sysv", "sem", "create", key).succeeds();
        scratch.atEnd(() -> Cli.run("sysv", "sem", "rm", key));
        return key;
    }

    private String fifo() {
        String path = scratch.path("fifo" + Scratch.name("").substring(1));
        Cli.run("mkfifo", path).succeeds();
        return path;
    }

    /** Somebody has it open both ways, and does nothing. */
    private String heldFifo() {
        String path = fifo();
        closeAtEnd(Fd.open(path, Fd.O_RDWR, 0));
        return path;
    }

    private String semaphore() {
        String name = Scratch.name("wait");
        Cli.run("sem", "create", name, "-n", "0").succeeds();
        scratch.atEnd(() -> Cli.run("sem", "rm", name));
        return name;
    }

    private String memory() {
        String name = Scratch.name("wait");
        Cli.run("shm", "create", name, "-s", "16").succeeds();
        scratch.atEnd(() -> Cli.run("shm", "rm", name));
        return name;
    }

    private String condition() {
        String name = Scratch.name("wait");
        Cli.run("cond", "create", name).succeeds();
        scratch.atEnd(() -> Cli.run("cond", "rm", name));
        return name;
    }

    /** By another thread, until the end of the test. */
    private String lockedCondition() throws InterruptedException {
        String name = condition();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread holder = new Thread(() -> hold(name, locked, end));
        holder.start();
        scratch.atEnd(() -> {
            end.countDown();
            join(holder);
        });
        assertThat(locked.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return name;
    }

    private static void hold(String condition, CountDownLatch locked, CountDownLatch end) {
        try (SharedMemory memory = SharedMemory.open(condition, SharedMemory.Access.WRITE);
             Mapping mapping = memory.map(SyncBlock.LENGTH, true)) {
            ProcessMutex mutex = ProcessCondition.of(condition, mapping).mutex();
            mutex.lock(Deadline.never());
            locked.countDown();
            end.await();
            mutex.unlock();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By a CMD that goes on until the end of the test. */
    private String lockedMutex() throws IOException {
        String name = Scratch.name("wait");
        String begun = fifo();
        String end = fifo();
        Cli.run("mutex", "create", name).succeeds();
        scratch.atEnd(() -> Cli.run("mutex", "rm", name));
        CompletableFuture<Outcome> holder = Cli.reading("").start("mutex", "run", name, "--", "sh", "-c",
                "echo >" + begun + "; read end <" + end);
        scratch.atEnd(() -> {
            try (FileOutputStream out = new FileOutputStream(end)) {
                out.write('\n');
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            holder.join();
        });
        Files.readAllBytes(Path.of(begun));
        return name;
    }
}
