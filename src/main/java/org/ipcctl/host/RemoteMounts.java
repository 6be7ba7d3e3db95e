package org.ipcctl.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ipcctl.kernel.OpenFile;

/** Mounts whose files are on other machines, or in another process: a stat of one may wait for ever. See {@code proc_pid_mountinfo(5)}. */
final class RemoteMounts {
    private static final Set<String> TYPES = Set.of("nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "afs", "lustre", "gfs2", "ocfs2", "virtiofs");

    /** By the text of a table, for most processes see the same. */
    private final Map<String, Set<Long>> tables = new HashMap<>();
    private long process = -1;
    private Set<Long> mounts = Set.of();

    /** Whether {@code file} may be looked at; the files of a process come one behind the other. */
    boolean mayAsk(OpenFile file) {
        if (file.pid() != process) {
            process = file.pid();
            mounts = of(process);
        }
        if (mounts.isEmpty()) {
            return true;
        }
        OpenFile.Info info = file.info();
        return info != null && !mounts.contains(info.number("mnt_id:"));
    }

    private Set<Long> of(long pid) {
        try {
            String table = new String(Files.readAllBytes(Path.of("/proc/" + pid + "/mountinfo")), StandardCharsets.ISO_8859_1);
            return tables.computeIfAbsent(table, RemoteMounts::parse);
        } catch (IOException unknown) {
            // Then it may not be looked at, either.
            return Set.of();
        }
    }

    private static Set<Long> parse(String table) {
        Set<Long> remote = new HashSet<>();
        for (String line : table.split("\n")) {
            int type = line.indexOf(" - ") + " - ".length();
            String name = type < " - ".length() ? "" : line.substring(type).split(" ", 2)[0];
            if (TYPES.contains(name) || name.startsWith("fuse")) {
                remote.add(Long.valueOf(line.substring(0, line.indexOf(' '))));
            }
        }
        return remote;
    }
}
