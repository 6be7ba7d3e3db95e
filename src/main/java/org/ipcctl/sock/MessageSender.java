package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.MSG_DONTWAIT;
import static org.ipcctl.sock.SocketFunctions.MSG_NOSIGNAL;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Raise;
import org.ipcctl.kernel.MessageSink;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Syscall;

/** Sends messages, each whole or not at all, through a connected datagram or seqpacket socket: {@code send(2)}. */
public final class MessageSender implements MessageSink {
    /** What a sender may ask for a message, bookkeeping of the kernel aside; more than anybody may set. */
    private static final int LONGEST = 1 << 30;

    private final UnixSocket socket;
    private final Deadline patience;
    private Runnable beforeWait = () -> {};
    private long sent;

    /** @param patience how long each wait for room may last */
    public MessageSender(UnixSocket socket, Deadline patience) {
        this.socket = socket;
        this.patience = patience;
    }

    @Override
    public void beforeWait(Runnable step) {
        beforeWait = step;
    }

    @Override
    public void send(ByteBuffer message, long priority) {
        boolean grown = false;
        Deadline deadline = patience.restarted();
        while (true) {
            long count = Syscall.attempt("send", socket.fd().name(), () -> SocketFunctions.messages()
                    .send(socket.fd().number(), message.slice(), message.remaining(), MSG_DONTWAIT | MSG_NOSIGNAL),
                    message.remaining());
            if (count >= 0) {
                sent++;
                return;
            } else if (count == -Errno.EMSGSIZE && !grown) {
                grow(message.remaining());
                grown = true;
            } else if (count == -Errno.EAGAIN) {
                awaitRoom(deadline);
            } else {
                throw explained(new KernelException("send", socket.fd().name(), (int) -count), message.remaining());
            }
        }
    }

    private void awaitRoom(Deadline deadline) {
        beforeWait.run();
        if (Poll.await(socket.fd(), Poll.OUT, deadline) == 0) {
            throw deadline.passed("send", socket.fd().name(), "the receiver to take messages");
        }
    }

    /** A message has to fit into the send buffer, which the kernel enlarges up to net.core.wmem_max. */
    private void grow(int length) {
        int wanted = Math.min(length, LONGEST);
        SocketOption.SNDBUF.attempt(socket.fd(), wanted);
    }

    private KernelException explained(KernelException e, int length) {
        return switch (e.errno()) {
            case Errno.EMSGSIZE -> e.because("a message of " + length + " bytes is longer than a send buffer may be")
                    .advise("As root: " + Raise.sysctl("net.core.wmem_max", length)).in(SocketSituation.BEYOND_BUFFER);
            case Errno.ENOBUFS -> e
                    .because("the kernel has no contiguous memory for a message of " + length + " bytes")
                    .in(SocketSituation.NO_MEMORY);
            case Errno.EPIPE, Errno.ECONNRESET, Errno.ENOTCONN,
                    Errno.ECONNREFUSED -> new KernelException(e.call(), e.subject(), Errno.EPIPE)
                            .because("the receiver has closed its socket");
            default -> e;
        };
    }

    @Override
    public long sent() {
        return sent;
    }
}
