package org.ipcctl.mq;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Sysctl;

/** What can be wrong with the mqueue file system: {@code mq_overview(7)}. */
public final class QueueFindings {
    private static final String PLACE = QueueDirectory.CUSTOMARY;
    private static final String MOUNT = "mkdir -p " + PLACE + " && mount -t mqueue none " + PLACE;
    private static final String LINE = "none " + PLACE + " mqueue defaults 0 0";

    private QueueFindings() {}

    public static List<Finding> all() {
        QueueDirectory directory = QueueDirectory.find();
        if (directory == null) {
            return QueueDirectory.isSought() ? List.of(unmounted()) : List.of();
        }
        List<Finding> found = new ArrayList<>();
        if (directory.isForeign()) {
            found.add(mounted(Finding.warning(directory.path(),
                    "it shows the queues of another IPC namespace, and those of this one cannot be listed")));
        } else if (!directory.path().equals(PLACE)) {
            found.add(mounted(Finding.note(directory.path(),
                    "the mqueue file system is mounted here, but most programs look for it on " + PLACE)));
        }
        Finding mode = directory.isForeign() ? null
                : Finding.ofMode(directory.path(), FileStatus.of(directory.path()).permissions(), "queues");
        if (mode != null) {
            found.add(mode);
        }
        return found;
    }

    private static Finding unmounted() {
        return Sysctl.text("fs/mqueue/msg_max") == null
                ? Finding.fault(PLACE, "this kernel has no POSIX message queues (CONFIG_POSIX_MQUEUE)")
                : mounted(Finding.warning(PLACE,
                        "the mqueue file system is not mounted: queues work, but cannot be listed"));
    }

    private static Finding mounted(Finding finding) {
        return finding.mendedBy(MOUNT).lastingBy(Finding.append(LINE, "/etc/fstab"));
    }
}
