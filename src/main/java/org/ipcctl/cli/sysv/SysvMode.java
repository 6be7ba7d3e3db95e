package org.ipcctl.cli.sysv;

import java.util.List;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.Permissions;

/** What the commands that create say and ask alike. The kernel heeds no umask here; these do. */
final class SysvMode {
    static final String HELP = "The exact permissions of a new one, octal or as u=rw,g=r (default: 0600 less the "
            + "umask).";

    private SysvMode() {}

    /** The permission bits of a new object; {@code mode} may be null. */
    static int of(FileMode mode) {
        return mode == null ? Files.MODE_OF_OBJECTS & ~Files.umask()
                : mode.resolve(Files.MODE_OF_OBJECTS, Files.umask()) & Files.ALL_PERMISSIONS;
    }

    /** Adds to {@code differences} where one that exists has another mode than was asked for. */
    static void compare(FileMode mode, Permissions there, List<String> differences) {
        if (mode != null && of(mode) != there.mode()) {
            differences.add(String.format("mode %04o, not %04o", there.mode(), of(mode)));
        }
    }

    /** The refusal of one that was not to exist, or to be otherwise; {@code removal} is the command that removes it. */
    static KernelException exists(String call, String removal, Key key, String reason) {
        return new KernelException(call, key.text(), Errno.EEXIST).because(reason)
                .advise("Use it as it is, or remove it first with "
                        + ShellWord.shown(removal + " " + ShellWord.quote(key.text())) + ".");
    }
}
