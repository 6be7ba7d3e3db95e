package org.ipcctl.cli.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Poll;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sock listen} and {@code sock connect} with each other. */
@Timeout(120)
class SockStreamTest {
    private final Sockets sockets = new Sockets();

    @AfterEach
    void remove() {
        sockets.close();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void bytesGoBothWaysWhole() {
        String path = sockets.path();
        byte[] there = random(3_000_001);
        byte[] back = random(5_000_003);
        CompletableFuture<Outcome> listener = Cli.reading(back).start("sock", "listen", path, "--once", "--timeout",
                "20s");
        Outcome connector = Cli.reading(there).execute("sock", "connect", path, "--timeout", "20s").succeeds();
        assertThat(listener.join().succeeds().outBytes()).isEqualTo(there);
        assertThat(connector.outBytes()).isEqualTo(back);
        assertThat(Sockets.exists(path)).isFalse();
    }

    @Test
    void theEndOfOneDirectionLeavesTheOther() {
        String name = Sockets.abstractName();
        var listener = Cli.reading("").start("sock", "listen", name, "--once", "--", "sh", "-c",
                "cat >/dev/null; seq 100000");
        Outcome connector = Cli.reading("question\n").execute("sock", "connect", name, "--timeout", "20s").succeeds();
        assertThat(connector.out()).hasLineCount(100_000).endsWith("\n100000\n");
        listener.join().succeeds();
    }

    @Test
    void whoClosesBeforeAllWasReadIsTold() {
        String name = Sockets.abstractName();
        var listener = Cli.reading("").start("sock", "listen", name, "--once", "--", "head", "-c", "5");
        Cli.reading(random(20_000_000)).execute("sock", "connect", name, "--timeout", "20s").exits(1)
                .complains("closed the connection before it had read all");
        listener.join().succeeds();
    }

    @Test
    void cmdsRunAtOnceAndTheirStatusIsTheListenersWithOnce() {
        String name = Sockets.abstractName();
        var single = Cli.reading("").start("sock", "listen", name, "--once", "--", "sh", "-c",
                "echo $IPCCTL_PEER_PID $IPCCTL_PEER_UID; exit 7");
        long own = ProcessHandle.current().pid();
        assertThat(Cli.run("sock", "connect", name, "--timeout", "20s").succeeds().out()).startsWith(own + " ");
        single.join().exits(7);
        var many = Cli.reading("").start("sock", "listen", name, "--count", "20", "--max", "7", "--", "cat");
        List<CompletableFuture<Outcome>> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(Cli.reading("client " + i).start("sock", "connect", name, "--timeout", "20s"));
        }
        for (int i = 0; i < 20; i++) {
            clients.get(i).join().succeeds().prints("client " + i);
        }
        many.join().succeeds();
        assertThat(
                ProcessHandle.current().children().filter(child -> child.info().command().orElse("").endsWith("cat")))
                .isEmpty();
    }

    @Test
    void connectionsAreServedOneAfterTheOtherWithoutCmd() {
        String path = sockets.path();
        var listener = Cli.reading("").start("sock", "listen", path, "-n", "2");
        Cli.reading("a\n").execute("sock", "connect", path, "--timeout", "20s").succeeds();
        Cli.reading("b\n").execute("sock", "connect", path, "--timeout", "20s").succeeds();
        listener.join().succeeds().prints("a\nb\n");
    }

