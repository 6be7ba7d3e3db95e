package org.ipcctl.sysv;

import java.nio.ByteBuffer;

/**
 * Who may do what to an object: {@code struct ipc_perm}, which each of the three structures begins with.
 * <pre>
 *   0 key   4 uid   8 gid   12 cuid   16 cgid   20 mode   24 seq   28 padding   32 two longs that nobody uses
 * </pre>
 *
 * @param key     0 where it has none (IPC_PRIVATE)
 * @param uid     its owner
 * @param gid     its group
 * @param creator the user who created it
 * @param mode    the permission bits
 */
public record Permissions(int key, long uid, long gid, long creator, int mode) {
    static final int SIZE = 48;
    private static final int MODE = 20;
    private static final int BITS = 0777;

    static Permissions of(ByteBuffer ds) {
        return new Permissions(ds.getInt(0), Integer.toUnsignedLong(ds.getInt(4)), Integer.toUnsignedLong(ds.getInt(8)),
                Integer.toUnsignedLong(ds.getInt(12)), ds.getShort(MODE) & BITS);
    }

    /** How the object {@code id} is typed: by its key, or where it has none, by that number. */
    public String name(int id) {
        return key == 0 ? "id:" + id : keyText();
    }

    /** The key as ipcs(1) shows it; {@code private} where it has none. */
    public String keyText() {
        return key == 0 ? "private" : String.format("0x%08x", key);
    }
}
