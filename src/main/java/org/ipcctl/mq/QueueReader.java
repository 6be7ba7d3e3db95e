package org.ipcctl.mq;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.ReaderGone;
import org.ipcctl.kernel.Removal;

/**
 * Takes messages out of a queue for an outlet that they go to. A message that was taken and cannot be delivered is lost, so
 * {@link #awaitRoom} comes before taking any.
 */
public final class QueueReader implements AutoCloseable {
    /** Tries before what is in hand goes out: enough to see a sender that is at work, far less than a millisecond. */
    private static final int GLANCES = 3;

    private final MessageQueue queue;
    private final Outlet outlet;
    private final ReaderGone gone;
    private final Deadline patience;
    private final ByteBuffer message;
    private int priority;
    private boolean ended;
    private Removal removal;
    private BlockingCalls calls;

    /**
     * @param outlet   where the messages go
     * @param patience how long each wait for a message may last
     */
    public QueueReader(MessageQueue queue, Outlet outlet, Deadline patience) {
        this.queue = queue;
        this.outlet = outlet;
        this.gone = new ReaderGone(outlet.fd());
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

    /** As {@link Outlet#awaitRoom}: what the outlet takes at once. */
    public long awaitRoom() {
        return outlet.awaitRoom();
    }

    /** Takes a message if there is one. */
    public boolean take() {
        priority = queue.tryReceive(message);
        return priority != MessageQueue.NOTHING;
    }

    /** Takes a message if there is one, or one is about to come: for those that are to go with one that is not delivered yet. */
    public boolean another() {
        return take() || yieldFor(GLANCES);
    }

    /** As {@link #take}, and gives a sender that is at work the processor before it answers that there is none. */
    public boolean takeSoon() {
        return take() || yieldFor(MessageQueue.YIELDS);
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
     * Waits for a message and takes it, as one of those that the kernel serves in the order they came.
     *
     * @return false where {@link #end} was called
     * @throws KernelException       ETIMEDOUT when none came in time; EPIPE about the outlet when its reader has gone; EBADF
     *                               when it is closed
     * @throws QueueRemovedException when the queue is removed meanwhile
     */
    public boolean await() {
        Deadline deadline = patience.restarted();
        long result = queue.receive(message, calls(), deadline);
        if (result >= 0) {
            priority = (int) result;
            return true;
        } else if (result == BlockingCalls.ENDED) {
            return false;
        } else if (take()) {
            // It came between the last look at the verdict and the call.
            return true;
        }
        throw failure(result, deadline);
    }

    private RuntimeException failure(long verdict, Deadline deadline) {
        if (verdict == -Errno.ETIMEDOUT) {
            return deadline.passed("mq_receive", queue.name(), "a message");
        } else if (verdict == ReaderGone.VERDICT) {
            return gone.failure();
        }
        return verdict == Removal.VERDICT ? new QueueRemovedException(queue.name(), "a message")
                : new KernelException("mq_receive", queue.name(), (int) -verdict);
    }

    private synchronized BlockingCalls calls() {
        if (calls == null) {
            removal = new Removal(queue.fd());
            calls = new BlockingCalls(removal, gone);
            if (ended) {
                calls.end();
            }
        }
        return calls;
    }

    /** Ends, from another thread, the wait that is under way and those to come; no message that was taken is lost by it. */
    public void end() {
        BlockingCalls begun;
        synchronized (this) {
            ended = true;
            begun = calls;
        }
        if (begun != null) {
            begun.end();
        }
    }

    /** Waits for room where the messages go, and for a message, and takes that. */
    public void next() {
        awaitRoom();
        if (!takeSoon()) {
            await();
        }
    }

    @Override
    public void close() {
        if (calls != null) {
            calls.close();
            removal.close();
        }
    }
}
