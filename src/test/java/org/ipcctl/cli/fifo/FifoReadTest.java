package org.ipcctl.cli.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

class FifoReadTest {
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

    private static CompletableFuture<Outcome> start(String... arguments) {
        return Cli.reading("").start(arguments);
    }

    private static Outcome within(CompletableFuture<Outcome> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    /** Another process that writes what {@code script} prints; it holds the FIFO open until it is told a line. */
    private Peer writer(String script) {
        return Peer.start("sh", "-c", "exec 3>\"$1\"; (" + script + ") >&3; echo ready; read -r line", "sh", fifo);
    }

    private static void put(Fd fd, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        fd.writeFully(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--quiet", "--timeout=20s", "--bytes=6MB"})
    void copiesEverythingUntilTheWriterCloses(String option) throws Exception {
        byte[] bytes = new byte[5_000_011];
        new Random(4).nextBytes(bytes);
        CompletableFuture<Outcome> reader = start("fifo", "read", fifo, option);
        Files.write(Path.of(fifo), bytes);
        assertThat(within(reader).succeeds().outBytes()).isEqualTo(bytes);
    }

    @Test
    void aWriterThatWritesNothingIsTheEndToo() throws Exception {
        for (String option : new String[] {"--quiet", "--timeout=20s", "--lines=3"}) {
            CompletableFuture<Outcome> reader = start("fifo", "read", fifo, option);
            Files.write(Path.of(fifo), new byte[0]);
            within(reader).succeeds().prints("");
        }
    }

    @Test
    void tellsThatNobodyWritesApartFromAnEnd() {
        Cli.run("fifo", "read", fifo, "--nonblock").exits(6)
                .complains("would have to wait for a writer (poll: EAGAIN)");
        Cli.run("fifo", "read", fifo, "--timeout", "0").exits(124).complains("timed out after 0s waiting for a writer");
        Cli.run("fifo", "read", fifo, "--timeout", "30ms").exits(124)
                .complains("timed out after 30ms waiting for a writer (open: ETIMEDOUT)");
        Cli.run("fifo", "read", fifo, "--keep-open", "--timeout", "30ms").exits(124);
        Cli.run("fifo", "read", fifo, "--lines", "1", "--nonblock", "-E", "0").exits(0);
    }

    @Test
    void deliversWhatCameBeforeATimeout() {
        try (Fd both = Fd.open(fifo, Fd.O_RDWR, 0)) {
            put(both, "partial");
            Cli.run("fifo", "read", fifo, "--timeout", "50ms").exits(124).prints("partial")
                    .complains("timed out after 50ms waiting for data (poll: ETIMEDOUT)");
        }
    }

    @Test
    void readsWhatIsThereAndThenWouldBlock() {
        try (Fd both = Fd.open(fifo, Fd.O_RDWR, 0)) {
            put(both, "here");
            Cli.run("fifo", "read", fifo, "--nonblock").exits(6).prints("here")
                    .complains("would have to wait for data (poll: EAGAIN)");
            Cli.run("fifo", "read", fifo, "--nonblock").exits(6).prints("");
        }
    }

    @Test
    void keepOpenGoesOnWithTheNextWriter() throws Exception {
        CompletableFuture<Outcome> reader = start("fifo", "read", fifo, "--keep-open", "--lines", "3", "--timeout",
                "20s");
        for (String line : new String[] {"one\n", "two\n", "three\nfour\n"}) {
            Files.writeString(Path.of(fifo), line);
        }
        within(reader).succeeds().prints("one\ntwo\nthree\n");
    }

    @Test
    void keepOpenLosesNothingOfManyWritersThatComeAndGo() throws Exception {
        int writers = 300;
        CompletableFuture<Outcome> reader = start("fifo", "read", fifo, "--keep-open", "--bytes",
                Integer.toString(4 * writers), "-t", "20s");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < writers; i++) {
            String text = String.format("%03d ", i);
            all.append(text);
            Files.writeString(Path.of(fifo), text);
        }
        within(reader).succeeds().prints(all.toString());
    }

    @Test
    void stopsAfterSoManyLinesAndLeavesTheRestToOthers() {
        try (Fd both = Fd.open(fifo, Fd.O_RDWR, 0)) {
            put(both, "a\n\nccc\nrest\nand more");
            Cli.run("fifo", "read", fifo, "--lines", "3").succeeds().prints("a\n\nccc\n");
            Cli.run("fifo", "read", fifo, "-n1").succeeds().prints("rest\n");
            Cli.run("fifo", "read", fifo, "--lines", "1", "--nonblock").exits(6).prints("and more");
            Cli.run("fifo", "read", fifo, "--lines", "0").succeeds().prints("");
            put(both, "x\n1\0y\0");
            Cli.run("fifo", "read", fifo, "-0", "--lines", "1").succeeds().prints("x\n1\0");
            Cli.run("fifo", "read", fifo, "--bytes", "1").succeeds().prints("y");
        }
    }

    @Test
    void stopsAfterSoManyBytesAndLeavesTheRestToOthers() {
        try (Fd both = Fd.open(fifo, Fd.O_RDWR, 0)) {
            put(both, "1234567");
            Cli.run("fifo", "read", fifo, "--bytes", "3").succeeds().prints("123");
            Cli.run("fifo", "read", fifo, "-c", "0").succeeds().prints("");
            Cli.run("fifo", "read", fifo, "-c", "4", "--nonblock").succeeds().prints("4567");
        }
    }

    @Test
    void aLineLongerThanTheFifoComesWhole() throws Exception {
        String line = "x".repeat(300_000) + "\n";
        CompletableFuture<Outcome> reader = start("fifo", "read", fifo, "--lines", "1", "-t", "20s");
        try (Peer writer = writer("head -c 300000 /dev/zero | tr '\\0' x; echo; printf tail")) {
            within(reader).succeeds().prints(line);
            writer.says("ready");
        }
    }

    @Test
    void severalReadersOfLinesGetWholeLinesEach() throws Exception {
        int count = 400;
        try (Fd both = Fd.open(fifo, Fd.O_RDWR, 0)) {
            CompletableFuture<Outcome> first = start("fifo", "read", fifo, "--lines", Integer.toString(count / 2), "-t",
                    "20s");
            CompletableFuture<Outcome> second = start("fifo", "read", fifo, "--lines", Integer.toString(count / 2),
                    "-t", "20s");
            for (int i = 0; i < count; i++) {
                String line = "<" + "y".repeat(i % 37) + ">";
                // In two pieces, so that a reader sees half a line now and then.
                put(both, line);
                put(both, "\n");
            }
            for (CompletableFuture<Outcome> reader : List.of(first, second)) {
                assertThat(within(reader).succeeds().out().lines()).hasSize(count / 2)
                        .allMatch(line -> line.matches("<y*>"));
            }
        }
    }

    @Test
    void refusesWhatIsNoFifoAndWrongOptions() {
        Cli.run("fifo", "read", scratch.directory().toString()).exits(1).complains("is a directory, not a FIFO");
        Cli.run("fifo", "read", "/dev/null", "--nonblock").exits(1).complains("is a character device");
        Cli.run("fifo", "read", scratch.path("none")).exits(3).complains("Create it with 'ipcctl mkfifo");
        Cli.run("fifo", "read", fifo, "--lines", "1", "--bytes", "1").exits(2)
                .complains("--lines and --bytes cannot be combined");
        Cli.run("fifo", "read", fifo, "-0").exits(2).complains("needs --lines");
        Cli.run("fifo", "read", fifo, "--lines", "-1").exits(2);
        Cli.run("fifo", "read", fifo, "--bytes", "1X").exits(2);
    }

    @Test
    void readsTheFloatOfATextbookWriterInC() {
        try (Peer peer = Peer.start(CPrograms.path("fifo_writer"), fifo, "23.5")) {
            peer.says("ready").tell("go");
            byte[] got = Cli.run("fifo", "read", fifo, "--timeout", "20s").succeeds().outBytes();
            assertThat(ByteBuffer.wrap(got).order(ByteOrder.nativeOrder()).getFloat()).isEqualTo(23.5f);
            peer.says("sent");
            assertThat(peer.end()).isZero();
        }
    }
}
