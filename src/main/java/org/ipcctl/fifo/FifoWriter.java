package org.ipcctl.fifo;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;

/**
 * The write end of a FIFO. Each failure says how many bytes were written before it: they are in the FIFO or were read.
 *
 * <p>What is given in one piece of at most {@code PIPE_BUF} (4096) bytes is never interleaved with what other processes
 * write: {@code pipe(7)}.
 */
public final class FifoWriter implements AutoCloseable {
    private static final long MOST = 1 << 20;

    private final Fd end;
    private final Deadline patience;
    private long written;

    FifoWriter(Fd end, Deadline patience) {
        this.end = end;
        this.patience = patience;
    }

    /** Bytes that went in so far. */
    public long written() {
        return written;
    }

    /**
     * Writes all that remains in {@code data}, a direct buffer.
     *
     * @throws KernelException EPIPE when the last reader has gone, EAGAIN and ETIMEDOUT when there was no room in time
     */
    public void write(ByteBuffer data) {
        while (data.hasRemaining()) {
            int count = writeSome(data);
            written += count;
            if (count == 0) {
                awaitRoom();
            }
        }
    }

    /**
     * Writes what comes out of {@code from}, a pipe, handed over within the kernel: splice(2). Waits for {@code from} as long as
     * that takes.
     *
     * @return false where the kernel cannot do it with these two, and nothing was written; true at the end of {@code from}
     * @throws KernelException as {@link #write}
     */
    public boolean writeFrom(Fd from) {
        while (true) {
            boolean bounded = patience.isBounded();
            long count = from.splice(end, MOST, bounded);
            if (count > 0) {
                written += count;
            } else if (count == 0) {
                return true;
            } else if (count == -Errno.EINVAL && written == 0) {
                return false;
            } else if (count == -Errno.EPIPE && isAtItsEnd(from)) {
                return true;
            } else if (count != -Errno.EAGAIN) {
                throw explained(new KernelException("splice", end.name(), (int) -count));
            } else if (Poll.await(from, Poll.IN, Deadline.in(Duration.ZERO)) == 0) {
                Poll.await(from, Poll.IN, Deadline.never());
            } else {
                awaitRoom();
            }
        }
    }

    /**
     * splice(2) looks for readers before it looks for data. Who reads first and then writes, as cat(1) does, does not miss a
     * reader that has left when there is nothing more to write.
     */
    private static boolean isAtItsEnd(Fd from) {
        return (Poll.await(from, Poll.IN, Deadline.never()) & Poll.IN) == 0;
    }

    private int writeSome(ByteBuffer data) {
        try {
            return end.writeSome(data);
        } catch (KernelException e) {
            throw explained(e);
        }
    }

    private KernelException explained(KernelException e) {
        return e.is(Errno.EPIPE) ? e.because("the last reader has gone; " + count() + " before that") : e;
    }

    private void awaitRoom() {
        Deadline deadline = patience.restarted();
        if (Poll.await(end, Poll.OUT, deadline) == 0) {
            throw deadline.passed("poll", end.name(), "room; " + count());
        }
    }

    private String count() {
        return written + (written == 1 ? " byte was" : " bytes were") + " written";
    }

    @Override
    public void close() {
        end.close();
    }
}
