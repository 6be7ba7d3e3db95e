package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.FdPassing;
import org.ipcctl.sock.MessageReceiver;
import org.ipcctl.sock.MessageSender;
import org.ipcctl.sock.UnixSocket;

/** Moves messages from one connection to another, each whole and with the descriptors that come along. */
final class MessageMover extends Mover {
    private final UnixSocket source;
    private final UnixSocket sink;
    private final MessageReceiver receiver;
    private final MessageSender sender;

    /** @param longest bytes of the longest message */
    MessageMover(UnixSocket from, UnixSocket to, int longest) {
        super(from.fd(), to.fd(), Deadline.never());
        this.source = from;
        this.sink = to;
        this.receiver = MessageReceiver.withDescriptors(from, longest, null);
        this.sender = new MessageSender(to, Deadline.never());
    }

    @Override
    boolean pass() {
        return !receiver.take() || handOn();
    }

    /** False at the end of the connection. */
    private boolean handOn() {
        ByteBuffer message = receiver.message();
        List<Fd> descriptors = receiver.descriptors();
        try {
            if (message == null) {
                return false;
            }
            int length = message.remaining();
            came(message, descriptors);
            if (descriptors.isEmpty()) {
                sender.send(message, 0);
            } else {
                FdPassing.send(sink, descriptors, message, Deadline.never());
            }
            progressed(length);
            return true;
        } finally {
            descriptors.forEach(Fd::close);
        }
    }

    @Override
    void rest() {
        source.endInput();
        boolean more = true;
        while (more) {
            more = receiver.take() && handOn();
        }
    }

    @Override
    void release() {
        receiver.close();
    }
}
