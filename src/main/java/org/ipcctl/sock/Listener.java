package org.ipcctl.sock;

import org.ipcctl.kernel.ShellWord;
import static org.ipcctl.sock.SocketFunctions.C;

import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Syscall;

/**
 * A socket with a name: one that accepts connections, or for datagrams the one that receives them. Closing it removes its
 * file, unless somebody has put another one there. See {@code bind(2)}, {@code listen(2)}, {@code accept(2)}.
 */
public final class Listener implements AutoCloseable {
    /** The kernel takes net.core.somaxconn where that is less. */
    private static final int BACKLOG = 4096;
    private static final int LOCK_EX_NB = 2 | 4;
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);
    private static final long LOCK_PAUSE_MILLIS = 10;

    private final SocketAddress address;
    private final UnixSocket socket;
    /** What bind(2) created, null for an abstract name. */
    private final FileStatus file;
    private boolean removed;

    private Listener(SocketAddress address, UnixSocket socket, FileStatus file) {
        this.address = address;
        this.socket = socket;
        this.file = file;
    }

    /**
     * Binds and listens. The file of a socket that nobody has open any more is replaced.
     *
     * @param mode exactly these permissions from the first moment on; negative: 0777 less the umask
     * @throws KernelException EADDRINUSE where somebody listens there, or there is something that is no socket
     */
    public static Listener open(SocketAddress address, SocketType type, int mode) {
        byte[] bytes = address.bytes("bind");
        UnixSocket socket = UnixSocket.create(type, address.text());
        try {
            // jnr makes what a call needs when it is first called. Done now it does not keep listen(2) from following bind(2) at
            // once: whoever waits for the file to appear and connects would be refused.
            C.listen(-1, BACKLOG);
            if (type != SocketType.STREAM) {
                // Before the first message can come, for the kernel notes its sender then; connections inherit it.
                socket.tellSenders();
            }
            bind(socket, address, bytes, mode);
            if (type.isConnected()) {
                Syscall.call("listen", address.text(), () -> C.listen(socket.fd().number(), BACKLOG), BACKLOG);
            }
            return new Listener(address, socket, address.isAbstract() ? null : FileStatus.ofLink(address.text()));
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void bind(UnixSocket socket, SocketAddress address, byte[] bytes, int mode) {
        if (mode >= 0) {
            // Linux creates the file with the mode that the unbound socket has, less the umask: so it never has another one.
            socket.fd().setMode(mode);
        }
        long answer = bindOnce(socket, address, bytes, mode);
        if (answer == -Errno.EADDRINUSE && !address.isAbstract()) {
            answer = replaceStale(socket, address, bytes, mode);
        }
        if (answer < 0) {
            throw explained(new KernelException("bind", address.text(), (int) -answer), address);
        }
    }

    private static long bindOnce(UnixSocket socket, SocketAddress address, byte[] bytes, int mode) {
        long[] answer = new long[1];
        Runnable call = () -> answer[0] = Syscall.attempt("bind", address.text(), () -> C.bind(socket.fd().number(), bytes, bytes.length));
        if (mode >= 0) {
            Files.withUmask(0, call);
        } else {
            call.run();
        }
        return answer[0];
    }

    /**
     * Two that find the same stale file must not both remove it, or the second removes the new socket of the first: so
     * looking and replacing is done under a lock of the folder.
     */
    private static long replaceStale(UnixSocket socket, SocketAddress address, byte[] bytes, int mode) {
        Fd lock = lockFolder(address);
        try {
            long answer = bindOnce(socket, address, bytes, mode);
            if (answer != -Errno.EADDRINUSE || !isStale(address)) {
                return answer;
            }
            Files.unlink(address.text());
            return bindOnce(socket, address, bytes, mode);
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    /** Null where this user may not read the folder, and so can take no lock. */
    private static Fd lockFolder(SocketAddress address) {
        Fd folder;
        try {
            folder = Fd.open(address.folder(), Fd.O_RDONLY, 0);
        } catch (KernelException notReadable) {
            return null;
        }
        Deadline deadline = Deadline.in(LOCK_PATIENCE);
        while (Syscall.attempt("flock", folder.name(), () -> SocketFunctions.messages().flock(folder.number(), LOCK_EX_NB), "LOCK_EX|LOCK_NB") < 0
                && !deadline.hasPassed()) {
            try {
                Thread.sleep(LOCK_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return folder;
    }

    /**
     * Whether it is the file of a socket that nobody has open. Connecting tells, and by a datagram socket it disturbs nobody:
     * a listener for connections refuses that with EPROTOTYPE and never sees it.
     */
    private static boolean isStale(SocketAddress address) {
        if (FileStatus.ofLink(address.text()).kind() != FileStatus.Kind.SOCKET) {
            return false;
        }
        byte[] bytes = address.bytes("connect");
        try (UnixSocket probe = UnixSocket.create(SocketType.DGRAM, address.text())) {
            return Syscall.attempt("connect", address.text(), () -> C.connect(probe.fd().number(), bytes, bytes.length)) == -Errno.ECONNREFUSED;
        }
    }

    private static KernelException explained(KernelException e, SocketAddress address) {
        switch (e.errno()) {
            case Errno.EADDRINUSE -> {
                FileStatus.Kind kind = address.isAbstract() ? FileStatus.Kind.SOCKET : FileStatus.ofLink(address.text()).kind();
                return kind != FileStatus.Kind.SOCKET
                        ? e.because("there is a " + kind + " in its place, which stays").advise("Choose another path, or remove it yourself.")
                        : e.because("another process listens there already").advise("'ipcctl sock ls' shows which one.");
            }
            case Errno.ENOENT -> {
                return exists(address.folder()) ? e.because("no socket can be created in the folder '" + address.folder() + "'")
                        : e.because("the folder '" + address.folder() + "' does not exist").advise("Create it with " + ShellWord.shown("mkdir -p " + ShellWord.path(address.folder())) + ".");
            }
            case Errno.EACCES -> {
                return e.because("permission denied to create a socket in the folder '" + address.folder() + "'")
                        .advise("Choose another folder, or an abstract name such as @name.");
            }
            default -> {
                return e;
            }
        }
    }

    private static boolean exists(String path) {
        try {
            return FileStatus.of(path) != null;
        } catch (KernelException none) {
            return false;
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
            if (Poll.await(socket.fd(), Poll.IN, deadline) == 0) {
                throw deadline.passed("accept4", address.text(), "a connection");
            }
            accepted = acceptIfThere();
        }
        return accepted;
    }

    /** The next connection, or null where none waits. */
    public UnixSocket acceptIfThere() {
        if (Poll.await(socket.fd(), Poll.IN, Deadline.in(Duration.ZERO)) == 0) {
            return null;
        }
        long fd = Syscall.attempt("accept4", address.text(), () -> C.accept4(socket.fd().number(), null, null, UnixSocket.SOCK_CLOEXEC));
        if (fd == -Errno.EAGAIN || fd == -Errno.ECONNABORTED) {
            return null;
        } else if (fd < 0) {
            throw new KernelException("accept4", address.text(), (int) -fd);
        }
        return new UnixSocket(Fd.own(fd, address.text()), socket.type());
    }

    /** Removes its file, if that is still its own, so that nobody new can connect; connections stay. */
    public synchronized void remove() {
        if (file == null || removed) {
            return;
        }
        removed = true;
        try {
            FileStatus now = FileStatus.ofLink(address.text());
            if (now.inode() == file.inode() && now.device() == file.device()) {
                Files.unlink(address.text());
            }
        } catch (KernelException goneAlready) {
            // Then there is nothing of ours to remove.
        }
    }

    /** Stops listening; who waits for a connection to be accepted is refused. */
    @Override
    public void close() {
        remove();
        socket.close();
    }
}
