package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.C;

import java.time.Duration;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Syscall;

/**
 * A socket with a name: one that accepts connections, or for datagrams the one that receives them. Closing it removes
 * its file, unless somebody has put another one there, and so does a signal that ends this process. See
 * {@code bind(2)}, {@code listen(2)}, {@code accept(2)}.
 */
public final class Listener implements AutoCloseable {
    /** The kernel takes net.core.somaxconn where that is less. */
    private static final int BACKLOG = 4096;
    /** How long accept4(2) may wait where somebody else took what was there. */
    private static final Duration AMONG_OTHERS = Duration.ofMillis(50);

    private final SocketAddress address;
    private final UnixSocket socket;
    /**
     * Of one that others have open too: accept4(2) may have to wait, since its flags are not ours to change. Else null.
     */
    private final BlockingCalls calls;
    private Binding binding;
    private ExitHook removal;
    /** Why its file is left behind; null where it is not. */
    private KernelException leftBehind;

    private Listener(SocketAddress address, UnixSocket socket, BlockingCalls calls) {
        this.address = address;
        this.socket = socket;
        this.calls = calls;
    }

    /**
     * One that this process was started with. Who made it has it open as well, maybe, and goes on to listen: it is
     * neither shut down nor changed, and its file stays. No child has it.
     *
     * @param inherited not closed
     * @return null where it is not a UNIX domain socket that listens
     */
    public static Listener inherited(SocketAddress name, Fd inherited) {
        UnixSocket socket = UnixSocket.behind(inherited);
        if (socket == null || SocketOption.ACCEPTCONN.of(inherited) <= 0) {
            return null;
        }
        inherited.closeAtExec();
        return new Listener(name, new UnixSocket(inherited.duplicate(), socket.type()), new BlockingCalls());
    }

    /** Whether others have it open too, who go on to listen. */
    public boolean isInherited() {
        return calls != null;
    }

    /**
     * Binds and listens. The file of a socket that nobody has open any more is replaced.
     *
     * @param mode exactly these permissions from the first moment on; negative: 0777 less the umask
     * @throws KernelException EADDRINUSE where somebody listens there, or there is something that is no socket
     */
    public static Listener open(SocketAddress address, SocketType type, int mode) {
        return open(address, type, mode, BACKLOG, type != SocketType.STREAM);
    }

    /**
     * As above.
     *
     * @param backlog     how many connections may wait to be accepted, less one
     * @param namesSender whether each message tells who sent it
     */
    public static Listener open(SocketAddress address, SocketType type, int mode, int backlog, boolean namesSender) {
        Listener listener = new Listener(address, UnixSocket.create(type, address.text()), null);
        try {
            listener.removal = ExitHook.run("removal of the socket file", listener::remove);
            listener.bind(mode, backlog, namesSender);
            return listener;
        } catch (RuntimeException e) {
            try (listener) {
                throw e;
            }
        }
    }

    /** A signal that comes meanwhile waits until what is created can be removed. */
    private synchronized void bind(int mode, int backlog, boolean namesSender) {
        // jnr makes what a call needs when it is first called. Done now it does not keep listen(2) from following
        // bind(2) at once: whoever waits for the file to appear and connects would be refused.
        C.listen(-1, backlog);
        // Nobody inherits it, but pidfd_getfd(2) and a debugger get at it: a connection that somebody else took must
        // not leave accept4(2) waiting. So poll(2) waits, which a service needs anyway, for the ends of its children
        // too.
        socket.fd().setNonblocking(socket.type().isConnected());
        if (namesSender) {
            // Before the first message can come, for the kernel notes its sender then; connections inherit it.
            socket.tellSenders();
        }
        binding = Binding.of(socket, address, mode);
        if (socket.type().isConnected()) {
            Syscall.call("listen", address.text(), () -> C.listen(socket.fd().number(), backlog), backlog);
        }
    }

    public SocketAddress address() {
        return address;
    }

    /** The socket itself: to wait for with poll(2), and for datagrams to receive from. */
    public UnixSocket socket() {
        return socket;
    }

    /**
     * The next connection.
     *
     * @throws KernelException ETIMEDOUT when the deadline passed first
     */
    public UnixSocket accept(Deadline deadline) {
        UnixSocket accepted = null;
        while (accepted == null) {
            await(deadline);
            accepted = acceptIfThere();
        }
        return accepted;
    }

    /** Waits for one, which {@link #acceptIfThere} then takes, unless it has gone. */
    public void await(Deadline deadline) {
        if (Poll.await(socket.fd(), Poll.IN, deadline) == 0) {
            throw deadline.passed("accept4", address.text(), "a connection");
        }
    }

    /** The next connection, or null where none waits. */
    public UnixSocket acceptIfThere() {
        long fd = calls == null ? Syscall.attempt("accept4", address.text(), this::accept4) : acceptAmongOthers();
        if (fd == -Errno.EAGAIN || fd == -Errno.ETIMEDOUT || fd == -Errno.ECONNABORTED) {
            return null;
        } else if (fd < 0) {
            throw new KernelException("accept4", address.text(), (int) -fd);
        }
        return socket.accepted(Fd.own(fd, address.text()));
    }

    /** Who came first took the connection that was there, so that this call would wait for the next. */
    private long acceptAmongOthers() {
        return Poll.await(socket.fd(), Poll.IN, Deadline.once()) == 0 ? -Errno.EAGAIN
                : calls.attempt("accept4", address.text(), this::accept4, Deadline.in(AMONG_OTHERS));
    }

    private long accept4() {
        return C.accept4(socket.fd().number(), null, null, SocketFunctions.SOCK_CLOEXEC);
    }

    /** Removes its file, if that is still its own, so that nobody new can connect; connections stay. */
    public synchronized void remove() {
        if (binding != null) {
            binding.remove();
        }
    }

    /**
     * Stops listening, before or at the end; who waits for a connection to be accepted is refused. That its file is
     * left behind is told by {@link #close}, for whoever is connected is still to be served.
     */
    public void stop() {
        try {
            remove();
        } catch (KernelException e) {
            leftBehind = e;
        } finally {
            socket.close();
            if (calls != null) {
                calls.close();
            }
            if (removal != null) {
                removal.close();
            }
        }
    }

    /** @throws KernelException where its file is left behind */
    @Override
    public void close() {
        stop();
        if (leftBehind != null) {
            throw leftBehind;
        }
    }
}
