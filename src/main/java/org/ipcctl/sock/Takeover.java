package org.ipcctl.sock;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.ipcctl.kernel.DirectoryEntry;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.kernel.Users;

/**
 * A listener in the place of a running server: the names of its socket's file and the server's are exchanged by
 * {@code renameat2(2)}, so that at no moment nobody listens there, and at the end the server's gets its own back by one
 * rename(2). The server has its socket open all the time and notices nothing.
 *
 * <p>Only kill -9 leaves it undone. Then the server's file still has the name {@link #aside}, and the next one that is
 * {@link #of} the same path puts it back first.
 */
public final class Takeover implements AutoCloseable {
    private static final String SUFFIX = ".ipcctl-spy";

    private final DirectoryEntry place;
    private final DirectoryEntry aside;
    /** The server's own. */
    private final FileStatus server;
    /** The listener's own, which is at {@code place} now. */
    private FileStatus ours;
    private final SocketType type;
    private Listener listener;
    private ExitHook undoing;
    private boolean done;

    private Takeover(DirectoryEntry place, FileStatus server, SocketType type) {
        this.place = place;
        this.aside = place.sibling(aside(place.name()));
        this.server = server;
        this.type = type;
    }

    /**
     * Takes the place of the server that listens, or receives datagrams, at {@code address}.
     *
     * @throws KernelException ENOENT, ECONNREFUSED where no server is there; EBUSY where another one has its place
     *                         already; EACCES or EPERM where its file may not be moved; EINVAL where its file system
     *                         cannot exchange names
     */
    public static Takeover of(SocketAddress address) {
        String path = resolved(address);
        DirectoryEntry place = DirectoryEntry.of(path);
        boolean taken = false;
        try {
            undoWhatWasKilled(place);
            FileStatus status = status(place);
            SocketAddress name = new SocketAddress(path);
            if (status.kind() != FileStatus.Kind.SOCKET) {
                throw new KernelException("connect", path, Errno.ENOTSOCK)
                        .because("it is a " + status.kind() + ", not a socket").in(SocketSituation.NO_SOCKET);
            } else if (Binding.isStale(name)) {
                throw new KernelException("connect", path, Errno.ECONNREFUSED).because("no process listens there")
                        .in(SocketSituation.NO_SOCKET);
            }
            Takeover takeover = new Takeover(place, status, type(name));
            takeover.take();
            taken = true;
            return takeover;
        } finally {
            if (!taken) {
                place.close();
            }
        }
    }

    /**
     * Where the server's socket file is meanwhile: a path of one that has the path {@code path}, or a name of one that
     * has that name.
     */
    static String aside(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.substring(0, name) + "." + path.substring(name) + SUFFIX;
    }

    /** Whether there is a socket file at {@code path} which somebody has bound. */
    private static boolean isServed(String path) {
        try {
            return !Binding.isStale(new SocketAddress(path))
                    && FileStatus.ofLink(path).kind() == FileStatus.Kind.SOCKET;
        } catch (KernelException e) {
            // What cannot be asked is not to be taken for a file that nobody has bound, and removed.
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Whether at {@code aside} there is a server's socket, moved there from where {@code place} is now. It belongs to
     * whom that belongs to: in a directory where all may write, anybody could put a socket of his own there, to have it
     * moved to where another's was.
     */
    static boolean wasLeft(String aside, FileStatus place) {
        try {
            return place.kind() == FileStatus.Kind.SOCKET && FileStatus.ofLink(aside).uid() == place.uid()
                    && isServed(aside);
        } catch (KernelException notThere) {
            notThere.rethrowIfShort();
            return false;
        }
    }

    /** Symbolic links followed: what is moved is the file itself. */
    private static String resolved(SocketAddress address) {
        try {
            // The kernel may refuse to follow a link that somebody has put into a directory like /tmp, and Java, which
            // reads links, would not hear of that.
            FileStatus.of(address.text());
            return Path.of(address.text()).toRealPath().toString();
        } catch (java.io.IOException | InvalidPathException tellsTheKernel) {
            return address.text();
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                return address.text();
            }
            throw e;
        }
    }

    private static FileStatus status(DirectoryEntry place) {
        try {
            return place.status();
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) ? e.because("no such socket").in(SocketSituation.NO_SOCKET) : e;
        }
    }

