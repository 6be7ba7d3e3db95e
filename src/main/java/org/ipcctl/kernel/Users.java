package org.ipcctl.kernel;

import jnr.posix.Group;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import jnr.posix.Passwd;

/**
 * Names of users and groups: getpwuid(3), getgrgid(3). jnr-posix's interface is large and slow to load, so it is loaded
 * with this class, by the commands that show owners.
 */
public final class Users {
    private static final POSIX POSIX = POSIXFactory.getNativePOSIX();

    private Users() {
    }

    /** The user's name, or the number itself where nobody has it. */
    public static String user(long uid) {
        Passwd entry = POSIX.getpwuid((int) uid);
        return entry == null ? Long.toString(uid) : entry.getLoginName();
    }

    /** The group's name, or the number itself where there is none. */
    public static String group(long gid) {
        Group entry = POSIX.getgrgid((int) gid);
        return entry == null ? Long.toString(gid) : entry.getName();
    }

    /** The effective user of this process. */
    public static long effectiveUser() {
        return Integer.toUnsignedLong(POSIX.geteuid());
    }
}
