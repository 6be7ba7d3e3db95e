package org.ipcctl.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;
import org.ipcctl.sock.ConnectRetry;
import org.ipcctl.sock.Credentials;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
    private final SocketAddress address = SocketAddress.ofAbstract(Scratch.name("proxy").substring(1));

    /** What the other side can see already, when the tap is told of what it will see. */
    private static final class Watched implements Tap {
        private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
        private final UnixSocket other;

        Watched(UnixSocket other) {
            this.other = other;
        }

        @Override
        public void opened(long conversation, Credentials client, SocketType type, String from) {}

        @Override
        public void came(long conversation, Party from, ByteBuffer data, List<Fd> descriptors) {
            tell("data", from);
        }

        @Override
        public void ended(long conversation, Party from) {
            tell("end", from);
        }

        private void tell(String what, Party from) {
            if (from == Party.CLIENT) {
                tell(what);
            }
        }

        private void tell(String what) {
            seen.add(what + " " + Poll.await(other.fd(), Poll.IN, Deadline.once()));
        }

        @Override
        public void failed(long conversation, RuntimeException failure) {
            seen.add(failure.toString());
        }

        @Override
        public void closed(long conversation) {
            tell("closed");
        }
    }

    /** What else the client does would stand before that it could not go on. */
    @Test
    void theTapIsToldOfAFailureBeforeTheClientSeesIt() {
        try (Listener listener = Listener.open(address, SocketType.STREAM, -1);
             UnixSocket client = UnixSocket.connect(address, List.of(SocketType.STREAM), ConnectRetry.none(), null)) {
            Watched tap = new Watched(client);
            new Proxy(() -> {
                throw new IllegalStateException("nobody there");
            }, 100, 1, tap, null, (number, failure) -> {}).run(listener, 1, () -> Deadline.in(Duration.ofSeconds(30)));
            assertThat(tap.seen).containsExactly("java.lang.IllegalStateException: nobody there", "closed 0");
        }
    }

    /** An answer that is told before what it answers: the end was told behind its being handed on. */
    @ParameterizedTest
    @ValueSource(strings = {"STREAM", "SEQPACKET"})
    void theTapIsToldBeforeTheOtherSide(SocketType type) throws Exception {
        UnixSocket[] server = UnixSocket.pair(type);
        Watched tap = new Watched(server[1]);
        try (Listener listener = Listener.open(address, type, -1)) {
            Proxy proxy = new Proxy(() -> server[0], 100, 1, tap, null, (number, failure) -> {});
            CompletableFuture<Void> running = CompletableFuture.runAsync(
                    () -> proxy.run(listener, 1, () -> Deadline.in(Duration.ofSeconds(30))));
            try (UnixSocket client = UnixSocket.connect(address, List.of(type), ConnectRetry.none(), null)) {
                client.fd().write(ByteBuffer.wrap(new byte[] {1}));
                Poll.await(server[1].fd(), Poll.IN, Deadline.in(Duration.ofSeconds(30)));
                server[1].fd().read(ByteBuffer.allocate(2));
                client.endOutput();
                Poll.await(server[1].fd(), Poll.IN, Deadline.in(Duration.ofSeconds(30)));
                server[1].endOutput();
                running.get(30, TimeUnit.SECONDS);
            }
        } finally {
            server[1].close();
        }
        assertThat(tap.seen).startsWith("data 0", "end 0");
    }
}
