package org.ipcctl.sock;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Syscall;

/** Takes whole messages out of a datagram or seqpacket socket, and never a part of one: {@code recvmsg(2)}. */
public final class MessageReceiver implements AutoCloseable {
    private static final int MSG_PEEK = 0x2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;
    private static final int INVALID = 0x20;

    private final UnixSocket socket;
    private final Fd outlet;
    private final ByteBuffer room;
    private final ByteBuffer nothing = ByteBuffer.allocateDirect(1);
    private final MessageHeader header = new MessageHeader(0);
    private Credentials sender;
    private String senderAddress;

    /**
     * @param longest bytes of the longest message that can be received
     * @param outlet  where the messages will go, or null: a wait ends with EPIPE about it when nobody reads that any more
     */
    public MessageReceiver(UnixSocket socket, int longest, Fd outlet) {
        this.socket = socket;
        this.outlet = outlet;
        this.room = ByteBuffer.allocateDirect(longest);
        socket.tellSenders();
    }

    /**
     * Waits until there is a message, or the end of the connection.
     *
     * @throws KernelException ETIMEDOUT when the deadline passed first, EPIPE about the outlet when its reader has gone
     */
    public void await(Deadline deadline) {
        Fd[] both = outlet == null ? new Fd[] {socket.fd()} : new Fd[] {socket.fd(), outlet};
        int[] ready;
        do {
            ready = Poll.await(both, new int[] {Poll.IN, Poll.ERR}, deadline);
            if (outlet != null && ready[1] != 0) {
                throw new KernelException("poll", outlet.name(), (ready[1] & INVALID) != 0 ? Errno.EBADF : Errno.EPIPE);
            } else if (ready[0] == 0 && deadline.hasPassed()) {
                throw deadline.passed("poll", socket.fd().name(), "a message");
            }
        } while (ready[0] == 0);
    }

    /** Whether there is a message, or the end of the connection, without waiting. */
    public boolean isReady() {
        return waitingBytes() != -Errno.EAGAIN;
    }

    private long waitingBytes() {
        return Syscall.attempt("recv", socket.fd().name(), () -> SocketFunctions.messages()
                .recv(socket.fd().number(), nothing.clear(), 0, MSG_PEEK | MessageHeader.MSG_TRUNC | MSG_DONTWAIT), "MSG_PEEK|MSG_TRUNC");
    }

    /**
     * Takes the next message, which is there.
     *
     * @return its bytes, direct and valid until the next call; null at the end of the connection
     * @throws KernelException EAGAIN where none is there, EMSGSIZE with both numbers where it is too long; then it stays there
     */
    public ByteBuffer next() {
        long length = waitingBytes();
        if (length > room.capacity()) {
            throw tooLong(length);
        }
        header.data(room.clear());
        header.forReceiving();
        int count = (int) Syscall.call("recvmsg", socket.fd().name(), () -> SocketFunctions.messages()
                .recvmsg(socket.fd().number(), header.pointer(), MSG_DONTWAIT | MessageHeader.MSG_TRUNC | MSG_CMSG_CLOEXEC));
        if ((header.flags() & MessageHeader.MSG_TRUNC) != 0) {
            throw tooLong(count);
        }
        sender = header.credentials();
        senderAddress = header.sender();
        // A message without bytes has a sender, and the end of the connection has none.
        return sender == null ? null : room.limit(count);
    }

    private KernelException tooLong(long length) {
        return new KernelException("recvmsg", socket.fd().name(), Errno.EMSGSIZE)
                .because("the next message has " + length + " bytes, and there is room for " + room.capacity())
                .advise("Receive with --message-size " + length + ".");
    }

    /** Who sent the message that {@link #next} gave. */
    public Credentials sender() {
        return sender;
    }

    /** The address that its sender is bound to, or null. */
    public String senderAddress() {
        return senderAddress;
    }

    @Override
    public void close() {
        header.close();
    }
}
