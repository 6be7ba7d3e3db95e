package org.ipcctl.sock;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.NativeMemory;

/**
 * {@code struct msghdr} with one {@code struct iovec}, room for the sender's address and for control messages, all in
 * one block of native memory; {@code recvmsg(2)}, {@code cmsg(3)}. Offsets are those of 64-bit Linux:
 * <pre>
 *     0 msg_name   8 msg_namelen   16 msg_iov   24 msg_iovlen   32 msg_control   40 msg_controllen   48 msg_flags
 *    64 iovec: iov_base, iov_len     80 the address     192 the control messages
 * </pre>
 * A control message is {@code size_t} length, header included, {@code int} level, {@code int} type, its data, and
 * padding to eight bytes.
 */
final class MessageHeader implements AutoCloseable {
    private static final int SCM_RIGHTS = 1;
    private static final int SCM_CREDENTIALS = 2;
    private static final int IOVEC = 64;
    private static final int NAME = 80;
    private static final int NAME_ROOM = 110;
    private static final int CONTROL = 192;
    private static final int CMSG_HEADER = 16;
    /** Of {@code struct ucred}, padded. */
    private static final int CREDENTIALS_ROOM = CMSG_HEADER + 16;

    private final NativeMemory memory;
    private final Pointer header;
    private final int controlRoom;
    private ByteBuffer data;
    private long dataAddress;

    /** @param descriptors that it has room for */
    MessageHeader(int descriptors) {
        controlRoom = CREDENTIALS_ROOM + (descriptors == 0 ? 0 : aligned(CMSG_HEADER + descriptors * Integer.BYTES));
        memory = NativeMemory.allocate(CONTROL + controlRoom);
        header = memory.pointer();
        header.putAddress(16, memory.address() + IOVEC);
        header.putLong(24, 1);
    }

    private static int aligned(int length) {
        return length + 7 & -8;
    }

    Pointer pointer() {
        return header;
    }

    /**
     * What is to be sent is from position to limit of {@code data}, a direct buffer; or there is where to receive to.
     */
    @SuppressWarnings("ReferenceEquality")
    void data(ByteBuffer data) {
        if (data != this.data) {
            this.data = data;
            dataAddress = Native.address(data);
        }
        header.putLong(IOVEC, dataAddress + data.position());
        header.putLong(IOVEC + 8, data.remaining());
    }

    /** Gives all the room to the kernel, which has put its own numbers there at the last call. */
    void forReceiving() {
        header.putAddress(0, memory.address() + NAME);
        header.putInt(8, NAME_ROOM);
        header.putAddress(32, memory.address() + CONTROL);
        header.putLong(40, controlRoom);
        header.putInt(48, 0);
    }

    /** As above, of the bytes alone: whoever sends nothing else along is not asked for. */
    void forReceivingBytes() {
        header.putAddress(0, 0);
        header.putInt(8, 0);
        noDescriptors();
        header.putInt(48, 0);
    }

    /** Sends to {@code address}, a {@code struct sockaddr_un}. */
    void to(byte[] address) {
        header.put(NAME, address, 0, address.length);
        header.putAddress(0, memory.address() + NAME);
        header.putInt(8, address.length);
    }

    /** Sends {@code fds} along. */
    void descriptors(List<Fd> fds) {
        int length = CMSG_HEADER + fds.size() * Integer.BYTES;
        header.putAddress(32, memory.address() + CONTROL);
        header.putLong(40, aligned(length));
        header.putLong(CONTROL, length);
        header.putInt(CONTROL + 8, SocketFunctions.SOL_SOCKET);
        header.putInt(CONTROL + 12, SCM_RIGHTS);
        for (int i = 0; i < fds.size(); i++) {
            header.putInt(CONTROL + CMSG_HEADER + i * Integer.BYTES, fds.get(i).number());
        }
    }

    /** Sends none. */
    void noDescriptors() {
        header.putAddress(32, 0);
        header.putLong(40, 0);
    }

    int flags() {
        return header.getInt(48);
    }

    /** The address of the sender, or null where it has none. */
    String sender() {
        int length = header.getInt(8);
        byte[] name = new byte[Math.max(0, length - 2)];
        header.get(NAME + 2, name, 0, name.length);
        return SocketAddress.show(name);
    }

    /**
     * Who sent it, or null where the message does not tell: then there is no message, but the end of the connection.
     */
    Credentials credentials() {
        long at = find(SCM_CREDENTIALS);
        return at < 0 ? null : new Credentials(header.getInt(at + CMSG_HEADER),
                Integer.toUnsignedLong(header.getInt(at + CMSG_HEADER + 4)),
                Integer.toUnsignedLong(header.getInt(at + CMSG_HEADER + 8)));
    }

    /** The descriptors that came: each is open in this process, and somebody has to close it. */
    List<Fd> received(String name) {
        long at = find(SCM_RIGHTS);
        if (at < 0) {
            return List.of();
        }
        List<Fd> fds = new ArrayList<>();
        long end = at + header.getLong(at);
        for (long i = at + CMSG_HEADER; i < end; i += Integer.BYTES) {
            fds.add(Fd.own(header.getInt(i), "descriptor " + fds.size() + " from " + name));
        }
        return fds;
    }

    /** Where the control message of {@code type} begins, or -1. */
    private long find(int type) {
        long at = CONTROL;
        long end = CONTROL + header.getLong(40);
        while (at + CMSG_HEADER <= end) {
            if (header.getInt(at + 8) == SocketFunctions.SOL_SOCKET && header.getInt(at + 12) == type) {
                return at;
            }
            at += aligned((int) header.getLong(at));
        }
        return -1;
    }

    @Override
    public void close() {
        memory.close();
    }
}
