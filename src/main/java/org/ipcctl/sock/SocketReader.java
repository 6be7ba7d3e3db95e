package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.MSG_CMSG_CLOEXEC;
import static org.ipcctl.sock.SocketFunctions.MSG_DONTWAIT;
import static org.ipcctl.sock.SocketFunctions.MSG_TRUNC;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Syscall;

/**
 * Reads a UNIX domain socket with the descriptors that come along: {@code recvmsg(2)}. By read(2) and splice(2) the
 * kernel closes them, and nobody learns of it.
 */
public final class SocketReader implements AutoCloseable {
    private final UnixSocket socket;
    private final ByteBuffer room;
    private final MessageHeader header = new MessageHeader(FdPassing.MOST);
    private List<Fd> descriptors = List.of();

    /** @param most bytes that are read at a time, or of the longest message */
    public SocketReader(UnixSocket socket, int most) {
        this.socket = socket;
        this.room = ByteBuffer.allocateDirect(most);
        header.data(room);
    }

    /**
     * Reads what is there, not waiting for it.
     *
     * @return its bytes, direct and valid until the next call: none at the end of the stream; null where nothing is
     * there
     * @throws KernelException EMFILE where not all descriptors that came could be opened here; EMSGSIZE where a message
     * is too long
     */
    public ByteBuffer read() {
        header.forReceiving();
        long count = Syscall.attempt("recvmsg", socket.fd().name(), () -> SocketFunctions.messages()
                .recvmsg(socket.fd().number(), header.pointer(), MSG_DONTWAIT | MSG_CMSG_CLOEXEC));
        if (count == -Errno.EAGAIN) {
            return null;
        } else if (count < 0) {
            throw new KernelException("recvmsg", socket.fd().name(), (int) -count);
        }
        descriptors = header.received(socket.fd().name());
        FdPassing.checkAllCame(header.flags(), descriptors, socket);
        if ((header.flags() & MSG_TRUNC) != 0) {
            descriptors.forEach(Fd::close);
            throw new KernelException("recvmsg", socket.fd().name(), Errno.EMSGSIZE)
                    .because(
                            "the next message is longer than the " + room.capacity() + " bytes that there is room for");
        }
        return room.clear().limit((int) count);
    }

    /** Those that came with what was read, close-on-exec; whoever reads closes them. */
    public List<Fd> descriptors() {
        return descriptors;
    }

    @Override
    public void close() {
        header.close();
    }
}
