package org.ipcctl.mq;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Glances;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.MessageSink;
import org.ipcctl.kernel.Removal;

/** Sends messages one after the other, and waits for room where the queue is full. */
public final class QueueWriter implements MessageSink, AutoCloseable {
    private final MessageQueue queue;
    private final Deadline patience;
    private final Runnable onStall;
    private Runnable beforeWait = () -> {};
    private Removal removal;
    private BlockingCalls calls;
    private long sent;

    /**
     * @param patience how long each wait for room may last
     * @param onStall  runs once, on another thread, when the queue has been full for a second and nothing limits the
     * wait
     */
    public QueueWriter(MessageQueue queue, Deadline patience, Runnable onStall) {
        this.queue = queue;
        this.patience = patience;
        this.onStall = onStall;
    }

    @Override
    public void beforeWait(Runnable step) {
        beforeWait = step;
    }

    @Override
    public long sent() {
        return sent;
    }

    /**
     * Sends what remains in {@code message}.
     *
     * @throws KernelException       EMSGSIZE; ETIMEDOUT when no room came in time; EAGAIN when none was there and
     * waiting was forbidden
     * @throws QueueRemovedException when the queue is removed while this waits
     */
    @Override
    public void send(ByteBuffer message, long ofMessage) {
        int priority = (int) ofMessage;
        if (!queue.trySend(message, priority)) {
            if (patience.isOnce()) {
                throw new KernelException("mq_send", queue.name(), Errno.EAGAIN).because("the queue is full, with "
                        + queue.attributes().messages() + " messages").in(MqSituation.FULL);
            }
            sendPatiently(message, priority);
        }
        sent++;
    }

    private void sendPatiently(ByteBuffer message, int priority) {
        if (Glances.beforeASleep(() -> queue.trySend(message, priority))) {
            return;
        }
        beforeWait.run();
        Deadline deadline = patience.restarted();
        long result = queue.send(message, priority, calls(), deadline);
        if (result < 0 && !queue.trySend(message, priority)) {
            throw failure(result, deadline);
        }
    }

    private RuntimeException failure(long verdict, Deadline deadline) {
        if (verdict == -Errno.ETIMEDOUT) {
            return deadline.passed("mq_send", queue.name(),
                    "room in the queue, which holds " + queue.attributes().messages() + " messages");
        }
        return verdict == Removal.VERDICT ? new QueueRemovedException(queue.name(), "room")
                : new KernelException("mq_send", queue.name(), (int) -verdict);
    }

    private BlockingCalls calls() {
        if (calls == null) {
            removal = new Removal(queue.fd());
            calls = new BlockingCalls(removal);
            if (!patience.isBounded()) {
                calls.whenSlow(onStall);
            }
        }
        return calls;
    }

    @Override
    public void close() {
        if (calls != null) {
            calls.close();
            removal.close();
        }
    }
}
