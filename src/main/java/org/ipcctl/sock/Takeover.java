package org.ipcctl.sock;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Users;

/**
 * A listener in the place of a running server: the names of its socket's file and the server's are exchanged by {@code renameat2(2)}, so that at no moment
 * nobody listens there, and at the end the server's gets its own back by one rename(2). The server has its socket open all the time and notices nothing.
 *
 * <p>Only kill -9 leaves it undone. Then the server's file still has the name {@link #aside}, and the next one that is {@link #of} the same path puts it back first.
 */
public final class Takeover implements AutoCloseable {
    private static final String SUFFIX = ".ipcctl-spy";

    private final String path;
    private final String aside;
    /** The server's own. */
    private final FileStatus server;
    /** The listener's own, which is at {@code path} now. */
    private FileStatus ours;
    private final SocketType type;
    private Listener listener;
    private ExitHook undoing;
    private boolean done;

    private Takeover(String path, FileStatus server, SocketType type) {
        this.path = path;
        this.aside = aside(path);
        this.server = server;
        this.type = type;
    }

    /**
     * Takes the place of the server that listens, or receives datagrams, at {@code address}.
     *
     * @throws KernelException ENOENT, ECONNREFUSED where no server is there; EBUSY where another one has its place already; EACCES or EPERM where
     *                         its file may not be moved; EINVAL where its file system cannot exchange names
     */
    public static Takeover of(SocketAddress address) {
        String path = resolved(address);
        undoWhatWasKilled(path);
        FileStatus status = FileStatus.ofLink(path);
        SocketAddress place = new SocketAddress(path);
        if (status.kind() != FileStatus.Kind.SOCKET) {
            throw new KernelException("connect", path, Errno.ENOTSOCK).because("it is a " + status.kind() + ", not a socket");
        } else if (Binding.isStale(place)) {
            throw new KernelException("connect", path, Errno.ECONNREFUSED).because("no process listens there");
        }
        Takeover takeover = new Takeover(path, status, type(place));
        takeover.take();
        return takeover;
    }

    /** Where the server's socket file is meanwhile. */
    static String aside(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.substring(0, name) + "." + path.substring(name) + SUFFIX;
    }

    /** Whether there is a socket file at {@code path} which somebody has bound. */
    static boolean isServed(String path) {
        try {
            return FileStatus.ofLink(path).kind() == FileStatus.Kind.SOCKET && !Binding.isStale(new SocketAddress(path));
        } catch (KernelException notThere) {
            return false;
        }
    }

    /** Symbolic links followed: what is moved is the file itself. */
    private static String resolved(SocketAddress address) {
        try {
            return Path.of(address.text()).toRealPath().toString();
        } catch (java.io.IOException | InvalidPathException tellsTheKernel) {
            return address.text();
        }
    }

    private static void undoWhatWasKilled(String path) {
        String aside = aside(path);
        if (isServed(aside)) {
            if (isServed(path)) {
                throw new KernelException("bind", path, Errno.EBUSY).because("another 'ipcctl sock spy' is there already");
            }
            Files.rename(aside, path);
        }
    }

    private static SocketType type(SocketAddress place) {
        List<SocketEntry> bound = SocketTable.Place.of(place).holders(SocketTable.read());
        return bound.stream().filter(entry -> entry.state() == SocketEntry.State.LISTENING || entry.type() == SocketType.DGRAM).map(SocketEntry::type).findFirst()
                .orElse(SocketType.STREAM);
    }

    private synchronized void take() {
        SocketAddress own = new SocketAddress(aside);
        undoing = ExitHook.run("return of the socket file", this::close);
        listener = Listener.open(own, type, server.permissions());
        boolean taken = false;
        try {
            ours = FileStatus.ofLink(aside);
            if (ours.uid() != server.uid() || ours.gid() != server.gid()) {
                giveToOwner();
            }
            Files.exchange(path, aside);
            taken = isAt(aside, server);
            if (!taken) {
                // Somebody put another one there in between.
                Files.exchange(path, aside);
                throw new KernelException("renameat2", path, Errno.EBUSY).because("the server's socket file was replaced in this moment").advise("Try again.");
            }
        } catch (KernelException e) {
            throw e.is(Errno.EINVAL) ? e.because("its file system cannot exchange names").advise("Have clients connect elsewhere: 'ipcctl sock proxy'.") : e;
        } finally {
            if (!taken) {
                done = true;
                listener.close();
                undoing.close();
            }
        }
    }

    private void giveToOwner() {
        try {
            Files.setOwner(aside, server.uid(), server.gid());
        } catch (KernelException e) {
            if (!e.is(Errno.EPERM) || ours.uid() == server.uid()) {
                throw e;
            }
            throw e.because("the file belongs to " + Users.user(server.uid()) + ", whom only root can give another one").advise("Run it as root, or as that user.");
        }
    }

    private static boolean isAt(String where, FileStatus file) {
        try {
            FileStatus now = FileStatus.ofLink(where);
            return now.inode() == file.inode() && now.device() == file.device();
        } catch (KernelException gone) {
            return false;
        }
    }

    /** In the server's place. */
    public Listener listener() {
        return listener;
    }

    /** Where the server is found meanwhile. */
    public SocketAddress server() {
        return new SocketAddress(aside);
    }

    /** Gives the server its name back; where it has made itself a new socket, or removed its own, nothing of ours is left. */
    @Override
    public synchronized void close() {
        if (done || listener == null) {
            return;
        }
        done = true;
        try {
            if (!isAt(aside, server)) {
                removeIfOurs();
            } else if (isAt(path, ours) && isServed(aside)) {
                Files.rename(aside, path);
            } else {
                removeIfOurs();
                Files.unlink(aside);
            }
        } finally {
            listener.close();
            undoing.close();
        }
    }

    private void removeIfOurs() {
        if (isAt(path, ours)) {
            Files.unlink(path);
        }
    }
}
