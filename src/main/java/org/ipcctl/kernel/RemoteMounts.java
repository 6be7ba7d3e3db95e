package org.ipcctl.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Of the mounts that processes see, those of whose files nothing should be asked, for the answer may never come. */
public final class RemoteMounts {
    private long process = -1;
    private Set<Long> mounts = Set.of();

    /** Whether {@code file} may be looked at; the files of a process come one behind the other. */
    public boolean mayAsk(OpenFile file) {
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

    private static Set<Long> of(long pid) {
        Set<Long> remote = new HashSet<>();
        List<Mount> mounts = Mount.seenBy(Long.toString(pid));
        // Where nobody tells them, it may not be looked at, either.
        for (Mount mount : mounts == null ? List.<Mount>of() : mounts) {
            if (mount.isRemote()) {
                remote.add(mount.id());
            }
        }
        return remote;
    }
}
