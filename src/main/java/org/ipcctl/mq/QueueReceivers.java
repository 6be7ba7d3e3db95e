package org.ipcctl.mq;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ThreadCalls;

/**
 * How many threads sleep in mq_receive(3). The kernel has a list of them and tells nobody, but of a process that may be
 * traced it tells the call that each thread is in, and its descriptor.
 */
final class QueueReceivers {
    private final Map<Long, QueueStatus> byInode = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final boolean complete;

    private QueueReceivers(List<QueueStatus> queues) {
        queues.forEach(queue -> byInode.put(queue.file().inode(), queue));
        Map<Long, Map<Long, QueueStatus>> open = new HashMap<>();
        boolean allOpen = queues.isEmpty() || OpenFiles.look(file -> look(file, open)).isComplete();
        boolean allCalls = true;
        for (Map.Entry<Long, Map<Long, QueueStatus>> process : open.entrySet()) {
            ThreadCalls calls = ThreadCalls.of(process.getKey());
            allCalls &= calls.isComplete();
            for (Long descriptor : calls.queuesReceivedFrom()) {
                QueueStatus queue = process.getValue().get(descriptor);
                if (queue != null) {
                    counts.merge(queue.name(), 1, Integer::sum);
                }
            }
        }
        complete = allOpen && allCalls;
    }

    /** Looks at all processes. */
    static QueueReceivers of(List<QueueStatus> queues) {
        return new QueueReceivers(queues);
    }

    private void look(OpenFile file, Map<Long, Map<Long, QueueStatus>> open) {
        OpenFile.Info info = file.isFile() ? file.info() : null;
        QueueStatus queue = info == null || !info.isReadable() ? null : byInode.get(info.inode());
        if (queue != null && file.is(info, queue.file())) {
            open.computeIfAbsent(file.pid(), pid -> new HashMap<>()).put((long) file.number(), queue);
        }
    }

    /** How many wait at {@code queue}; null where none is seen and some may be. */
    Integer at(QueueStatus queue) {
        Integer count = counts.get(queue.name());
        return count != null ? count : complete ? Integer.valueOf(0) : null;
    }

    /** Whether every process could be looked at. */
    boolean isComplete() {
        return complete;
    }
}
