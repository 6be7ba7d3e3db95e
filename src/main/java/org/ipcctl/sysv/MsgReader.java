package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.MessageTaker;
import org.ipcctl.kernel.Outlet;

/** Takes messages out of a queue. Where it is removed while this waits for one, that fails with EIDRM. */
public final class MsgReader extends MessageTaker {
    private final MsgQueue queue;
    private final MsgSelection selection;
    private final MsgBuffer buffer;
    private ByteBuffer message;

    /**
     * @param outlet   where the messages go
     * @param patience how long each wait for a message may last
     */
    public MsgReader(MsgQueue queue, MsgSelection selection, Outlet outlet, Deadline patience) {
        super(outlet, patience);
        this.queue = queue;
        this.selection = selection;
        this.buffer = new MsgBuffer(selection.size());
    }

    @Override
    public ByteBuffer message() {
        return message;
    }

    /** Its type. */
    @Override
    public long priority() {
        return buffer.type();
    }

    @Override
    public boolean take() {
        long result = queue.tryReceive(buffer.memory(), buffer.room(), selection);
        while (grewFor(result)) {
            result = queue.tryReceive(buffer.memory(), buffer.room(), selection);
        }
        if (result == -Errno.ENOMSG) {
            return false;
        } else if (result < 0) {
            throw refused(result);
        }
        message = buffer.content(result);
        return true;
    }

    /** A message that is longer than the room for it stays in the queue, and is received with more. */
    private boolean grewFor(long result) {
        boolean grows = result == -Errno.E2BIG && selection.size() < 0;
        if (grows) {
            buffer.grow();
        }
        return grows;
    }

    @Override
    public KernelException empty() {
        return new KernelException("msgrcv", queue.name(), Errno.ENOMSG)
                .because(selection.type() == 0 ? "the queue is empty"
                        : "the queue has no message of a requested type");
    }

    @Override
    protected long await(BlockingCalls blocking, Deadline deadline) {
        long result = queue.receive(buffer.memory(), buffer.room(), selection, blocking, deadline);
        while (grewFor(result)) {
            result = queue.receive(buffer.memory(), buffer.room(), selection, blocking, deadline);
        }
        if (result == -Errno.EIDRM) {
            throw queue.removedWhileWaiting();
        } else if (result == -Errno.E2BIG || result == -Errno.EINVAL) {
            throw refused(result);
        } else if (result >= 0) {
            message = buffer.content(result);
        }
        return result;
    }

    private KernelException refused(long result) {
        return result == -Errno.E2BIG ? new KernelException("msgrcv", queue.name(), Errno.E2BIG)
                .because("the next message has more than " + selection.size()
                        + " bytes, and stays in the queue")
                : queue.failure("msgrcv", result);
    }

    @Override
    protected RuntimeException failure(long verdict, Deadline deadline) {
        return verdict == -Errno.ETIMEDOUT ? deadline.passed("msgrcv", queue.name(), "a message")
                : queue.failure("msgrcv", verdict);
    }
}
