package org.ipcctl.work;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.sysv.MsgQueue;
import org.ipcctl.sysv.MsgSelection;

/** A System V message queue, which is no descriptor: whether there is a message, only an attempt to take one tells. */
public final class SysvJobQueue implements JobQueue {
    private final MsgQueue queue;
    private final MsgSelection selection;
    private final long messageSize;
    private boolean removed;

    /** @param selection which messages are taken */
    public SysvJobQueue(MsgQueue queue, MsgSelection selection) {
        this.queue = queue;
        this.selection = selection;
        this.messageSize = Math.min(queue.messageSize(), Claim.LARGEST);
    }

    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public Mark mark() {
        return Mark.TYPE;
    }

    @Override
    public long messageSize() {
        return messageSize;
    }

    @Override
    public int tryReceive(ByteBuffer claim) {
        // From its type on, which is in front of the bytes.
        ByteBuffer message = claim.slice(Mark.TYPE.offset, claim.capacity() - Mark.TYPE.offset);
        long result = queue.tryReceive(message, claim.capacity() - Claim.HEADER, selection);
        if (result == -Errno.E2BIG) {
            throw new KernelException(receiveCall(), name(), Errno.E2BIG).asLimit()
                    .because("the next message has more than the " + messageSize
                            + " bytes that fitted into the queue when this command started")
                    .advise("Start it again.");
        } else if (result == -Errno.EIDRM || result == -Errno.EINVAL) {
            removed = true;
        } else if (result < 0 && result != -Errno.ENOMSG) {
            throw queue.failure(receiveCall(), result);
        }
        return result < 0 ? NOTHING : (int) result;
    }

    @Override
    public boolean trySend(ByteBuffer content, long mark) {
        int length = content.remaining();
        ByteBuffer message = ByteBuffer.allocateDirect(Long.BYTES + length).order(ByteOrder.nativeOrder()).putLong(mark)
                .put(content).flip();
        return queue.trySend(message, length);
    }

    @Override
    public long messages() {
        try {
            return queue.status().messages();
        } catch (KernelException gone) {
            return 0;
        }
    }

    @Override
    public Fd readable() {
        return null;
    }

    @Override
    public Fd removalTold() {
        return null;
    }

    @Override
    public boolean isRemoved() {
        return removed;
    }

    @Override
    public KernelException removed() {
        return queue.removedWhileWaiting();
    }

    @Override
    public String receiveCall() {
        return "msgrcv";
    }

    @Override
    public String sendCall() {
        return "msgsnd";
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
