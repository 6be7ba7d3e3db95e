package org.ipcctl.mq;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;
import org.ipcctl.kernel.OpenFiles;

/** What is measured of message queues. */
public final class QueueMetrics {
    private record Known(QueueStatus status, Integer receivers) {
        private Number attribute(Function<QueueAttributes, Number> which) {
            return status.attributes() == null ? null : which.apply(status.attributes());
        }

        Number registered() {
            return status.notifyPid() == null ? null : status.notifyPid() == 0 ? 0 : 1;
        }
    }

    private static final MetricSet<List<QueueStatus>> ALL = MetricSet
            .of(new Metric<>("mq_queues", "Message queues of this IPC name space.", List::size));
    private static final MetricSet<Known> EACH = MetricSet.by("queue", known -> known.status().name(),
            new Metric<>("mq_messages", "Messages in the queue.", known -> known.attribute(QueueAttributes::messages)),
            new Metric<>("mq_queued_bytes", "Bytes of all messages in the queue.",
                    known -> known.status().queuedBytes()),
            new Metric<>("mq_max_messages", "Messages that the queue can hold.",
                    known -> known.attribute(QueueAttributes::maxMessages)),
            new Metric<>("mq_max_message_bytes", "Bytes that a message of the queue can have.",
                    known -> known.attribute(QueueAttributes::messageSize)),
            new Metric<>("mq_waiting_receivers",
                    "Threads known to sleep in mq_receive(3) on the queue, not including those that wait in poll(2).",
                    Known::receivers),
            new Metric<>("mq_notify_registered",
                    "1 if a process is registered with mq_notify(3) for the next message, 0 if none is.",
                    Known::registered));
    public static final MetricSource SOURCE = new MetricSource(QueueKind.KIND.word(), List.of(ALL, EACH),
            QueueMetrics::look);

    private QueueMetrics() {}

    private static Look look() {
        QueueDirectory folder = QueueDirectory.find();
        if (folder == null) {
            return Look.nothing("the mqueue file system is not mounted, so queues cannot be listed");
        } else if (folder.isForeign()) {
            return Look.nothing(folder.path() + " shows the queues of another IPC namespace");
        }
        List<QueueStatus> queues = folder.queues();
        QueueReceivers receivers = QueueReceivers.of(queues);
        List<String> unseen = new ArrayList<>();
        if (queues.stream().anyMatch(queue -> queue.queuedBytes() == null)) {
            unseen.add("not all queues may be read by this user");
        }
        if (!receivers.isComplete()) {
            unseen.add(OpenFiles.notAll());
        }
        return new Look(
                List.of(ALL.measure(List.of(queues)),
                        EACH.measure(queues.stream().map(queue -> new Known(queue, receivers.at(queue))).toList())),
                unseen);
    }
}
