package org.ipcctl.mq;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.MessageTaker;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.Removal;

/**
 * Takes messages out of a queue; a wait for one throws {@link QueueRemovedException} where the queue is removed
 * meanwhile.
 */
public class QueueReader extends MessageTaker {
    private final MessageQueue queue;
    private final ByteBuffer message;
    private int priority;
    private Removal removal;

    /**
     * @param outlet   where the messages go
     * @param patience how long each wait for a message may last
     */
    public QueueReader(MessageQueue queue, Outlet outlet, Deadline patience) {
        super(outlet, patience);
        this.queue = queue;
        this.message = ByteBuffer.allocateDirect(Math.toIntExact(queue.messageSize()));
    }

    @Override
    public ByteBuffer message() {
        return message;
    }

    @Override
    public long priority() {
        return priority;
    }

    @Override
    public boolean take() {
        priority = queue.tryReceive(message);
        return priority != MessageQueue.NOTHING;
    }

    @Override
    public KernelException empty() {
        return new KernelException("mq_receive", queue.name(), Errno.EAGAIN).because("the queue is empty");
    }

    @Override
    protected long await(BlockingCalls blocking, Deadline deadline) {
        long result = queue.receive(message, blocking, deadline);
        priority = result < 0 ? priority : (int) result;
        return result;
    }

    @Override
    protected RuntimeException failure(long verdict, Deadline deadline) {
        if (verdict == -Errno.ETIMEDOUT) {
            return deadline.passed("mq_receive", queue.name(), "a message");
        }
        return verdict == Removal.VERDICT ? new QueueRemovedException(queue.name(), "a message")
                : new KernelException("mq_receive", queue.name(), (int) -verdict);
    }

    @Override
    protected BlockingCalls.Watch watch() {
        removal = new Removal(queue.fd());
        return removal;
    }

    @Override
    public void close() {
        super.close();
        if (removal != null) {
            removal.close();
        }
    }
}
