package org.ipcctl.inspect;

import java.util.Map;
import java.util.OptionalInt;
import org.ipcctl.kernel.FileStatus;

/**
 * What tells an object from all others, whatever its name is by now, and by which processes are seen to have it.
 *
 * @param file     the file that it is; null for sockets that are looked for by their address
 * @param isMapped whether processes map it, and need no descriptor for that
 * @param owner    of a lock, the process that has it locked; empty where nobody has, or nobody can tell
 * @param sockets  the inodes of sockets, and whether each listens; empty for all else
 */
public record Identity(FileStatus file, boolean isMapped, OptionalInt owner, Map<Long, Boolean> sockets) {
    /** Of an object that processes map. */
    public static Identity mapped(FileStatus file, OptionalInt owner) {
        return new Identity(file, true, owner, Map.of());
    }

    /** Of one that is used by descriptors alone. */
    public static Identity open(FileStatus file) {
        return new Identity(file, false, OptionalInt.empty(), Map.of());
    }

    /** Of sockets, by inode, and whether each listens. */
    public static Identity of(Map<Long, Boolean> sockets) {
        return new Identity(null, false, OptionalInt.empty(), Map.copyOf(sockets));
    }

    /** Whether it is the file that {@code status} is of. */
    public boolean isFile(FileStatus status) {
        return file != null && file.inode() == status.inode() && file.device() == status.device();
    }

    /** Whether it is the same file, or has a socket in common. */
    public boolean isSame(Identity other) {
        return file != null && other.file != null ? isFile(other.file)
                : sockets.keySet().stream().anyMatch(other.sockets::containsKey);
    }
}
