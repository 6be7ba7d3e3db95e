package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.MSG_CMSG_CLOEXEC;
import static org.ipcctl.sock.SocketFunctions.MSG_CTRUNC;
import static org.ipcctl.sock.SocketFunctions.MSG_DONTWAIT;
import static org.ipcctl.sock.SocketFunctions.MSG_NOSIGNAL;
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
 * Open files on their way from one process to another: SCM_RIGHTS in {@code unix(7)}. What the receiver gets are
 * descriptors of the same open files, position and access mode included, as dup(2) would make them.
 *
 * @param descriptors that came, close-on-exec
 * @param data        the bytes that came with them
 */
public record FdPassing(List<Fd> descriptors, byte[] data) implements AutoCloseable {
    /** SCM_MAX_FD: more do not fit into one message. */
    public static final int MOST = 253;

    private static final int DATA_ROOM = 1 << 16;

    /**
     * Sends {@code descriptors} together with {@code data}: at least a byte, for a stream carries descriptors only with
     * data.
     *
     * @param deadline how long the receiver's queue may stay full
     */
    public static void send(UnixSocket socket, List<Fd> descriptors, byte[] data, Deadline deadline) {
        send(socket, descriptors, ByteBuffer.allocateDirect(data.length).put(data).flip(), deadline);
    }

    /** As above for what remains in {@code payload}, a direct buffer. */
    public static void send(UnixSocket socket, List<Fd> descriptors, ByteBuffer payload, Deadline deadline) {
        try (MessageHeader header = new MessageHeader(descriptors.size())) {
            if (!descriptors.isEmpty()) {
                header.descriptors(descriptors);
            }
            do {
                header.data(payload);
                long count = Syscall.attempt("sendmsg", socket.fd().name(), () -> SocketFunctions.messages()
                        .sendmsg(socket.fd().number(), header.pointer(), MSG_NOSIGNAL | MSG_DONTWAIT), "SCM_RIGHTS",
                        descriptors.size());
                if (count >= 0) {
                    // On a stream the descriptors went with the first part; the rest is plain data.
                    header.noDescriptors();
                    payload.position(payload.position() + (int) count);
                } else if (count != -Errno.EAGAIN) {
                    throw explained(new KernelException("sendmsg", socket.fd().name(), (int) -count));
                } else {
                    awaited(socket, Poll.OUT, deadline, "the receiver to take messages");
                }
            } while (payload.hasRemaining());
        }
    }

    private static void awaited(UnixSocket socket, int event, Deadline deadline, String what) {
        if (Poll.await(socket.fd(), event, deadline) == 0) {
            throw deadline.passed("poll", socket.fd().name(), what);
        }
    }

    private static KernelException explained(KernelException e) {
        return switch (e.errno()) {
            case Errno.EPIPE, Errno.ECONNRESET,
                    Errno.ECONNREFUSED -> new KernelException(e.call(), e.subject(), Errno.EPIPE)
                            .because("the receiver has closed its socket");
            case Errno.ETOOMANYREFS -> e
                    .because("this user has more descriptors in transit than RLIMIT_NOFILE allows to be open")
                    .advise("Raise it with 'ulimit -n', or receive those that were sent.");
            default -> e;
        };
    }

    /**
     * Receives the next message with descriptors; bytes that come before it without any are kept too.
     *
     * @param taking runs when there is something to take, and nothing is taken yet
     * @return null where the other side closed without sending one
     * @throws KernelException EMFILE where not all that were sent could be opened here; those that were are closed
     * again
     */
    public static FdPassing receive(UnixSocket socket, Deadline deadline, Runnable taking) {
        awaited(socket, Poll.IN, deadline, "a descriptor");
        taking.run();
        ByteBuffer room = ByteBuffer.allocateDirect(DATA_ROOM);
        try (MessageHeader header = new MessageHeader(MOST)) {
            while (room.hasRemaining()) {
                awaited(socket, Poll.IN, deadline, "a descriptor");
                header.data(room);
                header.forReceiving();
                int count = (int) Syscall.call("recvmsg", socket.fd().name(), () -> SocketFunctions.messages()
                        .recvmsg(socket.fd().number(), header.pointer(), MSG_CMSG_CLOEXEC), "MSG_CMSG_CLOEXEC");
                List<Fd> received = header.received(socket.fd().name());
                checkWhole(header.flags(), received, socket);
                room.position(room.position() + count);
                if (!received.isEmpty()) {
                    return new FdPassing(received, bytes(room));
                } else if (count == 0) {
                    return null;
                }
            }
            throw new KernelException("recvmsg", socket.fd().name(), Errno.EMSGSIZE)
                    .because(DATA_ROOM + " bytes came without a descriptor")
                    .in(SocketSituation.NO_DESCRIPTOR);
        }
    }

    private static void checkWhole(int flags, List<Fd> received, UnixSocket socket) {
        checkAllCame(flags, received, socket);
        if ((flags & MSG_TRUNC) != 0) {
            received.forEach(Fd::close);
            throw new KernelException("recvmsg", socket.fd().name(), Errno.EMSGSIZE)
                    .because("MSG_TRUNC: the message has more than " + DATA_ROOM
                            + " bytes of data beside its descriptors");
        }
    }

    /**
     * @throws KernelException EMFILE where not all that were sent could be opened here; those that were are closed
     * again
     */
    static void checkAllCame(int flags, List<Fd> received, UnixSocket socket) {
        if ((flags & MSG_CTRUNC) != 0) {
            received.forEach(Fd::close);
            throw new KernelException("recvmsg", socket.fd().name(), Errno.EMFILE)
                    .because("MSG_CTRUNC: only " + received.size()
                            + " of the descriptors sent could be opened here, and they are closed again")
                    .advise("Raise the limit on open files, 'ulimit -n', and send them again.");
        }
    }

    private static byte[] bytes(ByteBuffer room) {
        byte[] bytes = new byte[room.flip().remaining()];
        room.get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        descriptors.forEach(Fd::close);
    }
}
