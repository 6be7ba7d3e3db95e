package org.ipcctl.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A mount that a process sees, as {@code /proc/PID/mountinfo} tells it: proc_pid_mountinfo(5).
 *
 * @param id      as fdinfo has it
 * @param point   where it is mounted
 * @param type    of its file system
 * @param options of the file system, and before them those of this mount
 */
public record Mount(long id, String point, String type, List<String> options) {
    /** File systems whose files are on other machines, or in another process: a stat of one may wait for ever. */
    private static final Set<String> REMOTE = Set.of("nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "afs", "lustre",
            "gfs2", "ocfs2", "virtiofs", "autofs");
    private static final int POINT = 4;
    private static final int OPTIONS = 5;

    /**
     * Those that the process {@code pid} sees, {@code self} for this one, later ones above earlier ones; null where
     * nobody tells.
     */
    public static List<Mount> seenBy(String pid) {
        List<Mount> mounts = new ArrayList<>();
        try {
            for (String line : new String(Files.readAllBytes(Path.of("/proc/" + pid + "/mountinfo")),
                    StandardCharsets.ISO_8859_1).split("\n")) {
                int end = line.indexOf(" - ");
                String[] mount = line.substring(0, Math.max(0, end)).split(" ");
                if (mount.length > OPTIONS) {
                    String[] system = line.substring(end + " - ".length()).split(" ");
                    List<String> options = new ArrayList<>(Arrays.asList(mount[OPTIONS].split(",")));
                    options.addAll(Arrays.asList(system[system.length - 1].split(",")));
                    mounts.add(new Mount(Long.parseLong(mount[0]), path(mount[POINT]), system[0], options));
                }
            }
        } catch (IOException unknown) {
            return null;
        }
        return mounts;
    }

    /** Blanks, newlines and backslashes are three octal digits behind a backslash. */
    private static String path(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 3 < text.length()) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return OsString.decode(bytes.toByteArray());
    }

    /** That of {@code mounts} that the absolute {@code path} without symbolic links is in; null where there is none. */
    public static Mount holding(String path, List<Mount> mounts) {
        Mount found = null;
        for (Mount mount : mounts) {
            String below = mount.point.equals("/") ? "/" : mount.point + "/";
            if ((path + "/").startsWith(below) && (found == null || mount.point.length() >= found.point.length())) {
                found = mount;
            }
        }
        return found;
    }

    /** Whether nothing should be asked of its files, for the answer may never come. */
    public boolean isRemote() {
        return REMOTE.contains(type) || type.startsWith("fuse");
    }

    /** The value of the option {@code name}; null where it has none. */
    public String option(String name) {
        for (String option : options) {
            if (option.startsWith(name + "=")) {
                return option.substring(name.length() + 1);
            }
        }
        return null;
    }
}
