package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.MSG_NOSIGNAL;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Syscall;

/**
 * Sends datagrams from a socket that is not connected, each to an address of its own: {@code sendmsg(2)}. poll(2) does
 * not tell of the room at an address, so the call waits itself, for a while at a time.
 */
public final class AddressedSender implements AutoCloseable {
    private static final Duration WHILE = Duration.ofMillis(200);

    private final UnixSocket socket;
    private final MessageHeader header = new MessageHeader(FdPassing.MOST);

    /** @param socket from now on no call of it waits longer than a while to send */
    public AddressedSender(UnixSocket socket) {
        this.socket = socket;
        socket.limitSending(Deadline.in(WHILE));
    }

    /**
     * Sends all of {@code payload}, a direct buffer.
     *
     * @return false where the receiver had no room for that while
     * @throws KernelException ECONNREFUSED or ENOENT where nobody is there any more
     */
    public boolean send(SocketAddress to, List<Fd> descriptors, ByteBuffer payload) {
        header.to(to.bytes("sendmsg"));
        header.data(payload);
        if (descriptors.isEmpty()) {
            header.noDescriptors();
        } else {
            header.descriptors(descriptors);
        }
        long count = Syscall.attempt("sendmsg", to.text(),
                () -> SocketFunctions.messages().sendmsg(socket.fd().number(), header.pointer(), MSG_NOSIGNAL),
                payload.remaining());
        if (count < 0 && count != -Errno.EAGAIN) {
            throw new KernelException("sendmsg", to.text(), (int) -count);
        }
        return count >= 0;
    }

    @Override
    public void close() {
        header.close();
    }
}
