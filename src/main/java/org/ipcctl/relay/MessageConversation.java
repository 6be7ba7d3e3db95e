package org.ipcctl.relay;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;
import org.ipcctl.sock.MessageReceiver;
import org.ipcctl.sock.MessageSender;
import org.ipcctl.sock.UnixSocket;

/**
 * As {@link Conversation} for sockets that keep messages apart: each read(2) of the input is a message, so that what
 * somebody types is one a line, and what comes goes to the output as it is. Datagrams have no end: there the input's is
 * that of all.
 */
public final class MessageConversation {
    private static final int BLOCK = 1 << 16;

    private final UnixSocket socket;
    private final Fd in;
    private final Fd out;
    private final int longest;
    private Throwable sendFailure;

    private MessageConversation(UnixSocket socket, Fd in, Fd out, int longest) {
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.longest = longest;
    }

    /**
     * Holds it until both directions have ended, or the other side has closed the connection.
     *
     * @param in      null where there is nothing to send
     * @param longest bytes of the longest message that can be received
     */
    public static void hold(UnixSocket socket, Fd in, Fd out, int longest) {
        new MessageConversation(socket, in, out, longest).hold();
    }

    private void hold() {
        Thread sender = new Thread(this::send, "to " + socket.fd().name());
        sender.setDaemon(true);
        sender.start();
        boolean received = false;
        try (MessageReceiver receiver = new MessageReceiver(socket, longest, out)) {
            receive(receiver);
            received = true;
        } finally {
            if (!received) {
                socket.endAll();
            }
            Conversation.join(sender, socket);
        }
        if (sendFailure instanceof Error error) {
            throw error;
        } else if (sendFailure != null) {
            throw (RuntimeException) sendFailure;
        }
    }

    private void send() {
        try {
            MessageSender sender = new MessageSender(socket, Deadline.never());
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            while (in != null && inputOrHangUp() && in.readSome(block.clear()) >= 0) {
                if (block.flip().hasRemaining()) {
                    sender.send(block);
                }
            }
        } catch (RuntimeException | Error e) {
            sendFailure = e;
        }
        if (socket.type().isConnected()) {
            socket.endOutput();
        } else {
            // Shutting down one's own datagram socket ends what waits here, behind the answers that have come.
            socket.endAll();
        }
    }

    private boolean inputOrHangUp() {
        return Poll.await(new Fd[] {in, socket.fd()}, new int[] {Poll.IN, Poll.ERR}, Deadline.never())[0] != 0;
    }

    private void receive(MessageReceiver receiver) {
        while (true) {
            receiver.await(Deadline.never());
            ByteBuffer message = receiver.next();
            if (message == null) {
                return;
            }
            out.writeFully(message);
        }
    }
}
