package org.ipcctl.mq;

import org.ipcctl.inspect.Limit;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Users;

/**
 * What the queues that there are take of the limits.
 *
 * @param queues how many there are
 * @param bytes  what the kernel counts against {@code RLIMIT_MSGQUEUE} for those of this user
 * @param unseen why one or the other is not known, or not wholly; null where it is
 */
record QueueUse(long queues, long bytes, String unseen) {
    static QueueUse unknown(String why) {
        return new QueueUse(Limit.UNKNOWN, Limit.UNKNOWN, why);
    }

    static QueueUse in(QueueDirectory folder) {
        long user = Users.effectiveUser();
        long bytes = 0;
        String unseen = null;
        try {
            for (QueueStatus queue : folder.queues()) {
                if (queue.file().uid() == user && queue.attributes() == null) {
                    unseen = "not all queues of this user may be opened, so their bytes are not counted";
                } else if (queue.file().uid() == user) {
                    bytes += queue.attributes().accountedBytes();
                }
            }
            return new QueueUse(Directory.names(folder.path()).size(), bytes, unseen);
        } catch (KernelException refused) {
            return unknown(folder.path() + " may not be listed, so queues cannot be counted");
        }
    }
}
