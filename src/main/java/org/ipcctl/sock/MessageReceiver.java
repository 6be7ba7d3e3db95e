package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.MSG_CMSG_CLOEXEC;
import static org.ipcctl.sock.SocketFunctions.MSG_CTRUNC;
import static org.ipcctl.sock.SocketFunctions.MSG_DONTWAIT;
import static org.ipcctl.sock.SocketFunctions.MSG_PEEK;
import static org.ipcctl.sock.SocketFunctions.MSG_TRUNC;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Syscall;

/**
 * Takes whole messages out of a datagram or seqpacket socket, and never a part of one: {@code recvmsg(2)}, or where
 * nothing is asked of datagrams but their bytes, {@code recvmmsg(2)}.
 */
public final class MessageReceiver implements AutoCloseable {
    /** Larger ones are looked at first, and have room made for as they come. */
    private static final int FIRST_ROOM = 1 << 20;

    private final UnixSocket socket;
    private final Fd outlet;
    private final MessageHeader header;
    private final boolean takesDescriptors;
    private List<Fd> descriptors = List.of();
    private long stripped;
    private final int longest;
    private ByteBuffer room;
    /** Null where messages are taken one by one. */
    private DatagramBatch batch;
    private ByteBuffer message;
    /** That one of a batch was too long, to be told when the others that left the kernel with it are handed on. */
    private KernelException cut;
    private Credentials sender;
    /** Whether the kernel tells who sent each message, which is a quarter of what it takes to receive a small one. */
    private boolean tellsSender = true;

    /**
     * Descriptors that come with a message are closed, and {@link #stripped} counts that.
     *
     * @param longest bytes of the longest message that can be received
     * @param outlet  where the messages will go, or null: a wait ends with EPIPE about it when nobody reads that any
     * more
     */
    public MessageReceiver(UnixSocket socket, int longest, Fd outlet) {
        this(socket, longest, outlet, false);
        socket.tellSenders();
    }

    /**
     * The same of datagrams whose senders are of no interest; the end of the socket is not told either, before
     * {@link #tellEnd}.
     *
     * @param most datagrams that will be taken
     */
    public static MessageReceiver ofDatagrams(UnixSocket socket, int longest, Fd outlet, long most) {
        MessageReceiver receiver = new MessageReceiver(socket, longest, outlet, false);
        receiver.tellsSender = !socket.keepSendersBack();
        receiver.batch = !receiver.tellsSender && most > 1 && longest <= FIRST_ROOM ? new DatagramBatch(longest, most)
                : null;
        return receiver;
    }

    /** From now on it is known whether there are no more messages: to be called before the socket is shut down. */
    public void tellEnd() {
        if (!tellsSender) {
            socket.tellSenders();
            tellsSender = true;
        }
    }

    private MessageReceiver(UnixSocket socket, int longest, Fd outlet, boolean takesDescriptors) {
        this.socket = socket;
        this.outlet = outlet;
        this.takesDescriptors = takesDescriptors;
        this.header = new MessageHeader(takesDescriptors ? FdPassing.MOST : 0);
        this.longest = longest;
    }

