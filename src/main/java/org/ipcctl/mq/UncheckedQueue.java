package org.ipcctl.mq;

import jnr.ffi.annotations.IgnoreError;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.Syscall;

/**
 * Sends and receives of an open {@link MessageQueue} for measured loops, on raw addresses, without deadlines and trace.
 */
public final class UncheckedQueue {
    private static final Functions FAST = Native.load(Functions.class);

    private final Fd queue;

    UncheckedQueue(Fd queue) {
        this.queue = queue;
    }

    /** Sends one message with priority 0, waiting for room as long as it takes. */
    public void send(long address, int size) {
        if (FAST.mq_send(queue.number(), address, size, 0) != 0) {
            // A failed call is made again the way that tells why; see RawIo.
            Syscall.call("mq_send", queue.name(),
                    () -> MqFunctions.C.mq_send(queue.number(), RawMemory.buffer(address, size), size, 0), size);
        }
    }

    /** Receives one message into {@code room} bytes, waiting as long as it takes, and returns its size. */
    public int receive(long address, int room) {
        long size = FAST.mq_receive(queue.number(), address, room, 0);
        return (int) (size >= 0 ? size : Syscall.call("mq_receive", queue.name(),
                () -> MqFunctions.C.mq_receive(queue.number(), address, room, 0), room));
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        @IgnoreError
        int mq_send(int mqd, long message, long size, int priority);

        @IgnoreError
        long mq_receive(int mqd, long message, long room, long priority);
    }
}
