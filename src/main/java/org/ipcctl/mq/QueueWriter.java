package org.ipcctl.mq;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;

/** Sends messages one after the other, and waits for room where the queue is full. */
public final class QueueWriter {
    /** Looks without room after which it is worth telling the user. */
    private static final int STALLED = 4;

    private final MessageQueue queue;
    private final Deadline patience;
    private final Runnable onStall;
    private boolean told;
    private long sent;

    /**
     * @param patience how long each wait for room may last
     * @param onStall  runs once, when the queue has been full for about a second and nothing limits the wait
     */
    public QueueWriter(MessageQueue queue, Deadline patience, Runnable onStall) {
        this.queue = queue;
        this.patience = patience;
        this.onStall = onStall;
    }

    /** Messages that are in the queue, or were. */
    public long sent() {
        return sent;
    }

    /**
     * Sends what remains in {@code message}.
     *
     * @throws KernelException       EMSGSIZE; ETIMEDOUT when no room came in time; EAGAIN when none was there and waiting was forbidden
     * @throws QueueRemovedException when the queue is removed while this waits
     */
    public void send(ByteBuffer message, int priority) {
        if (!queue.trySend(message, priority)) {
            if (patience.isOnce()) {
                throw new KernelException("mq_send", queue.name(), Errno.EAGAIN).because("the queue is full, with "
                        + queue.attributes().messages() + " messages").advise("Wait for room with --timeout, or receive some first.");
            }
            sendPatiently(message, priority);
        }
        sent++;
    }

    private void sendPatiently(ByteBuffer message, int priority) {
        for (int i = 0; i < MessageQueue.YIELDS; i++) {
            Thread.yield();
            if (queue.trySend(message, priority)) {
                return;
            }
        }
        Deadline deadline = patience.restarted();
        do {
            awaitRoom(deadline);
        } while (!queue.trySend(message, priority));
    }

    private void awaitRoom(Deadline deadline) {
        int looks = 0;
        while (queue.await(Poll.OUT, null, deadline, "room")[0] == 0) {
            if (deadline.hasPassed()) {
                throw deadline.passed("poll", queue.name(), "room in the queue, which holds " + queue.attributes().messages() + " messages");
            }
            looks++;
            if (looks >= STALLED && !told && !patience.isBounded()) {
                told = true;
                onStall.run();
            }
        }
    }
}
