package org.ipcctl.sock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.kernel.OpenFiles;

/** Which processes have which sockets open, as far as /proc lets this user see: all for root, one's own for others. */
public final class SocketHolders {
    private final Map<Long, List<Long>> pids = new HashMap<>();

    private SocketHolders() {}

    /** Looks at all processes. */
    public static SocketHolders read() {
        SocketHolders holders = new SocketHolders();
        OpenFiles.look(file -> {
            long inode = file.inode("socket");
            if (inode >= 0) {
                holders.add(inode, file.pid());
            }
        });
        return holders;
    }

    private void add(long inode, Long pid) {
        List<Long> known = pids.computeIfAbsent(inode, none -> new ArrayList<>());
        // Several descriptors of one process come one behind the other.
        if (known.isEmpty() || !known.get(known.size() - 1).equals(pid)) {
            known.add(pid);
        }
    }

    /** The processes that have the socket {@code inode} open, in order; empty where none can be seen. */
    public List<Long> of(long inode) {
        return pids.getOrDefault(inode, List.of());
    }
}
