package org.ipcctl.cli.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.sock.ConnectRetry;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;
import org.ipcctl.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How conversations end, and what is said where none begins. */
@Timeout(120)
class SockTalkTest {
    private final Sockets sockets = new Sockets();

    @AfterEach
    void remove() {
        sockets.close();
    }

    /**
     * Reads a request; then answers after {@code millis}, unless the end of what it reads comes before that, as redis
     * does.
     */
    private static void serve(ServerSocketChannel server, long millis) {
        try (SocketChannel client = server.accept(); Selector selector = Selector.open()) {
            client.read(ByteBuffer.allocate(100));
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ);
            boolean ended = selector.select(millis) > 0;
            if (!ended) {
                client.write(ByteBuffer.wrap("answer\n".getBytes(StandardCharsets.US_ASCII)));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private CompletableFuture<Void> server(String path, long millis) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(path));
        return CompletableFuture.runAsync(() -> serve(server, millis)).whenComplete((done, failure) -> {
            try {
                server.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void aServerThatTakesTheHalfCloseForTheEndAnswersWithoutOne() throws IOException {
        String path = sockets.path();
        var told = server(path, 60_000);
        Cli.reading("request\n").execute("sock", "connect", path).succeeds().prints("");
        told.join();
        String second = sockets.path();
        var kept = server(second, 50);
        Cli.reading("request\n").execute("sock", "connect", second, "--no-half-close").succeeds().prints("answer\n");
        kept.join();
    }

    @Test
    void aListenerKeepsItsWritingSideOpenToo() {
        String path = sockets.path();
        var listener = Cli.reading("").start("sock", "listen", path, "--once", "--no-half-close", "--idle-timeout",
                "100ms");
        // Nothing ends this one but the listener.
        Cli.reading("hi").execute("sock", "connect", path, "--retry", "20s", "--no-half-close").succeeds().prints("");
        listener.join().succeeds().prints("hi");
        Cli.run("sock", "listen", path, "--no-half-close", "--", "cat").exits(2).complains("CMD has its own");
        Cli.run("sock", "listen", path, "--idle-timeout", "1s", "--type", "dgram").exits(2)
                .complains("datagrams have none");
        Cli.run("sock", "listen", path, "--deadline", "1s", "--type", "dgram").exits(2)
                .complains("datagrams have none");
    }

    /** Says "part", and nothing more until its peer has gone. */
    private static CompletableFuture<Void> stuck(Listener listener) {
        return CompletableFuture.runAsync(() -> {
            try (UnixSocket connection = listener.accept(Deadline.in(Duration.ofSeconds(60)))) {
                connection.fd().writeFully(
                        ByteBuffer.allocateDirect(4).put("part".getBytes(StandardCharsets.US_ASCII)).flip());
                Poll.await(connection.fd(), Poll.ERR, Deadline.in(Duration.ofSeconds(60)));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "SEQPACKET"})
    void silenceIsATimeoutAndWhatCameIsDelivered(SocketType type) {
        String name = Sockets.abstractName();
        try (Listener listener = Listener.open(new SocketAddress(name), type, -1)) {
            for (String[] limit : new String[][] {{"--idle-timeout", "anything to move"},
                {"--deadline", "the conversation to end"}}) {
                var server = stuck(listener);
                Cli.reading("q").execute("sock", "connect", name, limit[0], "300ms").exits(124).prints("part")
                        .complains(name + ": timed out after 300ms waiting for " + limit[1]);
                server.join();
            }
            var server = stuck(listener);
            Cli.reading("q").execute("sock", "connect", name, "--deadline", "300ms", "-E", "9", "--no-half-close")
                    .exits(9).prints("part");
            server.join();
        }
    }

    /** Sends a byte every now and then, for longer than the other side lets it be silent. */
    @ParameterizedTest
    @EnumSource(names = {"STREAM", "SEQPACKET"})
    void aConversationThatMovesIsNotIdle(SocketType type) {
        String name = Sockets.abstractName();
        try (Listener listener = Listener.open(new SocketAddress(name), type, -1)) {
            CompletableFuture<Void> server = CompletableFuture.runAsync(() -> {
                try (UnixSocket connection = listener.accept(Deadline.in(Duration.ofSeconds(60)))) {
                    for (int i = 0; i < 12; i++) {
                        Poll.await(connection.fd(), Poll.ERR, Deadline.in(Duration.ofMillis(250)));
                        connection.fd().writeFully(ByteBuffer.allocateDirect(1).put((byte) 'x').flip());
                    }
                }
            });
            Cli.reading("").execute("sock", "connect", name, "--no-half-close", "--idle-timeout", "2s").succeeds()
                    .prints("x".repeat(12));
            server.join();
        }
    }

    /** A buffer that fills and is emptied a little at a time moves, too. */
    @Test
    void whoTakesSlowlyIsNotIdle() {
        String name = Sockets.abstractName();
        try (Listener listener = Listener.open(new SocketAddress(name), SocketType.STREAM, -1)) {
            CompletableFuture<Long> taken = CompletableFuture.supplyAsync(() -> {
                try (UnixSocket connection = listener.accept(Deadline.in(Duration.ofSeconds(60)))) {
                    ByteBuffer room = ByteBuffer.allocateDirect(1 << 15);
                    long sum = 0;
                    int count;
                    while ((count = connection.fd().read(room.clear())) > 0) {
                        sum += count;
                        Poll.await(connection.fd(), Poll.ERR, Deadline.in(Duration.ofMillis(60)));
                    }
                    return sum;
                }
            });
            Cli.reading(new byte[3 << 20]).execute("sock", "connect", name, "--idle-timeout", "1500ms").succeeds();
            assertThat(taken.join()).isEqualTo(3L << 20);
        }
    }

    @Test
    void aDeadlineEndsAlsoWhatMoves() {
        String name = Sockets.abstractName();
        try (Listener listener = Listener.open(new SocketAddress(name), SocketType.STREAM, -1)) {
            CompletableFuture<Integer> errno = CompletableFuture.supplyAsync(() -> {
                try (UnixSocket connection = listener.accept(Deadline.in(Duration.ofSeconds(60)))) {
                    while (true) {
                        connection.fd().writeFully(ByteBuffer.allocateDirect(64));
                    }
                } catch (KernelException e) {
                    return e.errno();
                }
            });
            assertThat(Cli.reading("").execute("sock", "connect", name, "--idle-timeout", "60s", "--deadline", "300ms")
                    .exits(124).outBytes()).isNotEmpty();
            assertThat(errno.join()).isEqualTo(org.ipcctl.kernel.Errno.EPIPE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--idle-timeout", "--deadline"})
    void aListenerEndsASilentConversationAndServesTheNext(String limit) {
        String name = Sockets.abstractName();
        var listener = Cli.reading("").start("sock", "listen", name, "--count", "2", limit, "300ms");
        try (UnixSocket silent = UnixSocket.connect(new SocketAddress(name), List.of(SocketType.STREAM),
                ConnectRetry.until(Deadline.in(Duration.ofSeconds(60))), null)) {
            Poll.await(silent.fd(), Poll.ERR, Deadline.in(Duration.ofSeconds(60)));
            Cli.reading("next").execute("sock", "connect", name).succeeds();
            listener.join().exits(124).prints("next").complains("timed out after 300ms");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec sleep 60", "trap '' TERM; exec sleep 60"})
    void aDeadlineEndsCmd(String script) {
        String name = Sockets.abstractName();
        var listener = Cli.reading("").start("sock", "listen", name, "--once", "--deadline", "300ms", "--", "sh", "-c",
                script);
        Cli.reading("").execute("sock", "connect", name, "--retry", "20s").succeeds();
        listener.join().exits(124).complains(name + ": timed out after 300ms waiting for CMD to end");
    }

    @Test
    void cmdThatEndsInTimeHasItsStatus() {
        String name = Sockets.abstractName();
        var listener = Cli.reading("").start("sock", "listen", name, "--once", "--deadline", "60s", "--", "sh", "-c",
                "exit 7");
        Cli.reading("").execute("sock", "connect", name, "--retry", "20s").succeeds();
        listener.join().exits(7);
    }

    @Test
    void whatIsNoListenerIsNotTakenForOne() {
        for (String word : List.of("fd:", "fd:x", "fd:-1", "fd:9999999999")) {
            Cli.run("sock", "listen", word).exits(2).complains("is not fd:N", "./" + word);
        }
        Cli.run("sock", "listen", "fd:3", "--mode", "600").exits(2).complains("already exists");
        Cli.run("sock", "listen", "fd:3", "--type", "dgram").exits(2).complains("of type dgram do not");
        Cli.run("sock", "listen", "fd:99999").exits(3).complains("descriptor 99999: it is not open",
                "systemd-socket-activate");
        UnixSocket[] pair = UnixSocket.pair(SocketType.STREAM);
        try (UnixSocket one = pair[0]; UnixSocket other = pair[1]; Fd file = Fd.open("/dev/null", Fd.O_RDONLY, 0)) {
            for (Fd fd : List.of(one.fd(), other.fd(), file)) {
                Cli.run("sock", "listen", "fd:" + fd.number()).exits(1)
                        .complains("is not a listening UNIX domain socket");
            }
        }
    }

    @Test
    void anIdleTimeEndsItWell() throws IOException {
        String name = Sockets.abstractName();
        try (Listener silent = Listener.open(new SocketAddress(name), SocketType.STREAM, -1)) {
            Cli.reading("hi").execute("sock", "connect", name, "--no-half-close", "--idle-timeout", "50ms").succeeds()
                    .prints("");
            Cli.reading("hi").execute("sock", "connect", name, "--idle-timeout", "20s", "-t", "50ms").exits(124);
            assertThat(silent.acceptIfThere()).isNotNull();
        }
        try (Listener silent = Listener.open(new SocketAddress(name), SocketType.DGRAM, -1)) {
            Cli.reading("hi").execute("sock", "connect", name, "--idle-timeout", "50ms").succeeds().prints("");
            assertThat(silent.socket().fd().readable()).isEqualTo(2);
        }
    }

    @Test
    void whatWasSentToADatagramSocketIsDoneWithTheEndOfTheInput() {
        String path = sockets.path();
        var receiver = Cli.reading("").start("sock", "recv", path, "--lines", "--timeout", "20s");
        Cli.reading("hi").execute("sock", "connect", path, "--retry", "20s").succeeds().prints("");
        receiver.join().succeeds().prints("hi\n");
    }

    @Test
    void aSenderHasANameWhileItSends() {
        String path = sockets.path();
        String own = sockets.path();
        var receiver = Cli.reading("").start("sock", "recv", path, "--format", "plain", "--columns", "sender_addr",
                "--timeout", "20s");
        Cli.run("sock", "send", path, "hi", "--bind", own, "--retry", "20s").succeeds();
        assertThat(Sockets.exists(own)).isFalse();
        receiver.join().succeeds().prints(own + "\n");
        Cli.run("sock", "send", path, "hi", "--bind", sockets.path("none/s")).exits(3).complains("mkdir -p");
        Cli.run("sock", "send", path, "hi", "--bind", "").exits(2).complains("'--bind'", "is empty");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsThereIsSaidAtOnce(boolean named) {
        String address = named ? Sockets.abstractName() : sockets.path();
        try (Listener stream = Listener.open(new SocketAddress(address), SocketType.STREAM, -1)) {
            Cli.run("sock", "send", address, "hi").exits(1).complains("EPROTOTYPE",
                    "another type than dgram or seqpacket: stream", "'ipcctl sock connect " + address + "'");
            Cli.run("sock", "send", address, "hi", "--retry", "60s").exits(1).complains("EPROTOTYPE");
            Cli.run("sock", "send", address, "hi", "--timeout", "60s").exits(1).complains("EPROTOTYPE");
            assertThat(stream.acceptIfThere()).as("nobody has disturbed it").isNull();
        }
        try (Listener dgram = Listener.open(new SocketAddress(address), SocketType.DGRAM, -1)) {
            Cli.run("sock", "peer", address).exits(1).complains("another type than stream or seqpacket: dgram",
                    "'ipcctl sock send " + address + "'");
            assertThat(dgram.socket().type()).isEqualTo(SocketType.DGRAM);
        }
        Cli.run("sock", "send", address, "hi").exits(3).complains("--retry");
        Cli.run("sock", "connect", address, "--retry", "50ms").exits(3).complains("ipcctl sock listen " + address);
        Cli.run("sock", "connect", address, "--retry", "60s", "--timeout", "50ms").exits(124);
        Cli.run("sock", "connect", address, "--retry", "1s", "--nonblock").exits(2).complains("cannot be combined");
    }

    @Test
    void whatIsNoSocketIsNamed() {
        String fifo = sockets.path();
        Cli.run("mkfifo", fifo).succeeds();
        Cli.run("sock", "connect", fifo, "--retry", "60s").exits(3).complains("it is not a socket, but a FIFO",
                "ipcctl fifo write");
    }
}
