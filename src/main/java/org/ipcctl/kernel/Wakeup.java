package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Wakes a thread that waits in poll(2) for this among other things: {@code eventfd(2)}. */
public final class Wakeup implements AutoCloseable {
    private final Fd fd = Fd.own(
            Syscall.call("eventfd", "", () -> SignalFunctions.C.eventfd(0, Fd.O_CLOEXEC | Fd.O_NONBLOCK)), "eventfd");
    private boolean closed;

    /** What poll(2) finds readable once {@link #ring} was called. */
    public Fd fd() {
        return fd;
    }

    /** From any thread. */
    public synchronized void ring() {
        if (!closed) {
            fd.writeSome(ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, 1));
        }
    }

    /** Takes note of it. */
    public void clear() {
        fd.readSome(ByteBuffer.allocateDirect(Long.BYTES));
    }

    @Override
    public synchronized void close() {
        closed = true;
        fd.close();
    }
}
