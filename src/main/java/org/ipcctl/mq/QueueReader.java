package org.ipcctl.mq;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.MessageTaker;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.Removal;

/**
 * Takes messages out of a queue; a wait for one throws {@link QueueRemovedException} where the queue is removed
 * meanwhile.
 */
public class QueueReader extends MessageTaker {
    /** More than this are a stream, which is worth a second descriptor. */
    private static final int MANY = 1000;

    private final MessageQueue queue;
    private final ByteBuffer message;
    private final long address;
    private int taken;
    private Removal removal;

    /**
     * @param outlet   where the messages go
     * @param patience how long each wait for a message may last
     */
    public QueueReader(MessageQueue queue, Outlet outlet, Deadline patience) {
        super(outlet, patience);
        this.queue = queue;
        this.message = ByteBuffer.allocateDirect(Math.toIntExact(queue.messageSize()));
        this.address = Native.address(message);
    }

    @Override
    public ByteBuffer message() {
        return message;
    }

    @Override
    public long priority() {
        return queue.receivedPriority();
    }

    @Override
    public boolean take() {
        return has(queue.tryReceive(address, message.capacity()));
    }

    /** Whether a message came, of which {@code length} is then in the buffer. */
    private boolean has(long length) {
        if (length < 0) {
            return false;
        }
        message.clear().limit((int) length);
        if (taken <= MANY && taken++ == MANY) {
            queue.hurry();
        }
        return true;
    }

    @Override
    public KernelException empty() {
        return new KernelException("mq_receive", queue.name(), Errno.EAGAIN).because("the queue is empty");
    }

    @Override
    protected long await(BlockingCalls blocking, Deadline deadline) {
        long result = queue.receive(address, message.capacity(), blocking, deadline);
        has(result);
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
