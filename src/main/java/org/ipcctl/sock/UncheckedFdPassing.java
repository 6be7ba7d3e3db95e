package org.ipcctl.sock;

import jnr.ffi.annotations.IgnoreError;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.Syscall;

/**
 * One descriptor beside one byte, again and again, for measured loops: what {@link FdPassing} does, by bare numbers and
 * without deadlines and trace. The
 * {@code msghdr} is as in {@link MessageHeader}, and the same for every message.
 */
public final class UncheckedFdPassing implements AutoCloseable {
    private static final Functions C = Native.load(Functions.class);
    private static final Fast FAST = Native.load(Fast.class);
    private static final int SCM_RIGHTS = 1;
    private static final int VECTORS = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int VECTOR = 64;
    private static final int DATA = 80;
    private static final int MESSAGE = 96;
    /** A control message with one number, and what it takes with padding. */
    private static final int LENGTH = 20;
    private static final int ROOM = 24;
    private static final int NUMBER = 16;

    private final Fd socket;
    private final NativeMemory memory = NativeMemory.allocate(MESSAGE + ROOM);
    private final long header = memory.address();
    private final long message = header + MESSAGE;

    /** Through {@code socket}, a UNIX domain stream. */
    public UncheckedFdPassing(Fd socket) {
        this.socket = socket;
        RawMemory.putLong(header + VECTORS, header + VECTOR);
        RawMemory.putLong(header + VECTOR_COUNT, 1);
        RawMemory.putLong(header + CONTROL, message);
        RawMemory.putLong(header + VECTOR, header + DATA);
        RawMemory.putLong(header + VECTOR + Long.BYTES, 1);
    }

    /** Sends {@code descriptor}, which stays open here. */
    public void send(int descriptor) {
        RawMemory.putLong(header + CONTROL_LENGTH, ROOM);
        RawMemory.putLong(message, LENGTH);
        RawMemory.putInt(message + Long.BYTES, SocketFunctions.SOL_SOCKET);
        RawMemory.putInt(message + Long.BYTES + Integer.BYTES, SCM_RIGHTS);
        RawMemory.putInt(message + NUMBER, descriptor);
        if (FAST.sendmsg(socket.number(), header, SocketFunctions.MSG_NOSIGNAL) != 1) {
            Syscall.call("sendmsg", socket.name(),
                    () -> C.sendmsg(socket.number(), header, SocketFunctions.MSG_NOSIGNAL), "SCM_RIGHTS");
        }
    }

    /** Receives one, which somebody has to close. */
    public int receive() {
        RawMemory.putLong(header + CONTROL_LENGTH, ROOM);
        long count = FAST.recvmsg(socket.number(), header, SocketFunctions.MSG_CMSG_CLOEXEC);
        if (count != 1) {
            receiveAgain(count);
        }
        if (RawMemory.getLong(header + CONTROL_LENGTH) < LENGTH) {
            throw new KernelException("recvmsg", socket.name(), Errno.EMFILE)
                    .because("the descriptor sent could not be opened here");
        }
        return RawMemory.getInt(message + NUMBER);
    }

    private void receiveAgain(long first) {
        RawMemory.putLong(header + CONTROL_LENGTH, ROOM);
        if (first == 0 || Syscall.call("recvmsg", socket.name(),
                () -> C.recvmsg(socket.number(), header, SocketFunctions.MSG_CMSG_CLOEXEC)) == 0) {
            throw new KernelException("recvmsg", socket.name(), Errno.EPIPE).because("the other side has closed it");
        }
    }

    @Override
    public void close() {
        memory.close();
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        long sendmsg(int socket, long header, int flags);

        long recvmsg(int socket, long header, int flags);
    }

    /** Public only because jnr asks for it. */
    public interface Fast {
        @IgnoreError
        long sendmsg(int socket, long header, int flags);

        @IgnoreError
        long recvmsg(int socket, long header, int flags);
    }
}
