package org.ipcctl.mq;

import java.util.List;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;

/** POSIX message queues: {@code mq_overview(7)}. */
public final class QueueKind implements IpcKind<QueueStatus> {
    public static final QueueKind KIND = new QueueKind();
    private static final Naming NAMING = new Naming(QueueDirectory.CUSTOMARY, "", null);

    private QueueKind() {}

    @Override
    public String word() {
        return "mq";
    }

    @Override
    public Naming naming() {
        return NAMING;
    }

    /** Where the mqueue file system shows them; nothing where it is not mounted, which {@link QueueDirectory#find} tells. */
    @Override
    public List<QueueStatus> list() {
        QueueDirectory folder = QueueDirectory.find();
        return folder == null || folder.isForeign() ? List.of() : folder.queues();
    }

    @Override
    public QueueStatus find(String name) {
        return QueueStatus.of(name);
    }

    @Override
    public Identity identify(String name) {
        return Identity.open(QueueDirectory.file(name));
    }

    @Override
    public void remove(String name) {
        MessageQueue.unlink(name);
    }
}
