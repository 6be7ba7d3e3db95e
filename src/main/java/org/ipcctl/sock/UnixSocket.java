package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.AF_UNIX;
import static org.ipcctl.sock.SocketFunctions.C;
import static org.ipcctl.sock.SocketFunctions.SOCK_CLOEXEC;
import static org.ipcctl.sock.SocketFunctions.SOL_SOCKET;

import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Syscall;

/**
 * A UNIX domain socket that can send and receive: {@code unix(7)}. A closed one sends nothing more, and the other side
 * sees it.
 */
public final class UnixSocket implements AutoCloseable {
    private static final int SO_PEERCRED = 17;
    private static final int SO_SNDTIMEO = 21;
    private static final int SHUT_RD = 0;
    private static final int SHUT_WR = 1;
    private static final int SHUT_RDWR = 2;
    /** What a stream may hold on its way; the kernel takes less where net.core.wmem_max is less. */
    private static final int ROOMY = 1 << 20;
    private static final Duration AGAIN = Duration.ofMillis(5);

    private final Fd fd;
    private final SocketType type;
    /** Whether SO_PASSCRED is set; null where nobody here has set it. */
    private Boolean tellsSenders;

    UnixSocket(Fd fd, SocketType type) {
        this.fd = fd;
        this.type = type;
    }

    /** A socket without a name or a partner. */
    static UnixSocket create(SocketType type, String name) {
        return new UnixSocket(Fd.own(Syscall.call("socket", name,
                () -> C.socket(AF_UNIX, type.number() | SOCK_CLOEXEC, 0), "AF_UNIX", type), name), type);
    }

    /**
     * Connects to {@code address}; where nobody listens it is tried again as long as {@code patience} lasts.
     *
     * @param types those to try in turn, since the one who listens has chosen
     * @param local the name of this side, or null
     * @throws KernelException ENOENT or ECONNREFUSED where nobody listens; ETIMEDOUT, or EAGAIN, where the limit passed
     *                         first; EPROTOTYPE where the listener's type is none of {@code types}
     */
    public static UnixSocket connect(SocketAddress address, List<SocketType> types, ConnectRetry patience,
                                     LocalName local) {
        byte[] bytes = address.bytes("connect");
        Obstacle obstacle = null;
        while (true) {
            KernelException failure = null;
            for (SocketType type : types) {
                try {
                    return connectOnce(address, bytes, type, patience.limit(), local);
                } catch (KernelException e) {
                    if (!e.call().equals("connect")) {
                        throw e;
                    }
                    failure = e;
                }
                // A file belongs to a socket of one type; an abstract name is another one for each type.
                if (!failure.is(Errno.EPROTOTYPE) && !(address.isAbstract() && failure.is(Errno.ECONNREFUSED))) {
                    break;
                }
            }
            boolean again = patience.isLeft();
            if (obstacle == null || !again) {
                // To look for another type costs more than to try, so it is done at the beginning and at the end.
                obstacle = new Obstacle(address, types);
                failure = obstacle.found(failure);
            }
            if (!obstacle.isAbsence(failure) || !again && !patience.isTimeout()) {
                throw obstacle.explained(failure);
            } else if (!again) {
                throw patience.limit().passed("connect", address.text(), "a process to listen there");
            }
            pause(patience.limit());
        }
    }

    private static UnixSocket connectOnce(SocketAddress address, byte[] bytes, SocketType type, Deadline limit,
                                          LocalName local) {
        UnixSocket socket = create(type, address.text());
        boolean connected = false;
        try {
            if (local != null) {
                local.bind(socket);
            }
            socket.connectTo(address, bytes, limit);
            connected = true;
            return socket;
        } finally {
            if (!connected) {
                socket.close();
                if (local != null) {
                    local.unbind();
                }
            }
        }
    }

    /** Has what a datagram socket sends go to {@code address}, and takes only what comes from there. */
    public void connectTo(SocketAddress address) {
        connectTo(address, address.bytes("connect"), Deadline.never());
    }

    /**
     * The listener's queue of connections may be full, and only then does connect(2) wait: in the call itself, for
     * poll(2) says nothing of that, and whoever tried again and again would be overtaken by all who wait in the kernel.
     */
    private void connectTo(SocketAddress address, byte[] bytes, Deadline limit) {
        boolean limited = limit.isBounded() && type.isConnected();
        if (limited && limit.isOnce()) {
            fd.setNonblocking(true);
        }
        long answer = Syscall.attempt("connect", address.text(), () -> {
            if (limited && !limit.isOnce()) {
                // Anew after each signal.
                limitSending(limit);
            }
            return C.connect(fd.number(), bytes, bytes.length);
        }, type);
        if (answer == -Errno.EAGAIN) {
            throw limit.passed("connect", address.text(), "the listener to accept connections");
        } else if (answer < 0) {
            throw new KernelException("connect", address.text(), (int) -answer);
        } else if (limited && limit.isOnce()) {
            fd.setNonblocking(false);
        } else if (limited) {
            limitSending(Deadline.never());
        }
    }

