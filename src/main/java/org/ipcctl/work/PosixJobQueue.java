package org.ipcctl.work;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Removal;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueRemovedException;

/** A POSIX message queue, which has a descriptor, and tells. */
public final class PosixJobQueue implements JobQueue {
    private final MessageQueue queue;
    /** Null until somebody asks. */
    private Removal removal;

    public PosixJobQueue(MessageQueue queue) {
        this.queue = queue;
    }

    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public Mark mark() {
        return Mark.PRIORITY;
    }

    @Override
    public long messageSize() {
        return queue.messageSize();
    }

    @Override
    public int tryReceive(ByteBuffer claim) {
        int length = queue.tryReceive(claim.slice(Claim.HEADER, claim.capacity() - Claim.HEADER),
                claim.slice(Mark.PRIORITY.offset, Integer.BYTES));
        return length == MessageQueue.NOTHING ? NOTHING : length;
    }

    @Override
    public boolean trySend(ByteBuffer content, long mark) {
        return queue.trySend(content, (int) mark);
    }

    @Override
    public long messages() {
        return queue.attributes().messages();
    }

    @Override
    public Fd readable() {
        return queue.fd();
    }

    @Override
    public Fd removalTold() {
        return told().descriptor();
    }

    @Override
    public boolean isRemoved() {
        return told().hasHappened();
    }

    private Removal told() {
        removal = removal != null ? removal : new Removal(queue.fd());
        return removal;
    }

    @Override
    public QueueRemovedException removed() {
        return new QueueRemovedException(queue.name(), "a message");
    }

    @Override
    public String receiveCall() {
        return "mq_receive";
    }

    @Override
    public String sendCall() {
        return "mq_send";
    }

    @Override
    public void close() {
        if (removal != null) {
            removal.close();
        }
        queue.close();
    }
}
