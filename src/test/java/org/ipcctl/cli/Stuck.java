package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.shm.RingConsumer;
import org.ipcctl.shm.RingEnd;
import org.ipcctl.shm.RingProducer;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.sock.ConnectRetry;
import org.ipcctl.sock.Listener;
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

/** The other side of what a command waits for: it is there, is full or has the lock, and does nothing. */
final class Stuck implements AutoCloseable {
    /** More than any buffer on the way holds. */
    static final byte[] MUCH = new byte[20_000_000];

    private final Scratch scratch = new Scratch();
    private byte[] stdin = new byte[0];

    /** What the command reads that waits. */
    byte[] stdin() {
        return stdin;
    }

    Stuck reading(String text) {
        return reading(text.getBytes(StandardCharsets.UTF_8));
    }

    Stuck reading(byte[] bytes) {
        stdin = bytes;
        return this;
    }

    String[] then(String command, String... more) {
        return words(command, more);
    }

    static String[] words(String command, String... more) {
        return Stream.concat(Arrays.stream(command.split(" ")), Arrays.stream(more)).toArray(String[]::new);
    }

    String path(String name) {
        return scratch.path(name);
    }

    String ringName() {
        return Scratch.name("wait");
    }

    /** A ring whose consumer, or producer, does nothing. */
    String ringWith(boolean consumer) throws InterruptedException {
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
        assertThat(joined.await(Wait.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return name;
    }

    private void closeAtEnd(Fd open) {
        scratch.atEnd(open::close);
    }

    private static String abstractName() {
        return Scratch.name("wait").substring(1);
    }

    String address() {
        return "@" + abstractName();
    }

    /** A listener that accepts nobody, with room for no more. */
    String fullQueue(SocketType type) {
        String name = abstractName();
        scratch.atEnd(listen(type, name)::close);
        // A backlog of one has room for two.
        scratch.atEnd(connect(type, name)::close);
        scratch.atEnd(connect(type, name)::close);
        return "@" + name;
    }

    /** Somebody who is there, and says and takes nothing. */
    String silent(SocketType type) {
        String name = abstractName();
        scratch.atEnd(listen(type, name)::close);
        return "@" + name;
    }

    /** The same by a file. */
    String silentFile() {
        Listener listener = Listener.open(new SocketAddress(scratch.path("silent")), SocketType.STREAM, -1, 1, false);
        scratch.atEnd(listener::close);
        return listener.address().text();
    }

    /** Of a client who said something. */
    String recording() throws IOException {
        String head = "{\"time\":\"2026-01-01T00:00:00Z\",\"conversation\":1,";
        return Files.writeString(scratch.directory().resolve("recording"),
                head + "\"event\":\"open\",\"type\":\"stream\"}\n" + head
                        + "\"event\":\"data\",\"sender\":\"client\",\"encoding\":\"utf-8\",\"payload\":\"x\"}\n")
                .toString();
    }

    /** The descriptor of a listener. */
    String handedOver() {
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

    String fullDatagrams() {
        String address = silent(SocketType.DGRAM);
        int code;
        do {
            code = Cli.run("sock", "send", address, "x", "--nonblock").exitCode();
        } while (code == 0);
        assertThat(code).isEqualTo(6);
        return address;
    }

    /** Connects as soon as somebody listens there, and says nothing. */
    String connectedSilently(SocketType type) {
        String name = abstractName();
        CompletableFuture<UnixSocket> connected = CompletableFuture.supplyAsync(() -> {
            while (true) {
                try {
                    return connect(type, name);
                } catch (org.ipcctl.kernel.KernelException notYet) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        });
        scratch.atEnd(() -> connected.join().close());
        return "@" + name;
    }

    String queue(int messages) {
        String name = Scratch.name("wait");
        Cli.run("mq", "create", name, "--max-messages", "1", "--message-size", "128").succeeds();
        scratch.atEnd(() -> Cli.run("mq", "rm", name));
        for (int i = 0; i < messages; i++) {
            Cli.run("mq", "send", name, "x").succeeds();
        }
        return name;
    }

    /** One that is full where it has room for four bytes. */
    String sysvQueue(String... options) {
        String key = SysvScratch.key();
        Cli.run(Stream.concat(Stream.of("sysv", "msg", "create", key), Arrays.stream(options)).toArray(String[]::new))
                .succeeds();
        scratch.atEnd(() -> Cli.run("sysv", "msg", "rm", key));
        if (options.length > 0) {
            Cli.run("sysv", "msg", "send", key, "full").succeeds();
        }
        return key;
    }

    String sysvMemory() {
        String key = SysvScratch.key();
        Cli.run("sysv", "shm", "create", key, "-s", "16").succeeds();
        scratch.atEnd(() -> Cli.run("sysv", "shm", "rm", key));
        return key;
    }

    String sysvSemaphore() {
        String key = SysvScratch.key();
        Cli.run("sysv", "sem", "create", key).succeeds();
        scratch.atEnd(() -> Cli.run("sysv", "sem", "rm", key));
        return key;
    }

    String fifo() {
        String path = scratch.path("fifo" + Scratch.name("").substring(1));
        Cli.run("mkfifo", path).succeeds();
        return path;
    }

    /** Somebody has it open both ways, and does nothing. */
    String heldFifo() {
        String path = fifo();
        closeAtEnd(Fd.open(path, Fd.O_RDWR, 0));
        return path;
    }

    String semaphore() {
        String name = Scratch.name("wait");
        Cli.run("sem", "create", name, "-n", "0").succeeds();
        scratch.atEnd(() -> Cli.run("sem", "rm", name));
        return name;
    }

    String memory() {
        String name = Scratch.name("wait");
        Cli.run("shm", "create", name, "-s", "16").succeeds();
        scratch.atEnd(() -> Cli.run("shm", "rm", name));
        return name;
    }

    String condition() {
        String name = Scratch.name("wait");
        Cli.run("cond", "create", name).succeeds();
        scratch.atEnd(() -> Cli.run("cond", "rm", name));
        return name;
    }

    /** By another thread, until the end of the test. */
    String lockedCondition() throws InterruptedException {
        String name = condition();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread holder = new Thread(() -> hold(name, locked, end));
        holder.start();
        scratch.atEnd(() -> {
            end.countDown();
            join(holder);
        });
        assertThat(locked.await(Wait.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
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
    String lockedMutex() throws IOException {
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

    @Override
    public void close() {
        scratch.close();
    }
}
