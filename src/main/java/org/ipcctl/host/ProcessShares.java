package org.ipcctl.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ipcctl.kernel.Mapped;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.RemoteMounts;
import org.ipcctl.sock.SocketEntry;
import org.ipcctl.sock.SocketTable;

/** What a process has of IPC, and which other processes have the same. */
public final class ProcessShares {
    private final long self = ProcessHandle.current().pid();
    private final long pid;
    private final List<SharedThing> things = new ArrayList<>();
    private final Map<String, SortedSet<Long>> holders = new HashMap<>();
    private final boolean complete;

    private ProcessShares(long pid) {
        this.pid = pid;
        Map<Long, SocketEntry> sockets = new HashMap<>();
        Set<Long> remote = RemoteMounts.of(pid);
        OpenFiles.of(pid, file -> {
            if (sockets.isEmpty() && file.inode("socket") >= 0) {
                readSockets(sockets);
            }
            add(SharedThing.of(file, sockets, remote));
        });
        Map<String, SharedThing> mappings = new LinkedHashMap<>();
        Set<Long> inodes = new HashSet<>();
        for (Mapped mapped : OpenFiles.mapsOf(pid)) {
            SharedThing thing = SharedThing.of(mapped);
            if (thing != null) {
                mappings.putIfAbsent(thing.key(), thing);
            }
        }
        mappings.values().forEach(this::add);
        for (String key : holders.keySet()) {
            if (!key.endsWith("]")) {
                inodes.add(Long.valueOf(key.substring(key.indexOf(':') + 1)));
            }
        }
        complete = things.isEmpty() || OpenFiles.look(file -> look(file, inodes), inodes, this::look).isComplete();
    }

    /**
     * Looks at {@code pid}, and then at all others.
     *
     * @throws org.ipcctl.kernel.KernelException EACCES where it may not be looked at, ENOENT where there is none
     */
    public static ProcessShares of(long pid) {
        return new ProcessShares(pid);
    }

    private void add(SharedThing thing) {
        if (thing != null) {
            things.add(thing);
            holders.put(thing.key(), new TreeSet<>());
            if (thing.other() != null) {
                holders.putIfAbsent(thing.other(), new TreeSet<>());
            }
        }
    }

    private static void readSockets(Map<Long, SocketEntry> sockets) {
        for (SocketEntry entry : SocketTable.read()) {
            if (entry.inode() != null) {
                sockets.put(entry.inode(), entry);
            }
        }
    }

    private void look(OpenFile file, Set<Long> inodes) {
        if (file.pid() == self) {
            return;
        } else if (holders.containsKey(file.link())) {
            note(file.link(), file.pid());
        } else if (file.link().startsWith("anon_inode:[eventfd]")) {
            OpenFile.Info info = file.info();
            if (info != null && info.number("eventfd-id:") != 0) {
                note(SharedThing.eventfd(info), file.pid());
            }
        } else if (file.isFile() && !inodes.isEmpty()) {
            OpenFile.Info info = file.info();
            // Of a kernel that tells no inode here, a stat of every file could wait for ever.
            var status = info != null && inodes.contains(info.inode()) ? file.status() : null;
            if (status != null) {
                note(SharedThing.key(status.inode(), status.device()), file.pid());
            }
        }
    }

    private void look(Mapped mapped) {
        if (mapped.pid() != self) {
            note(SharedThing.key(mapped.inode(), mapped.device()), mapped.pid());
        }
    }

    private void note(String key, long holder) {
        SortedSet<Long> known = holders.get(key);
        if (known != null) {
            known.add(holder);
        }
    }

    /** Each thing by each descriptor, and then what is mapped. */
    public List<Holding> all() {
        List<Holding> all = new ArrayList<>();
        for (SharedThing thing : things) {
            SortedSet<Long> others = new TreeSet<>(holders.get(thing.key()));
            if (thing.other() != null) {
                others.addAll(holders.get(thing.other()));
            }
            others.remove(pid);
            all.add(new Holding(pid, thing.fd(), thing.how(), thing.kind(), thing.object(), thing.peer(), List.copyOf(others)));
        }
        return all;
    }

    /** Whether every other process could be looked at; where not, more may have the same. */
    public boolean isComplete() {
        return complete;
    }
}
