package org.ipcctl.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The mounts whose files are on other machines, or in another process: a stat of one may wait for ever. */
public final class RemoteMounts {
    private static final Set<String> REMOTE = Set.of("nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "afs", "lustre", "gfs2", "ocfs2", "virtiofs");

    private RemoteMounts() {}

    /** Of the mounts that {@code pid} sees, the numbers of those of which nothing should be asked: proc_pid_mountinfo(5). */
    public static Set<Long> of(long pid) {
        Set<Long> remote = new HashSet<>();
        try {
            String table = new String(Files.readAllBytes(Path.of("/proc/" + pid + "/mountinfo")), StandardCharsets.ISO_8859_1);
            for (String line : table.split("\n")) {
                int type = line.indexOf(" - ") + " - ".length();
                String name = type < " - ".length() ? "" : line.substring(type).split(" ", 2)[0];
                if (REMOTE.contains(name) || name.startsWith("fuse")) {
                    remote.add(Long.valueOf(line.substring(0, line.indexOf(' '))));
                }
            }
        } catch (IOException unknown) {
            // Then it may not be looked at, either.
        }
        return remote;
    }
}