    /** One that hands over the descriptors of each message too: {@link #descriptors}. */
    public static MessageReceiver withDescriptors(UnixSocket socket, int longest, Fd outlet) {
        MessageReceiver receiver = new MessageReceiver(socket, longest, outlet, true);
        socket.tellSenders();
        return receiver;
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
                throw new KernelException("poll", outlet.name(),
                        (ready[1] & Poll.NVAL) != 0 ? Errno.EBADF : Errno.EPIPE);
            } else if (ready[0] == 0 && deadline.hasPassed()) {
                throw deadline.passed("poll", socket.fd().name(), "a message");
            }
        } while (ready[0] == 0);
    }

    /**
     * Takes the next message, or notices the end of the connection, where either is there; {@link #message} tells
     * which.
     *
     * @return false where neither is
     * @throws KernelException EMSGSIZE with both numbers where it is too long
     */
    public boolean take() {
        return take(1);
    }

    /**
     * As above; up to {@code most} in all may leave the kernel at once, which the next calls hand on as long as
     * {@link #isHolding} says so.
     */
    public boolean take(long most) {
        return batch != null && (batch.isHolding() || !tellsSender) ? takeOfBatch(most) : takeOne();
    }

    /** Whether a message has left the kernel and was not taken yet. */
    public boolean isHolding() {
        return batch != null && batch.isHolding();
    }

    private boolean takeOfBatch(long most) {
        if (!batch.isHolding() && !receiveBatch(most)) {
            return false;
        }
        do {
            batch.next();
            noteStripped(batch.flags());
            if ((batch.flags() & MSG_TRUNC) == 0) {
                message = batch.message();
                return true;
            }
            cut = tooLong("recvmmsg", batch.length());
        } while (batch.isHolding());
        throw cut;
    }

    private boolean receiveBatch(long most) {
        if (cut != null) {
            throw cut;
        }
        long came = batch.receive(socket.fd(), most);
        if (came < 0 && came != -Errno.EAGAIN) {
            throw new KernelException("recvmmsg", socket.fd().name(), (int) -came);
        }
        return came > 0;
    }

    private boolean takeOne() {
        makeRoom();
        header.data(room.clear());
        if (tellsSender) {
            header.forReceiving();
        } else {
            header.forReceivingBytes();
        }
        long count = Syscall.attempt("recvmsg", socket.fd().name(), () -> SocketFunctions.messages()
                .recvmsg(socket.fd().number(), header.pointer(), MSG_DONTWAIT | MSG_TRUNC | MSG_CMSG_CLOEXEC));
        if (count == -Errno.EAGAIN) {
            return false;
        } else if (count < 0) {
            throw new KernelException("recvmsg", socket.fd().name(), (int) -count);
        }
        takeDescriptors();
        if ((header.flags() & MSG_TRUNC) != 0) {
            descriptors.forEach(Fd::close);
            throw tooLong("recvmsg", count);
        }
        sender = tellsSender ? header.credentials() : null;
        // A message without bytes has a sender, and the end of the connection has none.
        message = tellsSender && sender == null ? null : room.limit((int) count);
        return true;
    }

    private void takeDescriptors() {
        if (takesDescriptors) {
            descriptors = header.received(socket.fd().name());
            FdPassing.checkAllCame(header.flags(), descriptors, socket);
        } else {
            noteStripped(header.flags());
        }
    }

    private void noteStripped(int flags) {
        if ((flags & MSG_CTRUNC) != 0) {
            stripped++;
        }
    }

    /** Those that came with the message that was taken, close-on-exec; whoever takes it closes them. */
    public List<Fd> descriptors() {
        return descriptors;
    }

    /** Messages that came with descriptors, which the kernel closed since nobody wanted them here. */
    public long stripped() {
        return stripped;
    }

    private void makeRoom() {
        if (room == null) {
            room = ByteBuffer.allocateDirect(Math.min(longest, FIRST_ROOM));
        }
        if (room.capacity() == longest) {
            return;
        }
        // The length of a message that is there, of which no byte is copied; who looks is the only one who takes.
        ByteBuffer none = room.duplicate().limit(0).position(0);
        long length = Syscall.attempt("recv", socket.fd().name(), () -> SocketFunctions.messages()
                .recv(socket.fd().number(), none, 0, MSG_PEEK | MSG_DONTWAIT | MSG_TRUNC));
        if (length > room.capacity() && length <= longest) {
            room = ByteBuffer.allocateDirect((int) Math.min(longest, Math.max(length, 2L * room.capacity())));
        }
    }

    /** What was taken, direct and valid until the next is; null for the end of the connection. */
    public ByteBuffer message() {
        return message;
    }

    /**
     * Takes the next message, which is there.
     *
     * @return its bytes, direct and valid until the next call; null at the end of the connection
     * @throws KernelException EAGAIN where none is there, and as {@link #take}
     */
    public ByteBuffer next() {
        if (!take()) {
            throw new KernelException("recvmsg", socket.fd().name(), Errno.EAGAIN);
        }
        return message();
    }

    private KernelException tooLong(String call, long length) {
        return new KernelException(call, socket.fd().name(), Errno.EMSGSIZE)
                .because("the next message has " + length + " bytes, and there is room for " + longest)
                .asking(length).in(SocketSituation.NO_ROOM);
    }

    /** Who sent the message that was taken; null where that is not asked for. */
    public Credentials sender() {
        return sender;
    }

    /** The address that its sender is bound to, or null. */
    public String senderAddress() {
        return header.sender();
    }

    @Override
    public void close() {
        header.close();
        if (batch != null) {
            batch.close();
        }
    }
}
