package org.ipcctl.sock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

class MessageReceiverTest {
    private static final SocketAddress ADDRESS = SocketAddress.ofAbstract(Scratch.name("sock").substring(1));

    /** The kernel notes the sender when a message is sent, so it must have been asked to before anybody can. */
    @Test
    void knowsWhoSentADatagramBeforeAnybodyReceived() {
        try (Listener listener = Listener.open(ADDRESS, SocketType.DGRAM, -1);
             UnixSocket peer = connect(SocketType.DGRAM)) {
            send(peer, "early");
            expect(listener.socket(), "early");
        }
    }

    @Test
    void knowsWhoSentASeqpacketBeforeAndAfterItWasAccepted() {
        try (Listener listener = Listener.open(ADDRESS, SocketType.SEQPACKET, -1);
             UnixSocket peer = connect(SocketType.SEQPACKET)) {
            send(peer, "before");
            try (UnixSocket connection = listener.accept(deadline())) {
                send(peer, "after");
                expect(connection, "before", "after");
            }
        }
    }

    @Test
    void takesDatagramsTogetherAndNoMoreThanAreWanted() {
        try (Listener listener = Listener.open(ADDRESS, SocketType.DGRAM, -1);
             UnixSocket peer = connect(SocketType.DGRAM);
             MessageReceiver receiver = MessageReceiver.ofDatagrams(listener.socket(), 64, null, 100)) {
            send(peer, "one");
            send(peer, "");
            send(peer, "three");
            assertThat(receiver.take(2)).isTrue();
            assertThat(text(receiver)).isEqualTo("one");
            assertThat(receiver.isHolding()).as("the second has left the kernel").isTrue();
            receiver.await(deadline());
            assertThat(receiver.take(1)).isTrue();
            assertThat(text(receiver)).isEmpty();
            assertThat(receiver.isHolding()).as("the third has not").isFalse();
            assertThat(Poll.await(listener.socket().fd(), Poll.IN, deadline())).isEqualTo(Poll.IN);
            assertThat(receiver.take(1)).isTrue();
            assertThat(text(receiver)).isEqualTo("three");
            assertThat(receiver.take(100)).isFalse();
        }
    }

    @Test
    void datagramsThatCameWithOneThatIsTooLongAreHandedOnFirst() {
        try (Listener listener = Listener.open(ADDRESS, SocketType.DGRAM, -1);
             UnixSocket peer = connect(SocketType.DGRAM);
             MessageReceiver receiver = MessageReceiver.ofDatagrams(listener.socket(), 8, null, 100)) {
            send(peer, "12345678");
            send(peer, "123456789");
            send(peer, "behind");
            assertThat(receiver.take(100)).isTrue();
            assertThat(text(receiver)).isEqualTo("12345678");
            assertThat(receiver.take(100)).isTrue();
            assertThat(text(receiver)).isEqualTo("behind");
            assertThatThrownBy(() -> receiver.take(100)).isInstanceOf(KernelException.class)
                    .hasMessageContaining("9 bytes").hasMessageContaining("room for 8");
        }
    }

    @Test
    void countsEachDatagramOfSeveralThatCameWithDescriptors() {
        try (Listener listener = Listener.open(ADDRESS, SocketType.DGRAM, -1);
             UnixSocket peer = connect(SocketType.DGRAM);
             MessageReceiver receiver = MessageReceiver.ofDatagrams(listener.socket(), 64, null, 100)) {
            FdPassing.send(peer, List.of(peer.fd()), direct("with"), deadline());
            send(peer, "without");
            FdPassing.send(peer, List.of(peer.fd(), peer.fd()), direct("with"), deadline());
            for (String message : List.of("with", "without", "with")) {
                assertThat(receiver.take(100)).isTrue();
                assertThat(text(receiver)).isEqualTo(message);
            }
            assertThat(receiver.stripped()).isEqualTo(2);
        }
    }

    /** What has left the kernel when a signal comes goes before what is still there. */
    @Test
    void handsOnWhatItHoldsBeforeTheRest() {
        try (Listener listener = Listener.open(ADDRESS, SocketType.DGRAM, -1);
             UnixSocket peer = connect(SocketType.DGRAM);
             MessageReceiver receiver = MessageReceiver.ofDatagrams(listener.socket(), 64, null, 100)) {
            send(peer, "first");
            send(peer, "held");
            assertThat(receiver.take(100)).isTrue();
            send(peer, "queued");
            receiver.tellEnd();
            listener.socket().endAll();
            for (String message : List.of("held", "queued")) {
                assertThat(receiver.take(100)).isTrue();
                assertThat(text(receiver)).isEqualTo(message);
            }
            assertThat(receiver.take(100)).isFalse();
        }
    }

    private static String text(MessageReceiver receiver) {
        return StandardCharsets.US_ASCII.decode(receiver.message()).toString();
    }

    private static UnixSocket connect(SocketType type) {
        return UnixSocket.connect(ADDRESS, List.of(type), ConnectRetry.none(), null);
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private static void send(UnixSocket socket, String text) {
        new MessageSender(socket, deadline()).send(direct(text), 0);
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static void expect(UnixSocket socket, String... messages) {
        try (MessageReceiver receiver = new MessageReceiver(socket, 64, null)) {
            for (String message : messages) {
                receiver.await(deadline());
                assertThat(StandardCharsets.US_ASCII.decode(receiver.next()).toString()).isEqualTo(message);
                assertThat(receiver.sender().pid()).as("sender of '%s'", message)
                        .isEqualTo((int) ProcessHandle.current().pid());
            }
        }
    }
}
