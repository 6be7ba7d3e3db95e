package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.AF_UNIX;
import static org.ipcctl.sock.SocketFunctions.C;
import static org.ipcctl.sock.SocketFunctions.SOCK_CLOEXEC;

import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.DirectoryEntry;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.LookAhead;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.kernel.Syscall;

/**
 * A name that a socket was given, and the file that stands for it where it is a path: {@code bind(2)}. The file of a
 * socket that nobody has open any more is replaced, and no other file ever is; {@link #remove} removes what was
 * created, unless somebody has put another one there.
 */
public final class Binding {
    private static final String PROC_FD = "/proc/self/fd/";
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);
    private static final long LOCK_PAUSE_MILLIS = 10;

    /** Open, so that the file can be removed when no descriptor is left; null for an abstract name. */
    private final DirectoryEntry entry;
    /** What bind(2) created. */
    private final FileStatus file;
    private boolean removed;

    private Binding(DirectoryEntry entry, FileStatus file) {
        this.entry = entry;
        this.file = file;
    }

    /**
     * Gives {@code socket} the name {@code address}.
     *
     * @param mode exactly these permissions from the first moment on; negative: 0777 less the umask
     * @throws KernelException EADDRINUSE where somebody has it, or there is something that is no socket
     */
    static Binding of(UnixSocket socket, SocketAddress address, int mode) {
        byte[] bytes = address.bytes("bind");
        if (address.isAbstract()) {
            bind(socket, address, bytes, mode);
            return new Binding(null, null);
        }
        DirectoryEntry entry;
        try {
            entry = DirectoryEntry.of(address.text());
        } catch (KernelException e) {
            throw explained(new KernelException("bind", address.text(), e.errno()), address);
        }
        boolean bound = false;
        try {
            Binding made = of(socket, address, bytes, mode, entry);
            bound = true;
            return made;
        } finally {
            if (!bound) {
                entry.close();
            }
        }
    }

    /** bind(2) takes no directory that is held open, so what it has made may be in another one by then. */
    static Binding of(UnixSocket socket, SocketAddress address, byte[] bytes, int mode, DirectoryEntry entry) {
        FileStatus before = entry.statusIfThere();
        bind(socket, address, bytes, mode);
        FileStatus made;
        try {
            made = entry.statusIfThere();
        } catch (KernelException e) {
            throw leftBehind(e);
        }
        if (made == null || made.kind() != FileStatus.Kind.SOCKET || before != null && isSame(before, made)) {
            throw new KernelException("bind", address.text(), Errno.EBUSY)
                    .because("another directory was put in the place of its own just now").advise("Try again.");
        }
        return new Binding(entry, made);
    }

    /** An inode's number may be that of one which was removed a moment ago. */
    private static boolean isSame(FileStatus one, FileStatus other) {
        return one.inode() == other.inode() && one.device() == other.device() && one.changed().equals(other.changed());
    }

    /**
     * Removes its file, if that is still its own; who is connected stays so.
     *
     * @throws KernelException where it is left behind
     */
    public synchronized void remove() {
        if (entry == null || removed) {
            return;
        }
        removed = true;
        try (entry) {
            if (entry.is(file)) {
                entry.unlink();
            }
        } catch (KernelException e) {
            // Where it is gone already, there is nothing of ours to remove.
            if (!e.is(Errno.ENOENT)) {
                throw leftBehind(e);
            }
        }
    }

    private static KernelException leftBehind(KernelException e) {
        return e.because(e.reason() + "; the socket's file is left behind").advise("Remove it with rm(1).");
    }

    private static void bind(UnixSocket socket, SocketAddress address, byte[] bytes, int mode) {
        if (mode >= 0) {
            // Linux creates the file with the mode that the unbound socket has, less the umask: so it never has another
            // one.
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
        Runnable call = () -> answer[0] = Syscall.attempt("bind", address.text(),
                () -> C.bind(socket.fd().number(), bytes, bytes.length));
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
            if (answer != -Errno.EADDRINUSE || !removeIfStale(address)) {
                return answer;
            }
            return bindOnce(socket, address, bytes, mode);
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    /** What is asked, and what is removed, is one file in one directory, whatever becomes of the path meanwhile. */
    private static boolean removeIfStale(SocketAddress address) {
        try (DirectoryEntry entry = DirectoryEntry.of(address.text()); Fd file = entry.open()) {
            boolean stale = isStale(file, address) && entry.is(file.status());
            if (stale) {
                entry.unlink();
            }
            return stale;
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                return true;
            }
            throw e;
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
     * Whether it is the file of a socket that nobody has open. Connecting tells, and by a datagram socket it disturbs
     * nobody: a listener for connections refuses that with EPROTOTYPE and never sees it.
     */
    static boolean isStale(SocketAddress address) {
        try (Fd file = Fd.open(address.text(), Fd.O_PATH | Fd.O_NOFOLLOW, 0)) {
            return isStale(file, address);
        }
    }

    private static boolean isStale(Fd file, SocketAddress address) {
        if (file.status().kind() != FileStatus.Kind.SOCKET) {
            return false;
        }
        int refusal = refusal(file);
        // Without /proc there is no way to the file but its path.
        return (refusal == Errno.ENOENT ? refusal(file, address) : refusal) == Errno.ECONNREFUSED;
    }

    /**
     * The error number of a connection to {@code file}, 0 for none. Its way there is short whatever its path is, and
     * nobody changes it.
     */
    static int refusal(Fd file) {
        return refusal(file, new SocketAddress(PROC_FD + file.number()));
    }

    private static int refusal(Fd file, SocketAddress way) {
        byte[] bytes = way.bytes("connect");
        try (Fd asking = Fd.own(Syscall.call("socket", file.name(),
                () -> C.socket(AF_UNIX, SocketType.DGRAM.number() | SOCK_CLOEXEC | Fd.O_NONBLOCK, 0), "AF_UNIX"),
                file.name())) {
            return (int) -Syscall.attempt("connect", file.name(),
                    () -> C.connect(asking.number(), bytes, bytes.length));
        }
    }

    private static KernelException explained(KernelException e, SocketAddress address) {
        switch (e.errno()) {
            case Errno.EADDRINUSE -> {
                FileStatus.Kind kind = address.isAbstract() ? FileStatus.Kind.SOCKET
                        : FileStatus.ofLink(address.text()).kind();
                return kind != FileStatus.Kind.SOCKET
                        ? e.because("a " + kind + " is already there; it was left alone")
                                .advise("Choose another path, or remove it yourself.")
                        : e.because("another process is already listening there")
                                .in(SocketSituation.IN_USE);
            }
            case Errno.ENOENT -> {
                return exists(address.directory())
                        ? e.because("no socket can be created in the directory '" + address.directory() + "'")
                        : e.because("the directory '" + address.directory() + "' does not exist")
                                .advise("Create it with "
                                        + ShellWord.shown("mkdir -p " + ShellWord.path(address.directory())) + ".");
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
