package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.MessageSink;

/** Sends messages one after the other, and waits for room where the queue is full. */
public final class MsgWriter implements MessageSink, AutoCloseable {
    private final MsgQueue queue;
    private final Deadline patience;
    private final long longest;
    private final BlockingCalls calls = new BlockingCalls();
    private ByteBuffer message = ByteBuffer.allocateDirect(MsgQueue.TYPE_BYTES).order(ByteOrder.nativeOrder());
    private Runnable beforeWait = () -> {};
    private long sent;

    /**
     * @param longest  bytes that a message may have
     * @param patience how long each wait for room may last
     */
    public MsgWriter(MsgQueue queue, long longest, Deadline patience) {
        this.queue = queue;
        this.longest = longest;
        this.patience = patience;
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
     * Sends what remains in {@code content} with the type {@code type}.
     *
     * @throws KernelException EINVAL, as a limit, where it is too long; ETIMEDOUT when no room came in time; EAGAIN
     *                         when none was there and waiting was forbidden; EIDRM when the queue is removed while this
     *                         waits
     */
    @Override
    public void send(ByteBuffer content, long type) {
        int length = content.remaining();
        if (length > longest) {
            throw queue.tooLong(length, true);
        }
        fill(content, type);
        if (!queue.trySend(message, length)) {
            if (patience.isOnce()) {
                throw new KernelException("msgsnd", queue.name(), Errno.EAGAIN)
                        .because("the queue is full, with " + queue.status().messages() + " messages");
            }
            beforeWait.run();
            await(length);
        }
        sent++;
    }

    private void fill(ByteBuffer content, long type) {
        if (message.capacity() < MsgQueue.TYPE_BYTES + content.remaining()) {
            message = ByteBuffer.allocateDirect(MsgQueue.TYPE_BYTES + content.remaining())
                    .order(ByteOrder.nativeOrder());
        }
        message.putLong(0, type).put(MsgQueue.TYPE_BYTES, content, content.position(), content.remaining());
    }

    private void await(int length) {
        Deadline deadline = patience.restarted();
        long result = queue.send(message, length, calls, deadline);
        if (result == -Errno.EIDRM) {
            throw Refusal.removed("msgsnd", queue.name(), "room");
        } else if (result == -Errno.ETIMEDOUT && !queue.trySend(message, length)) {
            throw deadline.passed("msgsnd", queue.name(),
                    "room in the queue, which holds " + queue.status().messages() + " messages");
        } else if (result < 0 && result != -Errno.ETIMEDOUT) {
            throw queue.failure("msgsnd", result);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
