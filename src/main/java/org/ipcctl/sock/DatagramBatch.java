package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.MSG_CMSG_CLOEXEC;
import static org.ipcctl.sock.SocketFunctions.MSG_DONTWAIT;
import static org.ipcctl.sock.SocketFunctions.MSG_TRUNC;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.Syscall;

/**
 * Datagrams that left the kernel together, by {@code recvmmsg(2)}, and are handed on one after the other. Each has room
 * for the longest that can come, so that none is cut off. All is in one block of native memory: the headers, a
 * {@code struct mmsghdr} each, which is a {@code struct msghdr} as {@link MessageHeader} has it and
 * <pre>
 *    56 msg_len   60 padding
 * </pre>
 * then a {@code struct iovec} each, then the room of each.
 */
final class DatagramBatch implements AutoCloseable {
    /** More than a socket queues where nobody has raised that: net.unix.max_dgram_qlen is 10. */
    private static final int MOST = 16;
    private static final int HEADER = 64;
    private static final int IOVEC = 16;
    private static final int CACHE_LINE = 64;

    private final int size;
    private final int stride;
    private final NativeMemory memory;
    private final long headers;
    /** Of all of them; between position and limit is the present one. */
    private final ByteBuffer room;
    private int count;
    private int present = -1;

    /** Of {@code most} datagrams, or fewer, that have up to {@code longest} bytes. */
    DatagramBatch(int longest, long most) {
        size = (int) Math.min(most, MOST);
        // A line more, or room of a power of two would have all of them compete for the same place in the cache.
        stride = (longest + CACHE_LINE - 1 & -CACHE_LINE) + CACHE_LINE;
        // What no datagram has reached yet takes no memory.
        memory = NativeMemory.allocate((long) size * (HEADER + IOVEC + stride));
        headers = memory.address();
        long iovecs = headers + (long) size * HEADER;
        long rooms = iovecs + (long) size * IOVEC;
        for (int i = 0; i < size; i++) {
            long iovec = iovecs + (long) i * IOVEC;
            RawMemory.putLong(header(i) + 16, iovec);
            RawMemory.putLong(header(i) + 24, 1);
            RawMemory.putLong(iovec, rooms + (long) i * stride);
            RawMemory.putLong(iovec + 8, longest);
        }
        room = RawMemory.buffer(rooms, size * stride);
    }

    private long header(int number) {
        return headers + (long) number * HEADER;
    }

    /**
     * Takes what is there, not waiting for it, and {@code most} at most; only where none is left of the ones before.
     *
     * @return how many came, or the negative error number: {@code -EAGAIN} where none is there
     */
    long receive(Fd socket, long most) {
        present = -1;
        long came = Syscall.attempt("recvmmsg", socket.name(), () -> SocketFunctions.messages().recvmmsg(
                socket.number(), headers, (int) Math.min(most, size), MSG_DONTWAIT | MSG_TRUNC | MSG_CMSG_CLOEXEC, 0));
        count = (int) Math.max(came, 0);
        return came;
    }

    /** Whether a datagram has left the kernel and was not handed on: it would be lost. */
    boolean isHolding() {
        return present + 1 < count;
    }

    /** Goes on to the next datagram; the following are about that. */
    void next() {
        present++;
    }

    /** How long it was, whether or not that fitted. */
    long length() {
        return Integer.toUnsignedLong(RawMemory.getInt(header(present) + 56));
    }

    int flags() {
        return RawMemory.getInt(header(present) + 48);
    }

    /** Its bytes, valid until the next are received. */
    ByteBuffer message() {
        int begin = present * stride;
        return room.limit(begin + (int) length()).position(begin);
    }

    @Override
    public void close() {
        memory.close();
    }
}
