package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/** Looks at messages, which stay in the queue: {@code MSG_COPY} of msgrcv(2). */
public final class MsgPeek {
    private final MsgQueue queue;
    private final MsgBuffer buffer = new MsgBuffer(-1);
    private ByteBuffer message;

    public MsgPeek(MsgQueue queue) {
        this.queue = queue;
    }

    /** Copies the message at {@code index}, 0 being the oldest; false where there are fewer. */
    public boolean look(long index) {
        long result = queue.copy(buffer.memory(), buffer.room(), index);
        while (result == -Errno.E2BIG) {
            buffer.grow();
            result = queue.copy(buffer.memory(), buffer.room(), index);
        }
        if (result == -Errno.ENOSYS) {
            throw new KernelException("msgrcv", queue.name(), Errno.ENOSYS)
                    .because(
                            "this kernel cannot read a message without removing it (MSG_COPY): it was built without "
                                    + "CONFIG_CHECKPOINT_RESTORE");
        } else if (result < 0 && result != -Errno.ENOMSG) {
            throw queue.failure("msgrcv", result);
        }
        message = result < 0 ? null : buffer.content(result);
        return result >= 0;
    }

    /** The message that was looked at. */
    public ByteBuffer message() {
        return message;
    }

    /** Its type. */
    public long type() {
        return buffer.type();
    }
}
