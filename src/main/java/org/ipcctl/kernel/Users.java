package org.ipcctl.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.posix.Group;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import jnr.posix.Passwd;

/**
 * Names of users and groups: passwd(5) and group(5), and for whoever is not there getpwuid(3) and getgrgid(3), which
 * ask the network, too. The files come first, as nsswitch.conf(5) has it everywhere, because jnr-posix's interface is
 * large: to load it takes longer than the rest of a small command.
 */
public final class Users {
    private static final Path USERS = Path.of("/etc/passwd");
    private static final Path GROUPS = Path.of("/etc/group");

    private Users() {}

    /** The user's name, or the number itself where nobody has it. */
    public static String user(long uid) {
        String local = nameIn(USERS, uid);
        Passwd entry = local == null ? Everybody.FUNCTIONS.getpwuid((int) uid) : null;
        return local != null ? local : entry == null ? Long.toString(uid) : entry.getLoginName();
    }

    /** The group's name, or the number itself where there is none. */
    public static String group(long gid) {
        String local = nameIn(GROUPS, gid);
        Group entry = local == null ? Everybody.FUNCTIONS.getgrgid((int) gid) : null;
        return local != null ? local : entry == null ? Long.toString(gid) : entry.getName();
    }

    /** The number of the user {@code name}; null where there is none. */
    public static Long number(String name) {
        Passwd entry = Everybody.FUNCTIONS.getpwnam(name);
        return entry == null ? null : Long.valueOf(Integer.toUnsignedLong((int) entry.getUID()));
    }

    /** The effective user of this process. */
    public static long effectiveUser() {
        return Integer.toUnsignedLong(Everybody.FUNCTIONS.geteuid());
    }

    /** The first name in {@code file} with this number, or null: lines of NAME:PASSWORD:NUMBER:... */
    private static String nameIn(Path file, long number) {
        String wanted = Long.toString(number);
        try {
            for (String line : OsString.decode(Files.readAllBytes(file)).split("\n")) {
                int name = line.indexOf(':');
                int password = line.indexOf(':', name + 1);
                int end = password < 0 ? -1 : line.indexOf(':', password + 1);
                if (name > 0 && end > 0 && end - password - 1 == wanted.length()
                        && line.startsWith(wanted, password + 1)) {
                    return line.substring(0, name);
                }
            }
        } catch (IOException unreadable) {
            // Then the C library knows more, or nobody does.
        }
        return null;
    }

    /** Whom the C library knows. */
    private static final class Everybody {
        static final POSIX FUNCTIONS = POSIXFactory.getNativePOSIX();
    }
}