    @Test
    void aCmdThatDoesNotExistIs127() {
        String name = Sockets.abstractName();
        var listener = Cli.reading("").start("sock", "listen", name, "--", "no-such-command-at-all");
        Cli.run("sock", "connect", name, "--timeout", "20s").succeeds();
        listener.join().exits(127).complains("command not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "seqpacket", "dgram"})
    void aStaleFileIsReplacedAndALivingOneIsNot(String type) {
        String path = sockets.path();
        SocketAddress address = new SocketAddress(path);
        try (Listener living = Listener.open(address, SocketType.valueOf(type.toUpperCase(java.util.Locale.ROOT)),
                -1)) {
            Cli.run("sock", "listen", path, "--timeout", "1s").exits(4)
                    .complains("another process is already listening there", "EADDRINUSE");
            Cli.run("sock", "recv", path, "--timeout", "1s").exits(4);
            assertThat(Poll.await(living.socket().fd(), Poll.IN, Deadline.once())).as("the listener was not disturbed")
                    .isZero();
            living.socket().close();
            // Closed behind the listener's back, so its file is what a killed process leaves.
            var next = Cli.reading("").start("sock", "listen", path, "--once", "--timeout", "20s");
            Cli.reading("hi").execute("sock", "connect", path, "--timeout", "20s").succeeds();
            next.join().succeeds().prints("hi");
        }
    }

    @Test
    void noOtherFileIsEverReplaced() throws Exception {
        String file = sockets.path("file");
        Files.writeString(Path.of(file), "mine");
        String link = sockets.path("link");
        Files.createSymbolicLink(Path.of(link), Path.of("nowhere"));
        Cli.run("sock", "listen", file).exits(4).complains("regular file", "left alone");
        Cli.run("sock", "listen", link).exits(4).complains("symbolic link");
        Cli.run("sock", "listen", sockets.path("")).exits(4).complains("directory");
        assertThat(Files.readString(Path.of(file))).isEqualTo("mine");
    }

    @Test
    void theFileHasTheModeThatWasAskedFor() {
        String path = sockets.path();
        var listener = Cli.reading("").start("sock", "listen", path, "-m", "622", "--once", "--timeout", "20s");
        Until.holds(path + " exists", () -> {
            assertThat(listener).isNotDone();
            return Sockets.exists(path);
        });
        assertThat(FileStatus.ofLink(path).permissions()).isEqualTo(0622);
        Cli.run("sock", "connect", path, "--timeout", "20s").succeeds();
        listener.join().succeeds();
        Cli.run("sock", "listen", path, "-m", "a=w", "--timeout", "0").exits(124);
    }

    @Test
    void waitsEndWith124() {
        String path = sockets.path();
        Cli.run("sock", "connect", path, "--timeout", "30ms").exits(124).complains("timed out after 30ms");
        Cli.run("sock", "connect", path, "--timeout", "0").exits(124);
        Cli.run("sock", "connect", path, "--nonblock").exits(3).complains("no such socket",
                "ipcctl sock listen " + path);
        Cli.run("sock", "connect", "@nobody-is-here", "--nonblock").exits(3)
                .complains("no process is listening on this name");
        Cli.run("sock", "listen", path, "--timeout", "30ms").exits(124);
        Cli.run("sock", "listen", path, "--timeout", "30ms", "--", "cat").exits(124);
        Cli.run("sock", "listen", path, "--timeout", "30ms", "--type", "dgram").exits(124);
        Cli.run("sock", "listen", path, "--nonblock").exits(6).complains("EAGAIN");
        Cli.run("sock", "listen", path, "--nonblock", "-E", "9", "--", "cat").exits(9);
        assertThat(Sockets.exists(path)).isFalse();
    }

    @Test
    void connectWaitsForAListenerThatIsNotThereYet() {
        String path = sockets.path();
        var connector = Cli.reading("early").start("sock", "connect", path, "--timeout", "20s");
        Cli.run("sock", "listen", path, "--once", "--timeout", "20s").succeeds().prints("early");
        connector.join().succeeds();
    }

    @ParameterizedTest
    @CsvSource({"108, 3", "109, 7"})
    void pathsHaveRoomFor108Bytes(int length, int status) {
        // Bytes, not characters: é has two.
        String path = "/tmp/é" + "x".repeat(length - 7);
        Outcome outcome = Cli.run("sock", "connect", path, "--nonblock").exits(status);
        if (status == 7) {
            outcome.complains("the path has 109 bytes", "room for 108", "relative path");
        }
    }

    @Test
    void otherErrorsSayWhatToDo() throws Exception {
        String file = sockets.path("file");
        Files.writeString(Path.of(file), "");
        Cli.run("sock", "connect", file).exits(3).complains("it is not a socket");
        Cli.run("sock", "listen", sockets.path("none/s")).exits(3).complains("does not exist", "mkdir -p");
        try (Listener dgram = Listener.open(new SocketAddress(sockets.path("d")), SocketType.DGRAM, -1)) {
            Cli.run("sock", "connect", sockets.path("d"), "--type", "stream").exits(1)
                    .complains("another type than stream", "sock ls");
            Cli.run("sock", "peer", sockets.path("d")).exits(1).complains("stream or seqpacket");
            assertThat(dgram.socket().type()).isEqualTo(SocketType.DGRAM);
        }
        Cli.run("sock", "connect", "@").exits(2).complains("no name after the @");
        Cli.run("sock", "connect", "").exits(2).complains("is empty");
        Cli.run("sock", "listen", "@x", "-m", "600").exits(2).complains("no file");
        Cli.run("sock", "listen", "@x", "--max", "2").exits(2).complains("--count");
    }
}
