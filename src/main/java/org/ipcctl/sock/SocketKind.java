package org.ipcctl.sock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.inspect.Summary;
import org.ipcctl.kernel.DirectoryEntry;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;

/** UNIX domain sockets, which may have an address: {@code unix(7)}. */
public final class SocketKind implements IpcKind<SocketEntry> {
    public static final SocketKind KIND = new SocketKind();
    private static final Naming NAMING = new Naming("ADDR", text -> address(text).text(), null);

    private SocketKind() {}

    @Override
    public String word() {
        return "sock";
    }

    @Override
    public String plural() {
        return "sockets";
    }

    @Override
    public Map<String, String> files() {
        return Map.of("/proc/net/unix", "The sockets of this network name space.");
    }

    @Override
    public Naming naming() {
        return NAMING;
    }

    /**
     * The address that {@code text} means.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static SocketAddress address(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        } else if (text.equals("@")) {
            throw new IllegalArgumentException("has no name after the @");
        }
        return new SocketAddress(text);
    }

    /** Those that somebody has open, also those that are bound to nothing. */
    @Override
    public List<SocketEntry> list() {
        List<SocketEntry> found = new ArrayList<>();
        for (SocketEntry entry : SocketTable.read()) {
            if (entry.inode() != null) {
                found.add(entry);
            }
        }
        return found;
    }

    @Override
    public Summary summary(SocketEntry socket) {
        boolean listens = socket.isListening();
        // Of datagrams the kernel tells the next one's length only.
        boolean isCounted = !listens
                && (socket.type() != SocketType.DGRAM || socket.received() == null || socket.received() == 0);
        return Summary.of(socket.address(), socket.user()).state(socket.state().toString())
                .queued(isCounted ? socket.received() : null).count(listens ? socket.received() : null);
    }

    @Override
    public SocketEntry find(String name) {
        return at(name).get(0);
    }

    /** The sockets bound to the address {@code name}: a listener, and what it accepted. */
    private static List<SocketEntry> at(String name) {
        SocketTable.Place place = SocketTable.Place.of(new SocketAddress(name));
        List<SocketEntry> found = new ArrayList<>();
        for (SocketEntry entry : KIND.list()) {
            if (place.holds(entry)) {
                found.add(entry);
            }
        }
        if (found.isEmpty()) {
            throw new KernelException("socket", name, Errno.ENOENT).because("no process has a socket bound to it")
                    .in(SocketSituation.UNBOUND);
        }
        return found;
    }

    @Override
    public Identity identify(String name) {
        Map<Long, Boolean> sockets = new HashMap<>();
        at(name).forEach(entry -> sockets.put(entry.inode(), entry.isListening()));
        return Identity.of(sockets);
    }

    /**
     * A socket's file stays when its process ends, and by it nobody can tell where that was bound: the kernel is asked.
     */
    @Override
    public Identity identifyToRemove(String name) {
        SocketAddress address = new SocketAddress(name);
        if (address.isAbstract()) {
            throw new KernelException("unlink", name, Errno.EINVAL).because(
                    "a name in the abstract name space has no file, and disappears with the last socket that uses "
                            + "it");
        }
        FileStatus file = require(name, FileStatus.ofLink(name));
        Identity bound;
        try {
            bound = identify(name);
        } catch (KernelException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e;
            } else if (!Binding.isStale(address)) {
                throw new KernelException("connect", name, Errno.EBUSY).because(
                        "a process of another network name space has a socket bound to it, or this could not be "
                                + "checked")
                        .advise("It was kept.");
            }
            return Identity.open(file);
        }
        return bound.at(file);
    }

    @Override
    public boolean isListed() {
        return false;
    }

    /** unlink(2) of a socket's file, by which nobody can connect any more; those who are connected stay so. */
    @Override
    public void remove(String name) {
        try (DirectoryEntry entry = DirectoryEntry.of(name)) {
            require(name, entry.status());
            entry.unlink();
        }
    }

    private static FileStatus require(String name, FileStatus status) {
        if (status.kind() != FileStatus.Kind.SOCKET) {
            throw new KernelException("statx", name, Errno.EINVAL)
                    .because("it is a " + status.kind() + ", not a socket").advise("It was left as it is.");
        }
        return status;
    }

    @Override
    public List<Condition.What> conditions() {
        return SocketAwaited.CONDITIONS;
    }

    @Override
    public Awaited await(String name, Condition condition) {
        return SocketAwaited.of(new SocketAddress(name), condition);
    }
}
