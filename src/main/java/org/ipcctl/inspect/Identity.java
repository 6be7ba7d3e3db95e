package org.ipcctl.inspect;

import java.util.Map;
import java.util.OptionalInt;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Mapped;

/**
 * What tells an object from all others, whatever its name is by now, and by which processes are seen to have it.
 *
 * @param file     the file that it is; null for what is none
 * @param isMapped whether processes map it, and need no descriptor for that
 * @param owner    of a lock, the process that has it locked; empty where nobody has, or nobody can tell
 * @param sockets  the inodes of sockets, and whether each listens; empty for all else
 * @param number   of a System V object, the kernel's number; null for all else
 */
public record Identity(FileStatus file, boolean isMapped, OptionalInt owner, Map<Long, Boolean> sockets, Long number) {
    /** Of an object that processes map. */
    public static Identity mapped(FileStatus file, OptionalInt owner) {
        return new Identity(file, true, owner, Map.of(), null);
    }

    /** Of one that is used by descriptors alone. */
    public static Identity open(FileStatus file) {
        return new Identity(file, false, OptionalInt.empty(), Map.of(), null);
    }

    /** Of sockets, by inode, and whether each listens. */
    public static Identity of(Map<Long, Boolean> sockets) {
        return new Identity(null, false, OptionalInt.empty(), Map.copyOf(sockets), null);
    }

    /** Of a System V object. */
    public static Identity numbered(long number, boolean isMapped) {
        return new Identity(null, isMapped, OptionalInt.empty(), Map.of(), number);
    }

    /** The same, of sockets that have a file. */
    public Identity at(FileStatus status) {
        return new Identity(status, isMapped, owner, sockets, number);
    }

    /** The inode of what processes map; null where they map nothing. */
    public Long mappedInode() {
        return !isMapped ? null : number != null ? number : Long.valueOf(file.inode());
    }

    /** Whether {@code mapped} is a mapping of it. */
    public boolean isMappedBy(Mapped mapped) {
        return isMapped && (number != null ? mapped.isSegment() && mapped.inode() == number : mapped.isOf(file));
    }

    /** Whether it is the file that {@code status} is of. */
    public boolean isFile(FileStatus status) {
        return file != null && file.inode() == status.inode() && file.device() == status.device();
    }

    /** Whether it is the same. */
    public boolean isSame(Identity other) {
        return number != null ? number.equals(other.number) : file != null && other.file != null ? isFile(other.file)
                : sockets.keySet().stream().anyMatch(other.sockets::containsKey);
    }
}
