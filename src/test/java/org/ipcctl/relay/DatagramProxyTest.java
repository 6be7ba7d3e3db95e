package org.ipcctl.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.AddressedSender;
import org.ipcctl.sock.ConnectRetry;
import org.ipcctl.sock.Credentials;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.LocalName;
import org.ipcctl.sock.MessageReceiver;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

class DatagramProxyTest {
    private static final Deadline LIMIT = Deadline.in(Duration.ofSeconds(60));
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private final class Told implements Tap {
        @Override
        public void opened(long conversation, Credentials client, SocketType type, String from) {
            told.add("open " + conversation);
        }

        @Override
        public void came(long conversation, Party from, ByteBuffer data, List<Fd> descriptors) {
            told.add(from + " " + conversation);
        }

        @Override
        public void ended(long conversation, Party from) {}

        @Override
        public void failed(long conversation, RuntimeException failure) {
            told.add("failed " + conversation);
        }

        @Override
        public void closed(long conversation) {
            told.add("close " + conversation);
        }
    }

    private static SocketAddress address(String name) {
        return SocketAddress.ofAbstract(Scratch.name(name).substring(1));
    }

    private static UnixSocket connect(SocketAddress to, LocalName as) {
        return UnixSocket.connect(to, List.of(SocketType.DGRAM), ConnectRetry.none(), as);
    }

    /** What the thread of its answers closed, it then shut down: the number may have been another socket's by then. */
    @Test
    void anAnswerToAClientThatHasGoneEndsItsConversation() throws Exception {
        SocketAddress front = address("front");
        SocketAddress back = address("back");
        try (Listener server = Listener.open(back, SocketType.DGRAM, -1, 1, true);
             MessageReceiver requests = MessageReceiver.withDescriptors(server.socket(), 100, null);
             AddressedSender answers = new AddressedSender(server.socket());
             Listener listener = Listener.open(front, SocketType.DGRAM, -1, 1, true)) {
            DatagramProxy proxy = new DatagramProxy(listener, named -> connect(back, LocalName.chosenForDatagrams()),
                    100, 10, new Told(), null, (number, failure) -> told.add("ours " + number));
            CompletableFuture<Void> running = CompletableFuture
                    .runAsync(() -> proxy.run(() -> Deadline.in(Duration.ofSeconds(60))));
            SocketAddress name = address("client");
            String from = request(front, name, requests);
            assertThat(answers.send(new SocketAddress(from), List.of(), ByteBuffer.allocateDirect(1))).isTrue();
            assertThat(take(5)).containsExactly("open 1", "CLIENT 1", "SERVER 1", "failed 1", "close 1");
            request(front, name, requests);
            assertThat(take(2)).as("the same client begins anew").containsExactly("open 2", "CLIENT 2");
            assertThat(running).isNotDone();
            listener.socket().endAll();
        }
    }

    /** Sends a datagram as a client who then goes; what the server sees it come from. */
    private String request(SocketAddress front, SocketAddress name, MessageReceiver requests) {
        try (LocalName as = LocalName.of(name); UnixSocket client = connect(front, as)) {
            client.fd().write(ByteBuffer.wrap(new byte[] {1}));
            requests.await(LIMIT);
        }
        assertThat(requests.take()).isTrue();
        return requests.senderAddress();
    }

    private List<String> take(int count) throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(told.poll(30, TimeUnit.SECONDS));
        }
        return all;
    }
}
