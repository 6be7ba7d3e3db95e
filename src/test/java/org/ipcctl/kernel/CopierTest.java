package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of source with every kind of destination: the same bytes arrive, whatever the mode of the descriptors. */
class CopierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LENGTH = (1 << 23) + 4321;
    private static final byte[] BYTES = new byte[LENGTH];

    static {
        new Random(5).nextBytes(BYTES);
    }

    private final Scratch scratch = new Scratch();

    @AfterEach
    void remove() {
        scratch.close();
    }

    /** What is at the far side of a descriptor. */
    private record Ends(Fd near, Fd far) {
    }

    private Ends pair(String kind) {
        if (kind.equals("pipe")) {
            Fd[] ends = PipeBuffer.open(0);
            return new Ends(ends[0], ends[1]);
        }
        UnixSocket[] pair = UnixSocket.pair(SocketType.STREAM);
        return new Ends(pair[0].fd(), pair[1].fd());
    }

    @ParameterizedTest
    @CsvSource({"pipe,pipe", "pipe,socket", "pipe,file", "pipe,append", "pipe,shm", "socket,pipe", "socket,socket",
        "socket,file", "socket,append", "file,pipe", "file,socket",
        "file,file", "file,append", "file,shm", "shm,file", "shm,shm", "shm,append"})
    void theSameBytesArrive(String source, String sink) throws Exception {
        for (boolean nonblocking : new boolean[] {false, true}) {
            for (boolean waiting : new boolean[] {false, true}) {
                assertThat(through(source, sink, nonblocking, waiting))
                        .as("non-blocking: " + nonblocking + ", waiting: " + waiting).isEqualTo(BYTES);
            }
        }
    }

    private byte[] through(String source, String sink, boolean nonblocking, boolean waiting) throws Exception {
        Fd from;
        Thread feeder = new Thread(() -> {});
        if (source.equals("file") || source.equals("shm")) {
            Path file = path(source, "in");
            Files.write(file, BYTES);
            from = Fd.open(file.toString(), Fd.O_RDONLY, 0);
        } else {
            Ends ends = pair(source);
            from = ends.near();
            feeder = new Thread(() -> feed(ends.far()));
        }
        Fd to;
        AtomicReference<byte[]> came = new AtomicReference<>();
        Thread taker = new Thread(() -> {});
        Path file = path(sink, "out");
        if (sink.equals("pipe") || sink.equals("socket")) {
            Ends ends = pair(sink);
            to = sink.equals("pipe") ? ends.far() : ends.near();
            Fd end = sink.equals("pipe") ? ends.near() : ends.far();
            taker = new Thread(() -> came.set(all(end)));
        } else {
            Files.deleteIfExists(file);
            to = Fd.open(file.toString(), Fd.O_WRONLY | Fd.O_CREAT | (sink.equals("append") ? 02000 : 0), 0600);
        }
        from.setNonblocking(nonblocking);
        to.setNonblocking(nonblocking);
        feeder.start();
        taker.start();
        try (from; to; BlockingCalls calls = new BlockingCalls(); Copier copier = Copier.of(from, to)) {
            copy(waiting ? copier.waiting(calls, Deadline::never, false) : copier, from, to);
            assertThat(copier.moved()).isEqualTo(LENGTH);
        }
        feeder.join(PATIENCE.toMillis());
        taker.join(PATIENCE.toMillis());
        return came.get() == null ? Files.readAllBytes(file) : came.get();
    }

    private Path path(String kind, String name) {
        if (!kind.equals("shm")) {
            return Path.of(scratch.path(name));
        }
        Path path = Path.of("/dev/shm" + Scratch.name(name));
        scratch.atEnd(() -> org.ipcctl.kernel.Files.unlink(path.toString()));
        return path;
    }

    private static void copy(Copier copier, Fd from, Fd to) {
        Deadline limit = Deadline.in(PATIENCE);
        long count = 0;
        while (count != Copier.END) {
            // Odd lengths, so that what is in hand never fits.
            count = copier.step(77_777);
            boolean waits = count == Copier.EMPTY || count == Copier.FULL;
            assertThat(waits && Poll.await(count == Copier.EMPTY ? from : to,
                    count == Copier.EMPTY ? Poll.IN : Poll.OUT, limit) == 0).isFalse();
        }
    }

    private static void feed(Fd to) {
        try (to) {
            to.writeFully(ByteBuffer.allocateDirect(LENGTH).put(BYTES).flip());
        }
    }

    private static byte[] all(Fd from) {
        ByteBuffer room = ByteBuffer.allocateDirect(LENGTH + 1);
        try (from) {
            while (from.read(room) >= 0) {
                assertThat(room.hasRemaining()).isTrue();
            }
        }
        byte[] all = new byte[room.flip().remaining()];
        room.get(all);
        return all;
    }

    @Test
    void aFileWithoutALengthIsReadToItsEnd() throws IOException {
        String out = scratch.path("out");
        try (Fd from = Fd.open("/proc/self/maps", Fd.O_RDONLY, 0); Fd to = Fd.open(out, Fd.O_WRONLY | Fd.O_CREAT, 0600);
             Copier copier = Copier.of(from, to)) {
            copy(copier, from, to);
        }
        assertThat(Files.readString(Path.of(out))).contains("[stack]").endsWith("\n");
    }

    @Test
    void nothingThereAndNoRoomAreToldApart() {
        Fd[] in = PipeBuffer.open(0);
        Fd[] out = PipeBuffer.open(0);
        try (Copier copier = Copier.of(in[0], out[1])) {
            assertThat(copier.step(10)).isEqualTo(Copier.EMPTY);
            in[1].write(ByteBuffer.allocateDirect(10));
            assertThat(copier.step(7)).isEqualTo(7);
            assertThat(copier.step(7)).isEqualTo(3);
            in[1].write(ByteBuffer.allocateDirect(10));
            out[1].setNonblocking(true);
            while (out[1].writeSome(ByteBuffer.allocateDirect(1 << 16)) > 0) {
                // On until it is full.
            }
            assertThat(copier.step(10)).isEqualTo(Copier.FULL);
            assertThat(copier.holds()).isFalse();
            out[0].close();
            assertThatThrownBy(() -> copier.step(10)).isInstanceOfSatisfying(KernelException.class,
                    e -> assertThat(e.is(Errno.EPIPE) && out[1].isSubjectOf(e)).isTrue());
        } finally {
            for (Fd fd : new Fd[] {in[0], in[1], out[0], out[1]}) {
                fd.close();
            }
        }
    }

    /** Two pipes, and a copier from one to the other that waits. */
    private static final class Waiting implements AutoCloseable {
        final Fd[] in = PipeBuffer.open(0);
        final Fd[] out = PipeBuffer.open(0);
        final BlockingCalls calls = new BlockingCalls().endable();
        final Copier copier = Copier.of(in[0], out[1]).waiting(calls, this::begin, false);
        private CountDownLatch begun;

        private Deadline begin() {
            begun.countDown();
            return Deadline.never();
        }

        /** A step that has begun to wait. */
        CompletableFuture<Long> step() throws InterruptedException {
            begun = new CountDownLatch(1);
            CompletableFuture<Long> step = CompletableFuture.supplyAsync(() -> copier.step(10));
            assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return step;
        }

        void fill() {
            out[1].setNonblocking(true);
            while (out[1].writeSome(ByteBuffer.allocateDirect(1 << 16)) > 0) {
                // On until it is full.
            }
            out[1].setNonblocking(false);
        }

        @Override
        public void close() {
            calls.close();
            copier.close();
            for (Fd fd : new Fd[] {in[0], in[1], out[0], out[1]}) {
                fd.close();
            }
        }
    }

    private static long outcome(CompletableFuture<Long> step) throws Exception {
        return step.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aStepThatWaitsMovesWhatItWaitedFor() throws Exception {
        try (Waiting pipes = new Waiting()) {
            for (int i = 0; i < 2; i++) {
                CompletableFuture<Long> step = pipes.step();
                pipes.in[1].write(ByteBuffer.allocateDirect(10));
                assertThat(outcome(step)).isEqualTo(10);
            }
            pipes.fill();
            pipes.in[1].write(ByteBuffer.allocateDirect(10));
            CompletableFuture<Long> step = pipes.step();
            pipes.out[0].read(ByteBuffer.allocateDirect(1 << 20));
            assertThat(outcome(step)).isEqualTo(10);
            step = pipes.step();
            pipes.in[1].close();
            assertThat(outcome(step)).isEqualTo(Copier.END);
        }
    }

    @Test
    void aWaitThatIsEndedTellsWhatWasWaitedForAndLosesNothing() throws Exception {
        try (Waiting pipes = new Waiting()) {
            CompletableFuture<Long> step = pipes.step();
            pipes.calls.end();
            assertThat(outcome(step)).isEqualTo(Copier.EMPTY);
            assertThat(pipes.copier.step(10)).isEqualTo(Copier.EMPTY);
            pipes.in[1].write(ByteBuffer.allocateDirect(10));
            assertThat(pipes.copier.step(10)).isEqualTo(10);
        }
        try (Waiting pipes = new Waiting()) {
            pipes.fill();
            pipes.in[1].write(ByteBuffer.allocateDirect(10));
            CompletableFuture<Long> step = pipes.step();
            pipes.calls.end();
            assertThat(outcome(step)).isEqualTo(Copier.FULL);
            pipes.out[0].read(ByteBuffer.allocateDirect(1 << 20));
            assertThat(pipes.copier.step(10)).isEqualTo(10);
        }
    }

    /** A pipe is not spliced into itself, and where read(2) takes over, nothing but its own mode ends a wait. */
    @Test
    void whatCannotBeSplicedIsNotWaitedFor() {
        Fd[] pipe = PipeBuffer.open(0);
        pipe[0].setNonblocking(true);
        try (BlockingCalls calls = new BlockingCalls();
             Copier copier = Copier.of(pipe[0], pipe[1]).waiting(calls, Deadline::never, true)) {
            assertThat(pipe[0].isNonblocking()).isFalse();
            assertThat(copier.step(10)).isEqualTo(Copier.EMPTY);
            assertThat(pipe[0].isNonblocking()).isTrue();
        } finally {
            pipe[0].close();
            pipe[1].close();
        }
    }

    /** Also where all of it is looked at, so that it goes by read(2). */
    @Test
    void aReadThatWaitsIsEndedToo() throws Exception {
        Fd[] in = PipeBuffer.open(0);
        CountDownLatch begun = new CountDownLatch(1);
        try (Fd to = Fd.open("/dev/null", Fd.O_WRONLY, 0); BlockingCalls calls = new BlockingCalls().endable();
             Copier copier = Copier.looking(in[0], to, taken -> {}).waiting(calls, () -> {
                 begun.countDown();
                 return Deadline.never();
             }, false)) {
            CompletableFuture<Long> step = CompletableFuture.supplyAsync(() -> copier.step(10));
            assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            calls.end();
            assertThat(outcome(step)).isEqualTo(Copier.EMPTY);
        } finally {
            in[0].close();
            in[1].close();
        }
    }

    /** Another process may have it open, too. */
    @Test
    void somebodyElsesModeStaysAsItIs() {
        try (Waiting pipes = new Waiting()) {
            for (Fd end : new Fd[] {pipes.in[0], pipes.out[1]}) {
                end.setNonblocking(true);
                try (Copier copier = Copier.of(pipes.in[0], pipes.out[1]).waiting(pipes.calls, Deadline::never,
                        false)) {
                    assertThat(copier.step(10)).isEqualTo(Copier.EMPTY);
                }
                assertThat(end.isNonblocking()).isTrue();
                end.setNonblocking(false);
            }
        }
    }

    /**
     * A pipe of one page cannot be spliced to itself, and what is appended is copied: of what a splice had taken
     * nothing is lost.
     */
    @Test
    void whatSpliceHadTakenIsWrittenWhereItCannotBeSpliced() throws IOException {
        byte[] sent = Arrays.copyOf(BYTES, 100_000);
        UnixSocket[] pair = UnixSocket.pair(SocketType.STREAM);
        Path out = Files.writeString(Path.of(scratch.path("log")), "begin ");
        try (Fd far = pair[1].fd(); Fd from = pair[0].fd(); Fd to = Fd.open(out.toString(), Fd.O_WRONLY | 02000, 0);
             Copier copier = Copier.of(from, to)) {
            far.writeFully(ByteBuffer.allocateDirect(sent.length).put(sent).flip());
            pair[1].endOutput();
            copy(copier, from, to);
        }
        byte[] all = Files.readAllBytes(out);
        assertThat(Arrays.copyOfRange(all, 6, all.length)).isEqualTo(sent);
    }

    /** splice and sendfile put the file's own pages into a pipe, which change when it is written to. */
    @Test
    void aCopyDoesNotChangeWithTheObject() {
        String path = "/dev/shm" + Scratch.name("own");
        Fd[] out = PipeBuffer.open(0);
        try (Fd memory = Fd.open(path, Fd.O_RDWR | Fd.O_CREAT, 0600);
             Copier copier = Copier.ofWhatMayChange(memory, out[1])) {
            org.ipcctl.kernel.Files.unlink(path);
            memory.writeFullyAt(ByteBuffer.allocateDirect(4096).put(0, (byte) 1), 0);
            assertThat(copier.step(4096)).isEqualTo(4096);
            memory.writeFullyAt(ByteBuffer.allocateDirect(4096).put(0, (byte) 2), 0);
            ByteBuffer came = ByteBuffer.allocateDirect(1);
            out[0].read(came);
            assertThat(came.get(0)).isEqualTo((byte) 1);
        } finally {
            out[0].close();
            out[1].close();
        }
    }
}
