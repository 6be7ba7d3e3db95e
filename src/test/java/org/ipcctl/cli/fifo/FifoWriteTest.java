package org.ipcctl.cli.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;
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
        Cli.run("fifo", "write", fifo, "x", "--nonblock").exits(6)
                .complains("no process has it open for reading (open: ENXIO)");
        Cli.run("fifo", "write", fifo, "x", "--timeout", "0").exits(124)
                .complains("timed out after 0s waiting for a reader");
        Cli.run("fifo", "write", fifo, "x", "--timeout", "30ms").exits(124)
                .complains("timed out after 30ms waiting for a reader");
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
        try (Peer reader = Peer.start("sh", "-c", "echo ready; read -r line; timeout 1 cat \"$1\"; echo .", "sh",
                fifo)) {
            reader.says("ready").tell("go");
            Outcome outcome = within(Cli.reading("").start("fifo", "write", fifo, "word", "--timeout", millis + "ms"));
            assertThat(outcome.exitCode()).isIn(0, 124);
            reader.says(outcome.exitCode() == 0 ? "word." : ".");
        }
    }

    /** Line {@code i} of {@code writer}, of 80 and 3,000 bytes by turns. */
    private static String line(char writer, int i) {
        String head = writer + " " + i + " ";
        return head + String.valueOf(writer).repeat((i % 2 == 0 ? 79 : 2999) - head.length()) + "\n";
    }

    /**
     * Three writers fill it before the reader takes anything, and wait again and again for the little that it takes at
     * a time.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", "--timeout=30s"})
    void linesOfManyWritersStayWhole(String option) throws Exception {
        int count = 300;
        List<CompletableFuture<Outcome>> writers = new ArrayList<>();
        int total = 0;
        try (Fd both = Fd.open(fifo, Fd.O_RDWR, 0)) {
            for (char writer = 'a'; writer <= 'c'; writer++) {
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < count; i++) {
                    lines.append(line(writer, i));
                }
                total += lines.length();
                List<String> words = new ArrayList<>(List.of("fifo", "write", fifo, "--lines"));
                words.addAll(option.isEmpty() ? List.of() : List.of(option));
                writers.add(Cli.reading(lines.toString()).start(words.toArray(String[]::new)));
            }
            Deadline deadline = Deadline.in(Duration.ofSeconds(30));
            while (Poll.await(both, Poll.OUT, Deadline.once()) != 0) {
                assertThat(deadline.hasPassed()).as("time is up for the FIFO to be full").isFalse();
            }
            ByteBuffer all = ByteBuffer.allocateDirect(total);
            while (all.hasRemaining()) {
                assertThat(Poll.await(both, Poll.IN, Deadline.in(Duration.ofSeconds(30)))).isNotZero();
                both.read(all.limit(Math.min(total, all.position() + 777)));
                all.limit(total);
            }
            int[] next = new int[3];
            String came = StandardCharsets.US_ASCII.decode(all.flip()).toString();
            for (String line : came.lines().toList()) {
                char writer = line.charAt(0);
                assertThat(line + "\n").isEqualTo(line(writer, next[writer - 'a']++));
            }
            assertThat(next).containsOnly(count);
        }
        for (CompletableFuture<Outcome> writer : writers) {
            within(writer).succeeds();
        }
    }

    @Test
    void recordsEndWithTheirDelimiter() throws Exception {
        CompletableFuture<byte[]> reader = reader();
        Cli.reading("a\n\nb").execute("fifo", "write", fifo, "--lines").succeeds();
        assertThat(within(reader)).asString().isEqualTo("a\n\nb\n");
        reader = reader();
        Cli.reading("a\nb\0c").execute("fifo", "write", fifo, "-0", "-").succeeds();
        assertThat(within(reader)).asString().isEqualTo("a\nb\0c\0");
    }

    @Test
    void aRecordLongerThanPipeBufIsRefusedUnlessItIsAllowed() throws Exception {
        String fits = "x".repeat(4095) + "\n";
        for (int length : new int[] {4096, 300_000}) {
            String stream = fits + "y".repeat(length) + "\nz\n";
            CompletableFuture<byte[]> reader = reader();
            Cli.reading(stream).execute("fifo", "write", fifo, "--lines").exits(7)
                    .complains(
                            "stdin: a record of " + (length + 1)
                                    + " bytes, with the byte that ends it, is longer than the 4096",
                            "1 record went in before", "--allow-long");
            assertThat(within(reader)).asString().isEqualTo(fits);
            reader = reader();
            Cli.reading(stream).execute("fifo", "write", fifo, "--lines", "--allow-long").exits(0)
                    .complains("a record of " + (length + 1) + " bytes is longer than 4096");
            assertThat(within(reader)).asString().isEqualTo(stream);
        }
        CompletableFuture<byte[]> reader = reader();
        Cli.reading("y".repeat(20_000_000)).execute("fifo", "write", fifo, "--lines", "--allow-long").exits(7)
                .complains("a record of 20000001 bytes",
                        "16777216 that one can have");
        assertThat(within(reader)).isEmpty();
    }

    @Test
    void recordsThatWentInAreCounted() {
        try (Fd both = Fd.open(fifo, Fd.O_RDWR, 0)) {
            both.control(1031, "F_SETPIPE_SZ", 4096);
            String line = "x".repeat(999) + "\n";
            Cli.reading(line.repeat(9)).execute("fifo", "write", fifo, "--lines", "--nonblock").exits(6)
                    .complains("would have to wait for room; 4000 bytes were written, 4 records (poll: EAGAIN)");
            Cli.reading("z".repeat(200)).execute("fifo", "write", fifo, "--lines", "--timeout", "30ms").exits(124)
                    .complains("timed out after 30ms waiting for room; 0 bytes were written, 0 records");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lines -0", "--lines word", "-0 word", "--allow-long", "--allow-long word",
        "--lines --layout a:u8 a=1"})
    void optionsThatDoNotFit(String options) {
        assertThat(Cli.run(("fifo write " + fifo + " " + options).split(" ")).exits(2).err().lines()).hasSize(2);
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
