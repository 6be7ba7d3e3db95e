package org.ipcctl.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Deadline;
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

    private static UnixSocket connect(SocketType type) {
        return UnixSocket.connect(ADDRESS, List.of(type), ConnectRetry.none(), null);
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private static void send(UnixSocket socket, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        new MessageSender(socket, deadline()).send(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip(), 0);
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
