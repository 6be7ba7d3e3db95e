package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.C;

import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.LookAhead;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.kernel.Syscall;

/**
 * A name that a socket was given, and the file that stands for it where it is a path: {@code bind(2)}. The file of a socket
 * that nobody has open any more is replaced, and no other file ever is; {@link #remove} removes what was created, unless
 * somebody has put another one there.
 */
public final class Binding {
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);
    private static final long LOCK_PAUSE_MILLIS = 10;

    private final SocketAddress address;
    /** What bind(2) created, null for an abstract name. */
    private final FileStatus file;
    private boolean removed;

    private Binding(SocketAddress address, FileStatus file) {
        this.address = address;
        this.file = file;
    }

    /**
     * Gives {@code socket} the name {@code address}.
     *
     * @param mode exactly these permissions from the first moment on; negative: 0777 less the umask
     * @throws KernelException EADDRINUSE where somebody has it, or there is something that is no socket
     */
    static Binding of(UnixSocket socket, SocketAddress address, int mode) {
        bind(socket, address, address.bytes("bind"), mode);
        return new Binding(address, address.isAbstract() ? null : FileStatus.ofLink(address.text()));
    }

    /** Removes its file, if that is still its own; who is connected stays so. */
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
     * looking and replacing is done under a lock of the directory.
     */
    private static long replaceStale(UnixSocket socket, SocketAddress address, byte[] bytes, int mode) {
        Fd lock = lockDirectory(address);
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

    /** Null where this user may not read the directory, and so can take no lock. */
    private static Fd lockDirectory(SocketAddress address) {
        Fd directory;
        try {
            directory = Fd.open(address.directory(), Fd.O_RDONLY, 0);
        } catch (KernelException notReadable) {
            return null;
        }
        Deadline deadline = Deadline.in(LOCK_PATIENCE);
        while (LookAhead.lock(directory, LookAhead.LOCK_EX | LookAhead.LOCK_NB) < 0 && !deadline.hasPassed()) {
            try {
                Thread.sleep(LOCK_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return directory;
    }

    /**
     * Whether it is the file of a socket that nobody has open. Connecting tells, and by a datagram socket it disturbs nobody:
     * a listener for connections refuses that with EPROTOTYPE and never sees it.
     */
    static boolean isStale(SocketAddress address) {
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
                        ? e.because("a " + kind + " is already there; it was left alone").advise("Choose another path, or remove it yourself.")
                        : e.because("another process listens there already").advise("'ipcctl sock ls' shows which one.");
            }
            case Errno.ENOENT -> {
                return exists(address.directory()) ? e.because("no socket can be created in the directory '" + address.directory() + "'")
                        : e.because("the directory '" + address.directory() + "' does not exist")
                                .advise("Create it with " + ShellWord.shown("mkdir -p " + ShellWord.path(address.directory())) + ".");
            }
            case Errno.EACCES -> {
                return e.because("permission denied to create a socket in the directory '" + address.directory() + "'")
                        .advise("Choose another directory, or an abstract name such as @name.");
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
}
