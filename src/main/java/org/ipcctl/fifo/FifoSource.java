package org.ipcctl.fifo;

import java.nio.ByteBuffer;

/**
 * Bytes of a FIFO, taken in one step and waited for in another, so that whoever delivers them knows when something is
 * in hand and when nothing is.
 */
public interface FifoSource {
    /**
     * Takes what is there, at most what fits into {@code into}, a direct buffer.
     *
     * @return the count; 0 where nothing is there now, and {@link #await} tells more
     */
    int take(ByteBuffer into);

    /**
     * Waits until there may be something to take.
     *
     * @return false when there will be nothing more
     * @throws org.ipcctl.kernel.KernelException EAGAIN and ETIMEDOUT when nothing came in time, EPIPE about the sink
     */
    boolean await();

    /** Waits for bytes and takes them: the count, or -1 when there will be none. */
    default int read(ByteBuffer into) {
        int count = take(into);
        while (count == 0) {
            if (!await()) {
                return -1;
            }
            count = take(into);
        }
        return count;
    }
}
