package org.ipcctl.shm;

import java.util.List;
import org.ipcctl.inspect.Limit;
import org.ipcctl.inspect.Limit.Unit;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.FileSystem;
import org.ipcctl.kernel.Raise;

/** What bounds shared memory objects, and what else is in /dev/shm: {@code tmpfs(5)}. */
public final class ShmLimits {
    private static final long TMPFS_MAGIC = 0x01021994;

    private ShmLimits() {}

    /** Those of the tmpfs; unknown where there is nothing. */
    public static List<Limit> all() {
        FileSystem there = FileSystem.of(DevShm.PATH);
        if (there == null) {
            return List.of(of("size", Unit.BYTES, Limit.UNKNOWN), of("nr_inodes", Unit.INODES, Limit.UNKNOWN));
        }
        return List.of(
                raisable(there, "size", "--shm-size",
                        of("size", Unit.BYTES, there.totalBytes()).using(there.totalBytes() - there.freeBytes())),
                raisable(there, "nr_inodes", null,
                        of("nr_inodes", Unit.INODES, there.inodes()).using(there.inodes() - there.freeInodes())));
    }

    private static Limit of(String option, Unit unit, long total) {
        return Limit.of(DevShm.PATH + " " + option, "mount", unit, total, "ENOSPC");
    }

    /** A tmpfs tells no use either where it has no limit; another file system has neither option. */
    private static Limit raisable(FileSystem there, String option, String docker, Limit limit) {
        return limit.value() == 0 ? limit.unlimitedByZero() : there.kind() != TMPFS_MAGIC ? limit
                : limit.raisedBy(Raise.byMount(DevShm.PATH, option, Limit.twice(limit.value()), docker));
    }
}
