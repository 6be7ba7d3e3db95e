package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * Looks at what comes next out of a pipe, FIFO or stream socket without taking it out, for other readers have a right
 * to what is not used here.
 *
 * <p>tee(2) copies what is queued in a pipe into a pipe of our own, where recv(2) of a socket has {@code MSG_PEEK}.
 * Then just so much is read as is wanted. That costs three calls for as much as is queued, where reading byte by byte
 * costs one for each byte.
 *
 * <p>Between look and read another process could read. Readers of this kind exclude each other by an flock(2) on the
 * pipe. A reader that knows nothing of the lock may still cut in.
 */
public final class LookAhead implements AutoCloseable {
    public static final int LOCK_EX = 2;
    public static final int LOCK_NB = 4;
    public static final int LOCK_UN = 8;

    /** Bytes of the largest look into a pipe: half of what one holds by default. */
    private static final int MOST = 1 << 15;
    /** Bytes of the largest copy that is made of what is queued. */
    private static final int LARGEST_COPY = 1 << 26;
    private static final int SOL_SOCKET = 1;
    private static final int SO_TYPE = 3;
    private static final int SOCK_STREAM = 1;
    private static final int MSG_PEEK = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int RDHUP = 0x2000;
    private static final int EPOLLET = 1 << 31;
    /** struct epoll_event is packed on x86 and not elsewhere; its events come first, and no more of it is used. */
    private static final int EPOLL_EVENT = 16;

    /** Null where it is a socket. */
    private final Fd copyOut;
    private final Fd copyIn;
    /** So many bytes are in the way of what is waited for, or might be. */
    private final int inTheWay;
    private Fd edge;

    private LookAhead(Fd[] ends, int inTheWay) {
        this.copyOut = ends == null ? null : ends[0];
        this.copyIn = ends == null ? null : ends[1];
        this.inTheWay = inTheWay;
    }

    /**
     * What is queued in a pipe.
     *
     * @param first   the bytes that come next, which stay there; not more than were asked for
     * @param total   bytes that were in it
     * @param limited whether there are fewer of the first because a limit forbids a pipe of our own as large as that
     * one
     */
    public record Queued(byte[] first, long total, boolean limited) {
    }

    /**
     * Copies the first {@code most} bytes of what is queued in the pipe or FIFO that {@code from} is a reading end of,
     * and takes none.
     */
    public static Queued queued(Fd from, long most) {
        int total = from.readable();
        int wanted = (int) Math.min(total, Math.min(most, LARGEST_COPY));
        if (wanted == 0) {
            return new Queued(new byte[0], total, false);
        }
        try (LookAhead look = new LookAhead(PipeBuffer.open(Fd.O_NONBLOCK), Integer.MAX_VALUE)) {
            // A slot of the one becomes a slot of the other, however few bytes it has.
            boolean narrow = PipeBuffer.capacity(look.copyIn) < PipeBuffer.capacity(from)
                    && !look.widen(PipeBuffer.capacity(from));
            ByteBuffer into = ByteBuffer.allocateDirect(wanted);
            look.look(from, into, wanted);
            byte[] first = new byte[into.flip().remaining()];
            into.get(first);
            return new Queued(first, total, first.length < Math.min(total, most) && (narrow || wanted == LARGEST_COPY));
        }
    }

    private boolean widen(int capacity) {
        try {
            PipeBuffer.resize(copyIn, capacity);
            return true;
        } catch (KernelException e) {
            if (e.is(Errno.EPERM)) {
                return false;
            }
            throw e;
        }
    }

    /** For {@code from} and what is opened of the same file anew; null where nothing but reading tells what comes. */
    public static LookAhead into(Fd from) {
        FileStatus.Kind kind = from.status().kind();
        if (kind == FileStatus.Kind.FIFO) {
            int capacity = PipeBuffer.capacity(from);
            LookAhead look = new LookAhead(PipeBuffer.open(Fd.O_NONBLOCK),
                    capacity > PipeBuffer.PAGE ? Integer.MAX_VALUE : PipeBuffer.PAGE / 2);
            if (Errno.isRefusal((int) -look.tee(from, 0))) {
                look.close();
                return null;
            }
            // Smaller than the pipe, so that a full one has something that is not seen: see isInTheWay.
            PipeBuffer.resize(look.copyIn, Math.max(PipeBuffer.PAGE, Math.min(MOST, capacity / 2)));
            return look;
        }
        return kind == FileStatus.Kind.SOCKET && isStream(from) ? new LookAhead(null, MOST) : null;
    }

    private static boolean isStream(Fd socket) {
        int[] type = new int[1];
        return Syscall.attempt("getsockopt", socket.name(),
                () -> Functions.C.getsockopt(socket.number(), SOL_SOCKET, SO_TYPE, type, new int[] {Integer.BYTES}),
                "SO_TYPE") == 0 && type[0] == SOCK_STREAM;
    }

