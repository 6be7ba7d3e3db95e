package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What the kernel knows of a semaphore set: {@code struct semid_ds}, which on x86-64 has room for 64 bits of time
 * twice.
 * <pre>
 *   x86-64     0 permissions   48 otime   64 ctime   80 nsems
 *   others     0 permissions   48 otime   56 ctime   64 nsems
 * </pre>
 *
 * @param id          the kernel's number
 * @param permissions key, owner and mode
 * @param semaphores  how many there are in it
 * @param operated    when semop(2) was last called on it, in whole seconds; null for never, which is how programs know
 * that it is new
 * @param changed     when it was created, or its attributes or values were last set
 */
public record SemStatus(int id, Permissions permissions, long semaphores, Instant operated, Instant changed) {
    private static final int SEM_STAT = 18;
    private static final int SEM_INFO = 19;
    private static final int SEM_STAT_ANY = 20;
    private static final boolean WIDE = System.getProperty("os.arch").equals("amd64");
    private static final int CTIME = WIDE ? 64 : 56;
    private static final int NSEMS = WIDE ? 80 : 64;

    static final Table<SemStatus> TABLE = new Table<>("semctl", Noun.SET, SEM_INFO, SEM_STAT_ANY, SEM_STAT,
            (id, command, structure) -> SemFunctions.OfArrays.C.semctl(id, 0, command, structure), SemStatus::read);

    private static SemStatus read(int id, ByteBuffer ds) {
        return new SemStatus(id, Permissions.of(ds), ds.getLong(NSEMS), Table.time(ds, 48), Table.time(ds, CTIME));
    }
}