    private static void pause(Deadline deadline) {
        Interruption.check();
        try {
            Thread.sleep(Math.max(1, Math.min(AGAIN.toMillis(), deadline.remainingNanos() / 1_000_000)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Two sockets that are connected to each other: socketpair(2). */
    public static UnixSocket[] pair(SocketType type) {
        int[] ends = new int[2];
        Syscall.call("socketpair", "",
                () -> SocketFunctions.messages().socketpair(AF_UNIX, type.number() | SOCK_CLOEXEC, 0, ends), type);
        return new UnixSocket[] {new UnixSocket(Fd.own(ends[0], "socket pair"), type),
            new UnixSocket(Fd.own(ends[1], "socket pair"), type)};
    }

    /**
     * The UNIX domain socket behind a descriptor that somebody else opened; null where it is something else.
     */
    public static UnixSocket behind(Fd fd) {
        return SocketOption.DOMAIN.of(fd) == AF_UNIX ? new UnixSocket(fd, SocketType.of(SocketOption.TYPE.of(fd)))
                : null;
    }

    public Fd fd() {
        return fd;
    }

    public SocketType type() {
        return type;
    }

    /** Sends end of file: the other side reads what is under way, and then the end. Receiving goes on. */
    public void endOutput() {
        shutdown(SHUT_WR, "SHUT_WR");
    }

    /** Whoever sends is told that nothing more is taken; what was sent is there, and then the end. */
    public void endInput() {
        shutdown(SHUT_RD, "SHUT_RD");
    }

    /** Ends both directions, so that whoever waits in another thread for either is woken. */
    public void endAll() {
        shutdown(SHUT_RDWR, "SHUT_RDWR");
    }

    private void shutdown(int how, String name) {
        long answer = Syscall.attempt("shutdown", fd.name(), () -> C.shutdown(fd.number(), how), name);
        // The other side may have gone meanwhile, which is more than an end of file.
        if (answer < 0 && answer != -Errno.ENOTCONN) {
            throw new KernelException("shutdown", fd.name(), (int) -answer);
        }
    }

    /**
     * Who is at the other end: of a connection that was accepted, the process that called connect(2); of one that was
     * made, the process that called listen(2); of a pair, the process that made it.
     */
    public Credentials peer() {
        int[] ucred = {0, -1, -1};
        Syscall.call("getsockopt", fd.name(),
                () -> C.getsockopt(fd.number(), SOL_SOCKET, SO_PEERCRED, ucred,
                        new int[] {ucred.length * Integer.BYTES}),
                "SO_PEERCRED");
        return new Credentials(ucred[0], Integer.toUnsignedLong(ucred[1]), Integer.toUnsignedLong(ucred[2]));
    }

    /** Has the kernel keep more on its way than the default, as far as it lets this user: fewer and larger steps. */
    public void useLargeBuffer() {
        SocketOption.SNDBUF.attempt(fd, ROOMY);
    }

    /** From now on each received message tells who sent it: SO_PASSCRED, which accepted connections inherit. */
    void tellSenders() {
        // Not again: messages may be there by now, and would be lost with a command that fails.
        if (!Boolean.TRUE.equals(tellsSenders)) {
            SocketOption.PASSCRED.set(fd, 1);
            tellsSenders = true;
        }
    }

    /** No longer, which spares the kernel work; false where it goes on. */
    boolean keepSendersBack() {
        if (!Boolean.FALSE.equals(tellsSenders) && SocketOption.PASSCRED.attempt(fd, 0) == 0) {
            tellsSenders = false;
        }
        return Boolean.FALSE.equals(tellsSenders);
    }

    /** A connection that was accepted here. */
    UnixSocket accepted(Fd connection) {
        UnixSocket socket = new UnixSocket(connection, type);
        socket.tellsSenders = tellsSenders;
        return socket;
    }

    /** From now on a send or connect that waits ends with EAGAIN at {@code deadline}: SO_SNDTIMEO. */
    void limitSending(Deadline deadline) {
        long nanos = deadline.isBounded() ? Math.max(1_000, deadline.remainingNanos()) : 0;
        long[] timeval = {nanos / 1_000_000_000, nanos % 1_000_000_000 / 1_000};
        Syscall.call("setsockopt", fd.name(),
                () -> SocketFunctions.messages().setsockopt(fd.number(), SOL_SOCKET, SO_SNDTIMEO, timeval,
                        2 * Long.BYTES),
                "SO_SNDTIMEO");
    }

    @Override
    public void close() {
        fd.close();
    }
}
