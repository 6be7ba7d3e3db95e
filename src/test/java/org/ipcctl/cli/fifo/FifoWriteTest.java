package org.ipcctl.cli.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Fd;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FifoWriteTest {
    private final Scratch scratch = new Scratch();
    private final String fifo = scratch.path("f");

    @BeforeEach
    void create() {
        Cli.run("mkfifo", fifo).succeeds();
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    private CompletableFuture<byte[]> reader() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readAllBytes(Path.of(fifo));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static <T> T within(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Test
    void writesDataAsItIsWithoutANewline() throws Exception {
        CompletableFuture<byte[]> reader = reader();
        Cli.run("fifo", "write", fifo, "a\udcff\u00e9 @x").succeeds();
        assertThat(within(reader)).containsExactly('a', 0xff, 0xc3, 0xa9, ' ', '@', 'x');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--timeout=20s", "--nonblock"})
    void streamsStdinOfAnySizeAndAllByteValues(String option) throws Exception {
        byte[] bytes = new byte[option.equals("--nonblock") ? 40_000 : 5_000_011];
        new Random(3).nextBytes(bytes);
        if (option.equals("--nonblock")) {
            try (Fd both = Fd.open(fifo, Fd.O_RDWR, 0)) {
                Cli.reading(bytes).execute("fifo", "write", fifo, "-", option).succeeds();
                ByteBuffer got = ByteBuffer.allocateDirect(bytes.length);
                both.read(got);
                assertThat(got.flip()).isEqualTo(ByteBuffer.wrap(bytes));
            }
            return;
        }
        CompletableFuture<byte[]> reader = reader();
        CompletableFuture<Outcome> writer = option.isEmpty() ? Cli.reading(bytes).start("fifo", "write", fifo)
                : Cli.reading(bytes).start("fifo", "write", fifo, option);
        assertThat(within(reader)).isEqualTo(bytes);
        within(writer).succeeds();
    }

    @Test
    void anEmptyStdinIsAnEndOfFileForTheReader() throws Exception {
        CompletableFuture<byte[]> reader = reader();
        Cli.run("fifo", "write", fifo).succeeds();
        assertThat(within(reader)).isEmpty();
    }

    @Test
    void tellsThatNobodyReads() {
        Cli.run("fifo", "write", fifo, "x", "--nonblock").exits(6).complains("no process has it open for reading (open: ENXIO)");
        Cli.run("fifo", "write", fifo, "x", "--timeout", "0").exits(124).complains("timed out after 0s waiting for a reader");
        Cli.run("fifo", "write", fifo, "x", "--timeout", "30ms").exits(124).complains("timed out after 30ms waiting for a reader");
        Cli.run("fifo", "write", fifo, "x", "--timeout", "30ms", "-E", "9").exits(9);
        Cli.run("fifo", "write", fifo, "x", "--timeout", "1", "--nonblock").exits(2);
    }

    @Test
    void tellsHowMuchWentInBeforeThereWasNoRoom() {
        byte[] bytes = new byte[2_000_000];
        try (Fd both = Fd.open(fifo, Fd.O_RDWR, 0)) {
            Outcome outcome = Cli.reading(bytes).execute("fifo", "write", fifo, "--nonblock").exits(6);
            // It was made larger.
            int capacity = both.control(1032, "F_GETPIPE_SZ", 0);
            outcome.complains("would have to wait for room; " + capacity + " bytes were written (poll: EAGAIN)");
            Cli.run("fifo", "write", fifo, "xyz", "--timeout", "30ms").exits(124)
                    .complains("timed out after 30ms waiting for room; 0 bytes were written");
        }
    }

    @Test
    void aReaderThatGoesAwayIsAnErrorThatCountsWhatWasWritten() throws Exception {
        byte[] bytes = new byte[3_000_000];
        try (Peer reader = Peer.start("sh", "-c", "head -c 1000 \"$1\" | wc -c", "sh", fifo)) {
            Outcome outcome = within(Cli.reading(bytes).start("fifo", "write", fifo)).exits(1)
                    .complains("the last reader has gone", "bytes were written before that (splice: EPIPE)");
            assertThat(outcome.err()).matches("(?s).*; [1-9]\\d{3,6} bytes.*");
            reader.says("1000");
        }
    }

    @Test
    void aReaderThatBlocksInItsOpenReleasesTheWait() throws Exception {
        // inotify would not tell of this reader: IN_OPEN comes when an open has succeeded, and this one waits for us.
        CompletableFuture<Outcome> writer = Cli.reading("word").start("fifo", "write", fifo, "--timeout", "20s");
        CompletableFuture<byte[]> reader = reader();
        assertThat(within(reader)).asString().isEqualTo("word");
        within(writer).succeeds();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 21})
    void aWaitThatTimesOutAsTheReaderComesEitherWritesOrDoesNot(int millis) throws Exception {
        try (Peer reader = Peer.start("sh", "-c", "echo ready; read -r line; timeout 1 cat \"$1\"; echo .", "sh", fifo)) {
            reader.says("ready").tell("go");
            Outcome outcome = within(Cli.reading("").start("fifo", "write", fifo, "word", "--timeout", millis + "ms"));
            assertThat(outcome.exitCode()).isIn(0, 124);
            reader.says(outcome.exitCode() == 0 ? "word." : ".");
        }
    }

    @Test
    void refusesWhatIsNoFifoAndNamesWhatItIs() throws IOException {
        Path file = Files.writeString(Path.of(scratch.path("file")), "kept");
        Cli.run("fifo", "write", file.toString(), "x").exits(1).complains("file: it is a regular file, not a FIFO");
        Cli.run("fifo", "write", scratch.directory().toString(), "x").exits(1).complains("is a directory");
        Cli.run("fifo", "write", "/dev/null", "x").exits(1).complains("is a character device");
        Cli.run("fifo", "write", scratch.path("none"), "x").exits(3).complains("none: no such FIFO (open: ENOENT)");
        Cli.run("fifo", "write", "", "x").exits(2);
        assertThat(file).hasContent("kept");
    }

    @Test
    void aTextbookReaderInCGetsItsFloat() {
        try (Peer peer = Peer.start(CPrograms.path("fifo_reader"), fifo)) {
            peer.says("ready").tell("go");
            byte[] f = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putFloat(23.5f).array();
            Cli.reading(f).execute("fifo", "write", fifo, "--timeout", "20s").succeeds();
            peer.says("received 23.5");
            assertThat(peer.end()).isZero();
        }
    }
}
