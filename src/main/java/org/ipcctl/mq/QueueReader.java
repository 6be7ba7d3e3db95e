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
 * so {@link #next} and {@link #nextOrNothing} look first whether the outlet is still there, also while they wait;
 * {@link #another} is for messages that are to go with one that is not delivered yet.
 */
public final class QueueReader {
    private static final int INVALID = 0x20;
    /** Tries before what is in hand goes out: enough to see a sender that is at work, far less than a millisecond. */
    private static final int GLANCES = 3;

    private final MessageQueue queue;
    private final Fd outlet;
    private final Deadline patience;
    private final ByteBuffer message;
    private int priority;
    /** Of the wait that is under way. */
    private Deadline deadline;

    /**
     * @param outlet   where the messages go
     * @param patience how long each wait for a message may last
     */
    public QueueReader(MessageQueue queue, Fd outlet, Deadline patience) {
        this.queue = queue;
        this.outlet = outlet;
        this.patience = patience;
        this.message = ByteBuffer.allocateDirect(Math.toIntExact(queue.messageSize()));
    }

    /** The message taken last; good until the next one is. */
    public ByteBuffer message() {
        return message;
    }

    /** Its priority. */
    public int priority() {
        return priority;
    }

    /** Takes a message if there is one, or one is about to come. */
    public boolean another() {
        return take() || yieldFor(GLANCES);
    }

    private boolean take() {
        priority = queue.tryReceive(message);
        if (priority == MessageQueue.NOTHING) {
            return false;
        }
        deadline = null;
        return true;
    }

    private boolean yieldFor(int times) {
        for (int i = 0; i < times; i++) {
            Thread.yield();
            if (take()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes a message if there is one.
     *
     * @throws KernelException about the outlet, as {@link #next}
     */
    public boolean nextOrNothing() {
        check(Poll.await(outlet, Poll.ERR, Deadline.in(Duration.ZERO)));
        return take();
    }

    /** As {@link #nextOrNothing}, and gives a sender that is at work the processor before it answers that there is none. */
    public boolean nextSoon() {
        return nextOrNothing() || yieldFor(MessageQueue.YIELDS);
    }

    /**
     * Waits for a message and takes it.
     *
     * @throws KernelException       as {@link #await}
     * @throws QueueRemovedException when the queue is removed meanwhile
     */
    public void next() {
        boolean taken = nextSoon();
        while (!taken) {
            await();
            taken = take();
        }
    }

    /**
     * Waits until there is a message, which another process may take first: how long it may last counts from the message taken
     * last.
     *
     * @throws KernelException       ETIMEDOUT when none came in time; EPIPE about the outlet when its reader has gone; EBADF
     *                               when it is closed
     * @throws QueueRemovedException when the queue is removed meanwhile
     */
    public void await() {
        deadline = deadline == null ? patience.restarted() : deadline;
        boolean arrived = false;
        while (!arrived) {
            int[] ready = queue.await(Poll.IN, outlet, deadline, "a message");
            check(ready[1]);
            arrived = ready[0] != 0;
            if (!arrived && deadline.hasPassed()) {
                throw deadline.passed("poll", queue.name(), "a message");
            }
        }
    }

    private void check(int state) {
        if ((state & INVALID) != 0) {
            throw new KernelException("poll", outlet.name(), Errno.EBADF);
        } else if (state != 0) {
            throw new KernelException("poll", outlet.name(), Errno.EPIPE);
        }
    }
}
