package org.ipcctl.inspect;

import java.util.OptionalInt;
import org.ipcctl.kernel.FileStatus;

/**
 * What tells an object from all others, whatever its name is by now, and by which processes are seen to have it.
 *
 * @param file     the file that it is
 * @param isMapped whether processes map it, and need no descriptor for that
 * @param owner    of a lock, the process that has it locked; empty where nobody has, or nobody can tell
 */
public record Identity(FileStatus file, boolean isMapped, OptionalInt owner) {
    /** Of an object that processes map, and that is no lock. */
    public static Identity mapped(FileStatus file) {
        return new Identity(file, true, OptionalInt.empty());
    }

    /** Of one that is used by descriptors alone. */
    public static Identity open(FileStatus file) {
        return new Identity(file, false, OptionalInt.empty());
    }
}
