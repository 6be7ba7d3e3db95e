package org.ipcctl.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.ipcctl.host.Holding.How;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.FutexSleepers;
import org.ipcctl.kernel.Mapped;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.RemoteMounts;

/**
 * Which other processes have objects open or mapped, as far as /proc lets this user see: all for root, one's own
 * processes for others. One walk serves all objects. It reads a link for each descriptor, and a stat of what has a
 * path, but for what is on another machine; of mappings the inode, and those only where a kind that is mapped is asked
 * for.
 */
public final class ObjectHolders {
    private final long self = ProcessHandle.current().pid();
    private final Map<Sought, List<Holding>> found = new LinkedHashMap<>();
    private final List<Sought> files = new ArrayList<>();
    private final List<Sought> sockets = new ArrayList<>();
    private final RemoteMounts remote = new RemoteMounts();
    private final boolean complete;

    private ObjectHolders(List<Sought> objects) {
        Set<Long> mapped = new HashSet<>();
        for (Sought object : objects) {
            found.put(object, new ArrayList<>());
            (object.identity().sockets().isEmpty() ? files : sockets).add(object);
            if (object.identity().mappedInode() != null) {
                mapped.add(object.identity().mappedInode());
            }
        }
        // Without an object there is nothing that could be hidden.
        complete = objects.isEmpty()
                || OpenFiles.look(this::look, OpenFiles.Mappings.of(mapped), this::look).isComplete();
        files.forEach(object -> addOwner(found.get(object), object.identity().owner()));
    }

    /** Looks at all processes. */
    public static ObjectHolders of(List<Sought> objects) {
        return new ObjectHolders(objects);
    }

    private void look(OpenFile file) {
        if (file.pid() == self) {
            return;
        } else if (!file.isFile()) {
            lookAtSocket(file);
        } else if (!files.isEmpty()) {
            // Of a file that may keep a stat waiting, fdinfo tells whether it has the same inode number.
            boolean mayAsk = remote.mayAsk(file);
            FileStatus status = mayAsk ? file.status() : null;
            OpenFile.Info info = mayAsk ? null : file.info();
            for (Sought object : files) {
                boolean is = status != null ? object.identity().isFile(status)
                        : object.identity().file() != null && file.is(info, object.identity().file());
                OpenFile.Access access = is ? file.access() : null;
                if (access != null) {
                    found.get(object).add(new Holding(file.pid(), file.number(), How.of(access)));
                }
            }
        }
    }

    private void lookAtSocket(OpenFile file) {
        long inode = sockets.isEmpty() ? -1 : file.inode("socket");
        for (Sought object : sockets) {
            Boolean listens = object.identity().sockets().get(inode);
            if (listens != null) {
                found.get(object).add(new Holding(file.pid(), file.number(), How.of(listens)));
            }
        }
    }

    private void look(Mapped mapped) {
        if (mapped.pid() == self) {
            return;
        }
        for (Sought object : files) {
            if (object.identity().isMappedBy(mapped)) {
                add(found.get(object), mapped, FutexSleepers.in(mapped, FutexSleepers.of(mapped.pid())) > 0);
            }
        }
    }

    /** A process may map an object several times, and sleeps in one of them. */
    static void add(List<Holding> holdings, Mapped mapped, boolean waits) {
        Holding last = holdings.isEmpty() ? null : holdings.get(holdings.size() - 1);
        if (last == null || last.pid() != mapped.pid() || last.fd() != null) {
            holdings.add(new Holding(mapped.pid(), null, waits ? How.WAITER : How.MAP));
        } else if (waits) {
            holdings.set(holdings.size() - 1, last.as(How.WAITER));
        }
    }

    /** Notes which of the holders has the lock. */
    static void addOwner(List<Holding> holdings, OptionalInt process) {
        if (process.isEmpty() || process.getAsInt() == ProcessHandle.current().pid()) {
            return;
        }
        long owner = process.getAsInt();
        for (int i = 0; i < holdings.size(); i++) {
            if (holdings.get(i).pid() == owner && holdings.get(i).fd() == null) {
                holdings.set(i, holdings.get(i).as(How.OWNER));
                return;
            }
        }
        // Known by the mutex alone, for it is another user's.
        holdings.add(new Holding(owner, null, How.OWNER));
    }

    /** The holders of {@code object}, by process, its descriptors before its mapping. */
    public List<Holding> of(Sought object) {
        return found.get(object);
    }

    /** Whether every process could be looked at; where not, there may be more holders. */
    public boolean isComplete() {
        return complete;
    }
}
