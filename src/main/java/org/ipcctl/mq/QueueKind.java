package org.ipcctl.mq;

import java.util.List;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
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
        return Summary.of(queue.name(), queue.file()).queued(queue.queuedBytes()).count(messages);
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
}