    /**
     * Copies what is queued to where {@code into}, a direct buffer, has its position, which advances.
     *
     * @return the count, 0 where there is neither data nor writer, or -EAGAIN
     */
    public int look(Fd from, ByteBuffer into) {
        return look(from, into, Math.min(MOST, into.remaining()));
    }

    private int look(Fd from, ByteBuffer into, int most) {
        long queued = copyOut == null
                ? Syscall.attempt("recv", from.name(),
                        () -> Functions.C.recv(from.number(), into, into.remaining(), MSG_PEEK | MSG_DONTWAIT),
                        "MSG_PEEK")
                : tee(from, most);
        if (queued < 0 && queued != -Errno.EAGAIN) {
            throw new KernelException(copyOut == null ? "recv" : "tee", from.name(), (int) -queued);
        } else if (queued > 0 && copyOut == null) {
            into.position(into.position() + (int) queued);
        } else if (queued > 0) {
            int limit = into.limit();
            into.limit(into.position() + (int) queued);
            while (into.hasRemaining()) {
                copyOut.read(into);
            }
            into.limit(limit);
        }
        return (int) queued;
    }

    private long tee(Fd from, int most) {
        return Syscall.attempt("tee", from.name(),
                () -> Functions.C.tee(from.number(), copyIn.number(), most, Fd.SPLICE_F_NONBLOCK), most);
    }

    /**
     * Whether the {@code count} bytes of the last look are in the way of what is waited for: as long as they stay, it
     * does not come. A full pipe has more slots than one look sees, and it is seen that there is more. Of a pipe of one
     * slot, and of a socket, only the writer knows how full it is: half of what one of the usual size holds is too much
     * there, and of less nothing is known, see {@link #isSure}.
     */
    public boolean isInTheWay(Fd from, int count) {
        return count >= inTheWay || isSure() && from.readable() != count;
    }

    /** Whether what is not {@link #isInTheWay} leaves room for more. */
    public boolean isSure() {
        return inTheWay == Integer.MAX_VALUE;
    }

    /** Whether nobody will write any more. */
    public static boolean hasEnded(Fd from) {
        return (Poll.await(from, Poll.IN | RDHUP, Deadline.in(Duration.ZERO)) & (Poll.HUP | RDHUP)) != 0;
    }

    /**
     * Waits until something is written behind what is there and stays there, or the last writer closes: epoll(7),
     * edge-triggered. It may return without a reason, and has to be asked again then. A write(2) that finds too little
     * room for all it has, and is not the first into an empty pipe, wakes nobody: hence the limit.
     */
    public void awaitMore(Fd from, Deadline limit) {
        if (edge == null) {
            edge = Fd.own(Syscall.call("epoll_create1", "", () -> Functions.C.epoll_create1(Fd.O_CLOEXEC)),
                    from.name());
            byte[] event = ByteBuffer.allocate(EPOLL_EVENT).order(ByteOrder.nativeOrder())
                    .putInt(Poll.IN | RDHUP | EPOLLET).array();
            Syscall.call("epoll_ctl", from.name(),
                    () -> Functions.C.epoll_ctl(edge.number(), EPOLL_CTL_ADD, from.number(), event), "EPOLL_CTL_ADD");
        }
        Poll.await(edge, Poll.IN, limit);
        Syscall.attempt("epoll_wait", from.name(),
                () -> Functions.C.epoll_wait(edge.number(), new byte[EPOLL_EVENT], 1, 0));
    }

    /**
     * flock(2): its result or the negative error number. A pipe in a place that has no locks is none the worse to read
     * from.
     */
    public static long lock(Fd fd, int operation) {
        return Syscall.attempt("flock", fd.name(), () -> LibC.C.flock(fd.number(), operation), operation);
    }

    /** As above, with LOCK_EX; a wait ends as those {@code calls} do. */
    public static long lock(Fd fd, BlockingCalls calls, Deadline deadline) {
        return calls.attempt("flock", fd.name(), () -> LibC.C.flock(fd.number(), LOCK_EX), deadline, LOCK_EX);
    }

    @Override
    public void close() {
        for (Fd fd : new Fd[] {copyIn, copyOut, edge}) {
            if (fd != null) {
                fd.close();
            }
        }
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            long tee(int from, int to, long length, int flags);

            int getsockopt(int socket, int level, int option, @Out int[] value, @In @Out int[] length);

            long recv(int socket, @Out ByteBuffer message, long length, int flags);

            int epoll_create1(int flags);

            int epoll_ctl(int epoll, int operation, int fd, @In byte[] event);

            int epoll_wait(int epoll, @Out byte[] events, int most, int timeoutMillis);
        }
    }
}
