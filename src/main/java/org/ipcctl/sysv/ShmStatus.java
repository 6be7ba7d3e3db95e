package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * What the kernel knows of a shared memory segment: {@code struct shmid_ds}.
 * <pre>
 *   0 permissions   48 segsz   56 atime   64 dtime   72 ctime   80 cpid   84 lpid   88 nattch
 * </pre>
 *
 * @param id          the kernel's number
 * @param permissions key, owner and mode
 * @param removed     whether it was removed, and lives until the last process detaches it
 * @param size        in bytes, as it was asked for
 * @param attached    how often processes have it attached
 * @param createdBy   the process that created it; null where it has no number here
 * @param lastUser    the process that last attached or detached it, likewise
 * @param attachedAt  when it was last attached, in whole seconds; null for never
 * @param detachedAt  likewise
 * @param changed     when it was created, or its attributes were last changed
 */
public record ShmStatus(int id, Permissions permissions, boolean removed, long size, long attached, Long createdBy,
                        Long lastUser, Instant attachedAt,
                        Instant detachedAt, Instant changed) {
    private static final int SHM_STAT = 13;
    private static final int SHM_INFO = 14;
    private static final int SHM_STAT_ANY = 15;
    private static final int MODE = 20;
    private static final int SHM_DEST = 01000;

    static final Table<ShmStatus> TABLE = new Table<>("shmctl", Noun.SEGMENT, SHM_INFO, SHM_STAT_ANY, SHM_STAT,
            (id, command, structure) -> ShmFunctions.C.shmctl(id, command, structure), ShmStatus::read);

    private static ShmStatus read(int id, ByteBuffer ds) {
        return new ShmStatus(id, Permissions.of(ds), (ds.order(ByteOrder.nativeOrder()).getShort(MODE) & SHM_DEST) != 0,
                ds.getLong(48), ds.getLong(88), Table.pid(ds, 80),
                Table.pid(ds, 84), Table.time(ds, 56), Table.time(ds, 64), Table.time(ds, 72));
    }
}
