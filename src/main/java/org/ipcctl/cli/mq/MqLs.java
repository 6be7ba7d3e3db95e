package org.ipcctl.cli.mq;

import java.util.List;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ListCommand;
import org.ipcctl.mq.QueueDirectory;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueStatus;

/** {@code ipcctl mq ls}. */
final class MqLs extends ListCommand<QueueStatus> {
    MqLs() {
        super(QueueKind.KIND,
                QueueColumns.SCHEMA.showing("name", "messages", "max_messages", "message_size_bytes", "queued_bytes",
                        "owner_name"),
                Texts.of(
                        "Queues can be listed only where the mqueue file system is mounted, usually at /dev/mqueue; "
                                + "they work without it. "
                                + "A mount goes on showing the queues of the IPC namespace that it was made in; "
                                + "one of another namespace is refused with exit status 8. "
                                + "Of a queue that may not be opened, only its name, mode and owner are known.",
                        new Example("all queues", "ipcctl mq ls"),
                        new Example("how they fill and empty, until Ctrl-C", "ipcctl mq ls --watch")
                                .after("{ sleep 2; interrupt; } &").exits(130),
                        new Example("the names of those that hold messages",
                                "ipcctl mq ls --format json | jq -r '.[] | select(.messages > 0).name'")));
    }

    @Override
    protected List<QueueStatus> objects(Context context) {
        QueueDirectory directory = QueueDirectory.required();
        if (!directory.isOurs()) {
            context.warn(directory.path()
                    + ": it cannot be found out whether it shows the queues of this IPC namespace or those of another");
        }
        return directory.queues();
    }
}
