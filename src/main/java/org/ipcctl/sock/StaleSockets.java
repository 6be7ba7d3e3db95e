package org.ipcctl.sock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mount;
import org.ipcctl.kernel.ProcSelf;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.kernel.TemporaryDirectory;

/**
 * Files of sockets that no socket is bound to any more, where programs usually put theirs.
 *
 * <p>Whether one is bound is asked of the kernel by connect(2), in whatever network name space: it finds a socket by
 * its file, and refuses a connection where there is none. The question comes from a datagram socket, which a listener
 * never hears of: to one of another type the kernel says EPROTOTYPE. A socket that this user may not write to is looked
 * for in the table of this name space.
 */
public final class StaleSockets {
    private static final String USERS = "/run/user";
    private static final int DEEPEST = 8;
    private static final int MOST = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int STICKY = 01000;

    /** A directory that is to be looked into. */
    private record Place(String path, FileStatus status, int depth) {
    }

    private final Set<String> mountPoints = new HashSet<>();
    /** Directories, by device and inode: roots may be below each other. */
    private final Set<List<Long>> known = new HashSet<>();
    private final Deadline deadline = Deadline.in(PATIENCE);
    private final List<Finding> found = new ArrayList<>();
    private Set<Long> bound;
    private final Set<String> addresses = new HashSet<>();
    private int entries;
    private int hidden;
    private boolean cut;

    private StaleSockets() {}

    /** In the directories for sockets and temporary files. */
    public static List<Finding> all() {
        Set<String> roots = new LinkedHashSet<>(List.of("/run", "/var/run", TemporaryDirectory.USUAL, "/var/tmp",
                TemporaryDirectory.path()));
        String runtime = ProcSelf.variable("XDG_RUNTIME_DIR");
        if (runtime != null && runtime.startsWith("/")) {
            roots.add(runtime.replaceFirst("(?<=.)/+$", ""));
        }
        try {
            Directory.names(USERS).forEach(user -> roots.add(USERS + "/" + user));
        } catch (KernelException noSystemd) {
            // Only there a user's directory has its place.
        }
        return in(roots);
    }

    /** In {@code roots} and below, as long as that is the same file system and no symbolic link. */
    static List<Finding> in(Set<String> roots) {
        List<Mount> mounts = Mount.seenBy("self");
        if (mounts == null) {
            return List.of(Finding.note("/proc",
                    "without it local and remote directories cannot be distinguished, so sockets were not searched "
                            + "for"));
        }
        StaleSockets search = new StaleSockets();
        mounts.forEach(mount -> search.mountPoints.add(mount.point()));
        for (String root : roots) {
            Mount mount = Mount.holding(root, mounts);
            if (mount == null || !mount.isRemote()) {
                search.walk(root);
            }
        }
        if (search.hidden > 0) {
            search.found.add(Finding.unseen("sockets", String.join(":", roots),
                    search.hidden + " directories below it may not be read, and may contain sockets"));
        }
        if (search.cut) {
            search.found.add(Finding.note(String.join(":", roots),
                    "there are more files below it than were checked, " + search.entries));
        }
        return search.found;
    }

    private void walk(String root) {
        Deque<Place> places = new ArrayDeque<>();
        add(places, root, 0);
        while (!places.isEmpty()) {
            Place place = places.remove();
            List<String> names;
            try {
                names = Directory.names(place.path());
            } catch (KernelException e) {
                e.rethrowIfShort();
                hidden += e.is(Errno.EACCES) ? 1 : 0;
                continue;
            }
            Collections.sort(names);
            for (String name : names) {
                if (entries >= MOST || deadline.hasPassed()) {
                    cut = true;
                    return;
                }
                entries++;
                String path = (place.path().equals("/") ? "" : place.path()) + "/" + name;
                // Of what is mounted there nothing is asked: it may never answer.
                if (!mountPoints.contains(path) && add(places, path, place.depth() + 1)) {
                    look(path, place.status());
                }
            }
        }
    }

    /** Notes a directory as one to be looked into; whether there is a socket. */
    private boolean add(Deque<Place> places, String path, int depth) {
        try {
            FileStatus status = FileStatus.ofLink(path);
            if (status.kind() == FileStatus.Kind.DIRECTORY && depth <= DEEPEST
                    && known.add(List.of(status.device(), status.inode()))) {
                places.add(new Place(path, status, depth));
            }
            return status.kind() == FileStatus.Kind.SOCKET;
        } catch (KernelException goneOrHidden) {
            goneOrHidden.rethrowIfShort();
            return false;
        }
    }

    private void look(String path, FileStatus directory) {
        try (Fd file = Fd.open(path, Fd.O_PATH | Fd.O_NOFOLLOW, 0)) {
            if (file.status().kind() != FileStatus.Kind.SOCKET) {
                return;
            }
            int refusal = Binding.refusal(file);
            FileStatus status = file.status();
            if (status.links() == 0) {
                return;
            } else if (refusal == Errno.ECONNREFUSED) {
                // In a directory with the sticky bit owners remove, in others who may write there.
                long owner = (directory.mode() & STICKY) != 0 ? status.uid() : directory.uid();
                String aside = Takeover.aside(path);
                if (Takeover.wasLeft(aside, status)) {
                    found.add(Finding.fault(path,
                            "what took the server's place was killed, and clients are refused")
                            .in(new Finding.Case(SocketSituation.LEFT_ASIDE, path))
                            .mendedBy("mv -fT " + ShellWord.path(aside) + " " + ShellWord.path(path), owner));
                    return;
                }
                found.add(Finding.warning(path, "no socket is bound to this file any more")
                        .mendedBy("rm " + ShellWord.path(path), owner));
            } else if (refusal == Errno.EACCES && !bound().contains(status.inode() & 0xFFFFFFFFL)
                    && !addresses.contains(path)) {
                found.add(Finding.note(path,
                        "no socket of this network namespace is bound to this file; one of another namespace may be, "
                                + "which this user may not check")
                        .mendedIn(new Finding.Case(SocketSituation.UNCHECKED, path), status.uid()));
            }
        } catch (KernelException e) {
            e.rethrowIfShort();
            // Gone meanwhile.
        }
    }

    /**
     * The inodes of the files that sockets of this network name space are bound to, whatever their device: of a file
     * system of several devices it is not always the same.
     */
    private Set<Long> bound() {
        if (bound == null) {
            bound = new HashSet<>();
            for (SocketEntry entry : SocketTable.read()) {
                addresses.add(entry.address());
                if (entry.file() != null) {
                    bound.add(entry.file().inode());
                }
            }
        }
        return bound;
    }
}