    private static void undoWhatWasKilled(DirectoryEntry place) {
        DirectoryEntry aside = place.sibling(aside(place.name()));
        FileStatus there;
        try {
            there = place.status();
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT) && isServed(aside.path())) {
                aside.rename(place);
            }
            return;
        }
        if (wasLeft(aside.path(), there)) {
            if (isServed(place.path())) {
                throw new KernelException("bind", place.path(), Errno.EBUSY)
                        .because("another process has taken the server's place already").in(SocketSituation.TAKEN_OVER);
            }
            aside.rename(place);
        }
    }

    private static SocketType type(SocketAddress place) {
        List<SocketEntry> bound = SocketTable.Place.of(place).holders(SocketTable.read());
        return bound.stream()
                .filter(entry -> entry.state() == SocketEntry.State.LISTENING || entry.type() == SocketType.DGRAM)
                .map(SocketEntry::type).findFirst()
                .orElse(SocketType.STREAM);
    }

    private void take() {
        undoing = ExitHook.run("return of the socket file", this::close);
        try {
            // It never returns where the end has begun; that would wait in vain for who excluded close meanwhile.
            if (!exchange(Listener.open(server(), type, server.permissions()))) {
                ExitHook.await();
            }
        } catch (RuntimeException e) {
            undoing.close();
            throw e;
        }
    }

    /**
     * From now on the listener has the place of the server.
     *
     * @return false where the end has begun
     */
    private synchronized boolean exchange(Listener opened) {
        listener = opened;
        if (done) {
            listener.close();
            return false;
        }
        boolean exchanged = false;
        boolean taken = false;
        try {
            ours = aside.status();
            if (ours.uid() != server.uid() || ours.gid() != server.gid()) {
                giveToOwner();
            }
            place.exchange(aside);
            exchanged = true;
            taken = aside.is(server);
            if (!taken) {
                // Somebody put another one there in between.
                throw new KernelException("renameat2", place.path(), Errno.EBUSY)
                        .because("the server's socket file was replaced just now").advise("Try again.");
            }
        } catch (KernelException e) {
            throw e.is(Errno.EINVAL) ? e.because("its file system cannot exchange names")
                    .in(SocketSituation.NO_EXCHANGE) : e;
        } finally {
            if (!taken) {
                giveUp(exchanged);
            }
        }
        return true;
    }

    private void giveUp(boolean exchanged) {
        done = true;
        try {
            if (exchanged) {
                place.exchange(aside);
            }
        } finally {
            listener.close();
        }
    }

    private void giveToOwner() {
        try {
            aside.setOwner(ours, server.uid(), server.gid());
        } catch (KernelException e) {
            if (!e.is(Errno.EPERM) || ours.uid() == server.uid()) {
                throw e;
            }
            throw e.because("the file belongs to " + Users.user(server.uid()) + ", and only root can create a file "
                    + "with that owner")
                    .advise("Run it as root, or as that user.");
        }
    }

    /** In the server's place. */
    public Listener listener() {
        return listener;
    }

    /** Where the server is found meanwhile. */
    public SocketAddress server() {
        return new SocketAddress(aside.path());
    }

    /**
     * Gives the server its name back; where it has made itself a new socket, or removed its own, nothing of ours is
     * left.
     */
    @Override
    public synchronized void close() {
        if (done || listener == null) {
            done = true;
            return;
        }
        done = true;
        try {
            giveBack();
        } catch (KernelException e) {
            throw e.because(e.reason() + "; the server's socket file is left at '" + aside.path() + "'")
                    .advise("Move it back with " + ShellWord.shown("mv -fT " + ShellWord.path(aside.path()) + " "
                            + ShellWord.path(place.path())) + ".");
        } finally {
            listener.close();
            undoing.close();
            place.close();
        }
    }

    private void giveBack() {
        if (!aside.is(server)) {
            removeIfOurs();
        } else if (place.is(ours)) {
            // Also of a server that has ended, for it would have left it there, and there is no asking for certain.
            aside.rename(place);
        } else {
            aside.unlink();
        }
    }

    private void removeIfOurs() {
        if (place.is(ours)) {
            place.unlink();
        }
    }
}
