package org.ipcctl.fifo;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Copier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.kernel.Poll;

/**
 * The write end of a FIFO. Each failure says how many bytes were written before it: they are in the FIFO or were read.
 *
 * <p>What is given in one piece of at most {@code PIPE_BUF} (4096) bytes is never interleaved with what other processes
 * write: {@code pipe(7)}.
 */
public final class FifoWriter implements AutoCloseable {
    /** {@code PIPE_BUF}: what is written at once is one piece in the FIFO up to this length. */
    public static final int ATOMIC = PipeBuffer.PAGE;

    private final Fd end;
    private final Deadline patience;
    private Runnable beforeWait = () -> {};
    /** But for what {@link #copier} has moved; others look how far this is. */
    private volatile long written;
    /** Null where none is at work. */
    private volatile Copier copier;
    /**
     * What went in as {@link #writeRecord}, and the bytes of those that are whole; negative where there are none of
     * that kind.
     */
    private long records = -1;
    private long whole;

    FifoWriter(Fd end, Deadline patience) {
        this.end = end;
        this.patience = patience;
    }

    /** Bytes that went in so far. */
    public long written() {
        Copier present = copier;
        return written + (present == null ? 0 : present.moved());
    }

    /** Records that went in whole. */
    public long records() {
        return Math.max(0, records);
    }

    /** Has {@code step} run before each wait for room, which is no longer a wait of write(2) then. */
    public void beforeWait(Runnable step) {
        end.setNonblocking(true);
        beforeWait = step;
    }

    /**
     * As {@link #write}, where failures are to tell how many went in whole.
     *
     * @param record of at most {@link #ATOMIC} bytes, or else others' bytes may come in between
     */
    public void writeRecord(ByteBuffer record) {
        records = Math.max(0, records);
        write(record);
        records++;
        whole = written;
    }

    /**
     * Writes all that remains in {@code data}, a direct buffer.
     *
     * @throws KernelException EPIPE when the last reader has gone, EAGAIN and ETIMEDOUT when there was no room in time
     */
    public void write(ByteBuffer data) {
        long before = written;
        int start = data.position();
        while (data.hasRemaining()) {
            int count = writeSome(data);
            written = before + data.position() - start;
            if (count == 0) {
                awaitRoom();
            }
        }
    }

    /**
     * Writes what comes out of {@code from} until its end, which is waited for as long as that takes.
     *
     * @throws KernelException as {@link #write}
     */
    public void writeFrom(Fd from) {
        try (BlockingCalls calls = new BlockingCalls(); Copier present = Copier.of(from, end)) {
            if (!patience.isBounded()) {
                present.waiting(calls, Deadline::never, false);
            }
            copier = present;
            while (pass(present, from)) {
                // On to the next part.
            }
            copier = null;
            long before = written;
            written = before + present.moved();
        }
    }

    /** False at the end. */
    private boolean pass(Copier present, Fd from) {
        long count;
        try {
            count = present.step(Long.MAX_VALUE);
        } catch (KernelException e) {
            if (e.is(Errno.EPIPE) && !present.holds() && isAtItsEnd(from)) {
                return false;
            }
            throw explained(e);
        }
        if (count == Copier.EMPTY) {
            Poll.await(from, Poll.IN, Deadline.never());
        } else if (count == Copier.FULL) {
            awaitRoom();
        }
        return count != Copier.END;
    }

    /**
     * splice(2) looks for readers before it looks for data. Who reads first and then writes, as cat(1) does, does not
     * miss a reader that has left when there is nothing more to write.
     */
    private static boolean isAtItsEnd(Fd from) {
        if (from.status().kind() == FileStatus.Kind.FIFO) {
            return (Poll.await(from, Poll.IN, Deadline.never()) & Poll.IN) == 0;
        }
        return from.readPatiently(ByteBuffer.allocateDirect(1)) < 0;
    }

    private int writeSome(ByteBuffer data) {
        try {
            return end.writeSome(data);
        } catch (KernelException e) {
            throw explained(e);
        }
    }

    private KernelException explained(KernelException e) {
        return e.is(Errno.EPIPE) ? e.because("the last reader has gone; " + soFar(" before that")) : e;
    }

    private void awaitRoom() {
        beforeWait.run();
        Deadline deadline = patience.restarted();
        if (Poll.await(end, Poll.OUT, deadline) == 0) {
            throw deadline.passed("poll", end.name(), "room; " + soFar(""));
        }
    }

    private String soFar(String when) {
        long all = written();
        String bytes = all + (all == 1 ? " byte was" : " bytes were") + " written" + when;
        if (records < 0) {
            return bytes;
        }
        return bytes + ", " + records + (records == 1 ? " record" : " records")
                + (written == whole ? "" : " and " + (written - whole) + " bytes of the next one");
    }

    @Override
    public void close() {
        end.close();
    }
}
