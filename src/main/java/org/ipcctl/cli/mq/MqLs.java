package org.ipcctl.cli.mq;

import java.util.List;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ListCommand;
import org.ipcctl.mq.QueueDirectory;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueStatus;

/** {@code ipcctl mq ls}. */
final class MqLs extends ListCommand<QueueStatus> {
    MqLs() {
        super(QueueKind.KIND, QueueColumns.SCHEMA, Texts.of("Queues can be listed only where the mqueue file system is mounted, usually at /dev/mqueue; they work without it. "
                + "A mount goes on showing the queues of the IPC namespace that it was made in; one of another namespace is refused with exit status 8. "
                + "Of a queue that may not be opened, only its name, mode and owner are known.",
                new Example("all queues", "ipcctl mq ls"),
                new Example("how they fill and empty, until Ctrl-C", "ipcctl mq ls --watch").after("{ sleep 2; interrupt; } &").exits(130),
                new Example("the names of those that hold messages",
                        "ipcctl mq ls --format json | jq -r '.[] | select(.messages > 0).name'")));
    }

    @Override
    protected List<QueueStatus> objects(Context context) {
        QueueDirectory folder = QueueDirectory.find();
        if (folder == null && !QueueDirectory.isSought()) {
            throw new CommandFailure(ExitCode.UNSUPPORTED, "/proc/self/mounts",
                    "it cannot be read, so it cannot be found out where the mqueue file system is mounted: not at /dev/mqueue",
                    "Mount both, as root: mount -t proc none /proc; mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue");
        } else if (folder == null) {
            throw new CommandFailure(ExitCode.UNSUPPORTED, "/dev/mqueue",
                    "the mqueue file system is not mounted, so queues cannot be listed (they work nevertheless)",
                    "Mount it, as root: mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue");
        }
        if (folder.isForeign()) {
            throw new CommandFailure(ExitCode.UNSUPPORTED, folder.path(),
                    "it shows the queues of another IPC namespace, so those of this one cannot be listed (they work nevertheless)",
                    "Mount this one's, as root: mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue");
        } else if (!folder.isOurs()) {
            context.warn(folder.path() + ": it cannot be found out whether it shows the queues of this IPC namespace or those of another");
        }
        return folder.queues();
    }
}
