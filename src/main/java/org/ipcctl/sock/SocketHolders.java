package org.ipcctl.sock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.KernelException;

/** Which processes have which sockets open, as far as /proc lets this user see: all for root, one's own for others. */
public final class SocketHolders {
    private static final String LINK = "socket:[";

    private final Map<Long, List<Long>> pids = new HashMap<>();

    private SocketHolders() {
    }

    /** Looks at all processes. */
    public static SocketHolders read() {
        SocketHolders holders = new SocketHolders();
        Directory.names("/proc").stream().filter(name -> name.chars().allMatch(Character::isDigit)).map(Long::valueOf).sorted().forEach(holders::look);
        return holders;
    }

    private void look(long pid) {
        String folder = "/proc/" + pid + "/fd";
        TreeSet<Long> inodes = new TreeSet<>();
        try {
            Directory.names(folder).forEach(number -> {
                Long inode = socket(folder, number);
                if (inode != null) {
                    inodes.add(inode);
                }
            });
        } catch (KernelException notOursOrGone) {
            return;
        }
        inodes.forEach(inode -> pids.computeIfAbsent(inode, none -> new ArrayList<>()).add(pid));
    }

    private static Long socket(String folder, String number) {
        try {
            String target = Files.readSymbolicLink(Path.of(folder, number)).toString();
            return target.startsWith(LINK) ? Long.valueOf(target.substring(LINK.length(), target.length() - 1)) : null;
        } catch (IOException closedMeanwhile) {
            return null;
        }
    }

    /** The processes that have the socket {@code inode} open, in order; empty where none can be seen. */
    public List<Long> of(long inode) {
        return pids.getOrDefault(inode, List.of());
    }
}
