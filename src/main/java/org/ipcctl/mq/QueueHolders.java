package org.ipcctl.mq;

import java.util.concurrent.atomic.AtomicBoolean;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;

/** Who has a queue open, as far as /proc lets this user see: all for root, one's own processes for others. */
public final class QueueHolders {
    private QueueHolders() {}

    /** Whether another process can be seen that has {@code queue} open for receiving. */
    public static boolean hasReader(MessageQueue queue) {
        FileStatus wanted = queue.fd().status();
        long own = ProcessHandle.current().pid();
        AtomicBoolean found = new AtomicBoolean();
        OpenFiles.look(file -> {
            OpenFile.Info info = file.pid() == own || found.get() ? null : file.of(wanted);
            if (info != null && info.isReadable()) {
                found.set(true);
            }
        });
        return found.get();
    }
}
