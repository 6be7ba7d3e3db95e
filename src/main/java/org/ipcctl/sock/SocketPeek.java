package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.AF_INET;
import static org.ipcctl.sock.SocketFunctions.AF_INET6;
import static org.ipcctl.sock.SocketFunctions.AF_UNIX;
import static org.ipcctl.sock.SocketFunctions.MSG_DONTWAIT;
import static org.ipcctl.sock.SocketFunctions.MSG_PEEK;
import static org.ipcctl.sock.SocketFunctions.MSG_TRUNC;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.LookAhead;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Syscall;

/**
 * What waits in a socket, which stays there: recv(2) with MSG_PEEK. The socket is another process's as well, so nothing
 * of it is
 * changed: not its flags, not the place of SO_PEEK_OFF, and no error that its owner is to learn of. Descriptors that
 * come along stay where they are, for no room is given for them.
 *
 * @param first   the bytes that come next, of a socket with messages those of the next one; not more than were asked
 * for
 * @param total   bytes that wait; null of datagrams, of which the kernel tells no more than the next one's
 * @param message the length of the message that comes next; null where none does, and of a stream
 */
public record SocketPeek(byte[] first, Long total, Long message) {
    /** What nothing can be looked at in. */
    public enum Obstacle {
        /** It has connections that wait, and no bytes. */
        LISTENER,
        /** It is of another family than UNIX, IPv4 and IPv6, or of a type that is no stream and has no messages. */
        OTHER_KIND,
        /** Its process looks ahead itself, from a place that each look moves: SO_PEEK_OFF. */
        LOOKS_AHEAD,
        /** What it would say first is an error, once, to whoever asks. */
        ERROR
    }

    private static final List<Integer> FAMILIES = List.of(AF_UNIX, AF_INET, AF_INET6);
    /** Bytes of the largest look. */
    private static final int MOST = 1 << 30;

    /** Why nothing can be looked at in {@code socket}; null where it can. */
    public static Obstacle obstacle(Fd socket) {
        SocketType type = SocketType.of(SocketOption.TYPE.of(socket));
        if (!FAMILIES.contains(SocketOption.DOMAIN.of(socket)) || type == null) {
            return Obstacle.OTHER_KIND;
        } else if (SocketOption.ACCEPTCONN.of(socket) > 0) {
            return Obstacle.LISTENER;
        } else if (SocketOption.PEEK_OFF.of(socket) >= 0) {
            return Obstacle.LOOKS_AHEAD;
        }
        // A stream hands out its bytes first, and where it has none it is not asked.
        return type != SocketType.STREAM && (Poll.await(socket, Poll.IN, Deadline.once()) & Poll.ERR) != 0
                ? Obstacle.ERROR : null;
    }

    /** Looks at {@code most} bytes at most, of a socket without an {@link #obstacle}; waits for nothing. */
    public static SocketPeek at(Fd socket, long most) {
        SocketType type = SocketType.of(SocketOption.TYPE.of(socket));
        Long total = type == SocketType.DGRAM ? null : (long) socket.readable();
        return type == SocketType.STREAM ? stream(socket, total, most) : message(socket, type, total, most);
    }

    private static SocketPeek stream(Fd socket, long total, long most) {
        int wanted = (int) Math.min(MOST, Math.min(total, most));
        ByteBuffer into = ByteBuffer.allocateDirect(wanted);
        long count = wanted == 0 ? 0 : look(socket, into, wanted, 0);
        return new SocketPeek(bytes(into, (int) Math.max(0, count)), total, null);
    }

    /** The message may be taken between two looks, and the next one be longer. */
    private static SocketPeek message(Fd socket, SocketType type, Long total, long most) {
        ByteBuffer into = ByteBuffer.allocateDirect(1);
        int room = 0;
        while (true) {
            long length = look(socket, into, room, MSG_TRUNC);
            if (length < 0 || length == 0 && type != SocketType.DGRAM && LookAhead.hasEnded(socket)) {
                return new SocketPeek(new byte[0], total, null);
            }
            int wanted = (int) Math.min(MOST, Math.min(length, most));
            if (wanted <= room) {
                return new SocketPeek(bytes(into, wanted), total, length);
            }
            room = wanted;
            into = ByteBuffer.allocateDirect(room);
        }
    }

    /** The length, or a negative number where nothing waits. */
    private static long look(Fd socket, ByteBuffer into, int room, int flags) {
        long count = Syscall.attempt("recv", socket.name(), () -> SocketFunctions.messages()
                .recv(socket.number(), into, room, MSG_PEEK | MSG_DONTWAIT | flags), "MSG_PEEK");
        if (count < 0 && count != -Errno.EAGAIN && count != -Errno.ENOTCONN) {
            throw new KernelException("recv", socket.name(), (int) -count);
        }
        return count;
    }

    private static byte[] bytes(ByteBuffer into, int length) {
        byte[] bytes = new byte[length];
        into.get(0, bytes);
        return bytes;
    }
}
