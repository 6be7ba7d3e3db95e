package org.ipcctl.mq;

import java.util.List;
import java.util.Map;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition.What;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Held;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.inspect.Presence;
import org.ipcctl.inspect.Summary;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Lease;

/** POSIX message queues: {@code mq_overview(7)}. */
public final class QueueKind implements IpcKind<QueueStatus> {
    public static final QueueKind KIND = new QueueKind();
    private static final Naming NAMING = Naming.of(new Naming.Files(QueueDirectory.CUSTOMARY, "", null));

    private QueueKind() {}

    @Override
    public String word() {
        return "mq";
    }

    @Override
    public String plural() {
        return "message queues";
    }

    @Override
    public Map<String, String> files() {
        return Map.of(QueueDirectory.CUSTOMARY + "/NAME",
                "A message queue, if the mqueue file system is mounted. Queues work without it, but cannot be "
                        + "listed.");
    }

    @Override
    public Naming naming() {
        return NAMING;
    }

    /** Where the mqueue file system shows them. */
    @Override
    public List<QueueStatus> list() {
        return QueueDirectory.required().queues();
    }

    @Override
    public Summary summary(QueueStatus queue) {
        Long messages = queue.attributes() == null ? null : Long.valueOf(queue.attributes().messages());
        // To be looked at changes a queue's ctime; mtime is that of the last message.
        return Summary.of(queue.name(), queue.file()).queued(queue.queuedBytes()).count(messages)
                .changed(queue.file().modified());
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
    public Boolean isInUse(String name) {
        try (MessageQueue queue = QueueStatus.openSomehow(name)) {
            return Lease.isOpenElsewhere(queue.fd());
        } catch (KernelException e) {
            if (e.is(Errno.EACCES)) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public void remove(String name) {
        MessageQueue.unlink(name);
    }

    @Override
    public List<Condition.What> conditions() {
        return List.of(What.EXISTS, What.GONE, What.DATA, What.ROOM, What.PEER);
    }

    @Override
    public Awaited await(String name, Condition condition) {
        return switch (condition.what()) {
            case DATA, ROOM -> new QueueAwaited(name, condition);
            case PEER -> Held.receiving(QueueStatus.openSomehow(name).fd(), condition);
            default -> presence(name, condition);
        };
    }

    /** By the mqueue file system, or, where it is not mounted, by asking for it again and again. */
    private static Awaited presence(String name, Condition condition) {
        QueueDirectory folder = QueueDirectory.find();
        return new Presence(folder == null || !folder.isOurs() ? null : folder.path() + name, () -> isThere(name),
                condition);
    }

    private static boolean isThere(String name) {
        try {
            return Presence.isFound(() -> QueueStatus.openSomehow(name).close());
        } catch (KernelException e) {
            if (e.is(Errno.EACCES)) {
                return true;
            }
            throw e;
        }
    }
}
