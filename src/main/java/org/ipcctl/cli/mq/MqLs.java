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
                        "Queues can be listed only if the mqueue file system is mounted, usually on /dev/mqueue; "
                                + "they work without it. A mount always shows the queues of the IPC namespace in "
                                + "which it was made; one from another namespace is refused with exit status 8. If a "
                                + "queue may not be opened, only its name, mode and owner are known.",
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
                    + ": it is not known whether it shows the queues of this IPC namespace or those of another");
        }
        return directory.queues();
    }
}
