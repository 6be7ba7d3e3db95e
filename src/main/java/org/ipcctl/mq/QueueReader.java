package org.ipcctl.mq;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;

/**
 * Takes messages out of a queue for an outlet that they go to. A message that was taken and cannot be delivered is lost,
 * so whoever calls {@link #await} before {@link #take} learns first whether the outlet is still there.
 */
public final class QueueReader {
    private static final int INVALID = 0x20;

    private final MessageQueue queue;
    private final Fd outlet;
    private final Deadline patience;
    private final ByteBuffer message;
    private Deadline deadline;
    private int priority;

    /**
     * @param outlet   where the messages go; while there is none it is watched
     * @param patience how long each wait for a message may last
     */
    public QueueReader(MessageQueue queue, Fd outlet, Deadline patience) {
        this.queue = queue;
        this.outlet = outlet;
        this.patience = patience;
        this.deadline = patience.restarted();
        this.message = ByteBuffer.allocateDirect(Math.toIntExact(queue.messageSize()));
    }

    /** Takes a message if there is one, which {@link #message} and {@link #priority} then tell. */
    public boolean take() {
        priority = queue.tryReceive(message);
        if (priority == MessageQueue.NOTHING) {
            return false;
        }
        deadline = patience.restarted();
        return true;
    }

    /** The message taken last; good until the next one is. */
    public ByteBuffer message() {
        return message;
    }

    /** Its priority. */
    public int priority() {
        return priority;
    }

    /**
     * Waits until there is a message, which somebody else may take first.
     *
     * @throws KernelException       ETIMEDOUT when none came in time; EPIPE about the outlet when its reader has gone; EBADF
     *                               when it is closed
     * @throws QueueRemovedException when the queue is removed meanwhile
     */
    public void await() {
        checkOutlet();
        while (queue.await(Poll.IN, outlet, deadline, "a message") == 0) {
            checkOutlet();
            if (deadline.hasPassed()) {
                throw deadline.timedOut("poll", queue.name(), "a message");
            }
        }
    }

    /** Whether whatever is received could be delivered; thrown as by {@link #await}. */
    public void checkOutlet() {
        int state = Poll.await(outlet, Poll.ERR, Deadline.in(Duration.ZERO));
        if ((state & INVALID) != 0) {
            throw new KernelException("poll", outlet.name(), Errno.EBADF);
        } else if (state != 0) {
            throw new KernelException("poll", outlet.name(), Errno.EPIPE);
        }
    }
}
