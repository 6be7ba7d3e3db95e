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
import java.util.concurrent.CompletableFuture;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How conversations end, and what is said where none begins. */
@Timeout(120)
class SockTalkTest {
    private final Sockets sockets = new Sockets();

    @AfterEach
    void remove() {
        sockets.close();
    }

    /** Reads a request; then answers after {@code millis}, unless the end of what it reads comes before that, as redis does. */
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
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
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
        var listener = Cli.reading("").start("sock", "listen", path, "--once", "--no-half-close", "--idle-timeout", "100ms");
        // Nothing ends this one but the listener.
        Cli.reading("hi").execute("sock", "connect", path, "--retry", "20s", "--no-half-close").succeeds().prints("");
        listener.join().succeeds().prints("hi");
        Cli.run("sock", "listen", path, "--no-half-close", "--", "cat").exits(2).complains("CMD has its own");
        Cli.run("sock", "listen", path, "--idle-timeout", "1s", "--type", "dgram").exits(2).complains("datagrams make none");
    }

    @Test
    void anIdleTimeEndsItWell() throws IOException {
        String name = Sockets.abstractName();
        try (Listener silent = Listener.open(new SocketAddress(name), SocketType.STREAM, -1)) {
            Cli.reading("hi").execute("sock", "connect", name, "--no-half-close", "--idle-timeout", "50ms").succeeds().prints("");
            Cli.reading("hi").execute("sock", "connect", name, "--idle-timeout", "20s", "-t", "50ms").exits(124);
            assertThat(silent.acceptIfThere()).isNotNull();
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
        var receiver = Cli.reading("").start("sock", "recv", path, "--format", "plain", "--columns", "sender_addr", "--timeout", "20s");
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
            Cli.run("sock", "send", address, "hi").exits(1).complains("EPROTOTYPE", "another type than dgram or seqpacket: stream", "'ipcctl sock connect " + address + "'");
            Cli.run("sock", "send", address, "hi", "--retry", "60s").exits(1).complains("EPROTOTYPE");
            Cli.run("sock", "send", address, "hi", "--timeout", "60s").exits(1).complains("EPROTOTYPE");
            assertThat(stream.acceptIfThere()).as("nobody has disturbed it").isNull();
        }
        try (Listener dgram = Listener.open(new SocketAddress(address), SocketType.DGRAM, -1)) {
            Cli.run("sock", "peer", address).exits(1).complains("another type than stream or seqpacket: dgram", "'ipcctl sock send " + address + "'");
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
        Cli.run("sock", "connect", fifo, "--retry", "60s").exits(3).complains("it is no socket, but a FIFO", "ipcctl fifo write");
    }
}
