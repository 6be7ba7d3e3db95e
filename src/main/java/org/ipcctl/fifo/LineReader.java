package org.ipcctl.fifo;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.LookAhead;
import org.ipcctl.kernel.ReaderGone;

/**
 * Reads whole lines and takes not a byte more out of the FIFO, for other readers have a right to what is behind them:
 * see
 * {@link LookAhead}.
 *
 * <p>The lock is held from the first byte of a line to its last, so that several readers of this kind share a FIFO line
 * by line. Where one that knows nothing of it cuts in, what was read is delivered as it came, be it more.
 */
public final class LineReader implements FifoSource, AutoCloseable {
    private static final int LOOK = 1 << 16;

    private final FifoReader reader;
    private final byte terminator;
    private final ByteBuffer look = ByteBuffer.allocateDirect(LOOK);
    /** Null where a sandbox forbids tee(2): then each byte is read by itself. */
    private final LookAhead ahead;
    private long remaining;
    /** The open file that has the lock; an end that was opened anew does not have it. */
    private Fd locked;
    /** Whether another reader has the lock. */
    private boolean excluded;
    /** Whether a line was begun and not ended. */
    private boolean amid;
    private boolean noWriter;

    /**
     * @param reader     where to read; it is not closed with this
     * @param lines      how many to read
     * @param terminator the byte that ends a line
     */
    public LineReader(FifoReader reader, long lines, byte terminator) {
        this.reader = reader;
        this.remaining = lines;
        this.terminator = terminator;
        this.ahead = LookAhead.into(reader.end());
    }

    /** Takes at most what is there to the end of the last line wanted. */
    @Override
    public int take(ByteBuffer into) {
        if (remaining == 0) {
            return 0;
        }
        excluded = !lock();
        if (excluded) {
            return 0;
        }
        int count = ahead == null ? takeByByte(into) : takeSeen(into);
        if (count == 0 && !amid) {
            unlock();
        }
        return count;
    }

    /** False when all lines were read, or the last writer has closed. */
    @Override
    public boolean await() {
        if (remaining > 0 && excluded) {
            awaitLock();
            return true;
        } else if (remaining > 0 && reader.await(noWriter)) {
            return true;
        }
        unlock();
        return false;
    }

    private int takeSeen(ByteBuffer into) {
        int queued = ahead.look(reader.end(), look.clear());
        look.flip();
        noWriter = queued == 0;
        return queued > 0 ? takeLines(into) : 0;
    }

    /** At most one line. */
    private int takeByByte(ByteBuffer into) {
        int start = into.position();
        int limit = into.limit();
        boolean ended = false;
        while (!ended && into.position() < limit) {
            int count = reader.end().readSome(into.limit(into.position() + 1));
            noWriter = count < 0;
            if (count <= 0) {
                break;
            }
            ended = into.get(into.position() - 1) == terminator;
        }
        into.limit(limit);
        arrived(into, start);
        return into.position() - start;
    }

    /** What was taken from {@code start} on. */
    private void arrived(ByteBuffer into, int start) {
        int count = into.position() - start;
        if (count > 0) {
            reader.arrived(count);
            for (int i = start; i < into.position(); i++) {
                remaining -= into.get(i) == terminator ? 1 : 0;
            }
            amid = into.get(into.position() - 1) != terminator;
            if (!amid) {
                unlock();
            }
        }
    }

    private int takeLines(ByteBuffer into) {
        int most = Math.min(look.limit(), into.remaining());
        long ends = 0;
        int length = 0;
        while (length < most && ends < remaining) {
            ends += look.get(length++) == terminator ? 1 : 0;
        }
        int start = into.position();
        int count = reader.end().readSome(into.limit(start + length));
        arrived(into, start);
        return count;
    }

    /**
     * False where another reader has it. A file system without flock(2) leaves us without the courtesy, not without the
     * data.
     */
    private boolean lock() {
        Fd end = reader.end();
        if (locked != end) {
            if (LookAhead.lock(end, LookAhead.LOCK_EX | LookAhead.LOCK_NB) == -Errno.EAGAIN) {
                return false;
            }
            locked = end;
        }
        return true;
    }

    private void awaitLock() {
        Fd end = reader.end();
        long result;
        try (BlockingCalls calls = FifoReader.calls(reader.sink())) {
            result = LookAhead.lock(end, calls, reader.deadline());
        }
        if (result == -Errno.ETIMEDOUT) {
            throw reader.deadline().passed("flock", end.name(), "another reader to finish its line");
        } else if (result == ReaderGone.VERDICT) {
            throw FifoReader.sinkClosed(reader.sink());
        }
        locked = end;
    }

    private void unlock() {
        if (locked == reader.end()) {
            LookAhead.lock(locked, LookAhead.LOCK_UN);
        }
        locked = null;
    }

    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
        }
    }
}
