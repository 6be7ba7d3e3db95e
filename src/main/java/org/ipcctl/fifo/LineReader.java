package org.ipcctl.fifo;

import static org.ipcctl.fifo.LineFunctions.C;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ReaderGone;
import org.ipcctl.kernel.Syscall;

/**
 * Reads whole lines and takes not a byte more out of the FIFO, for other readers have a right to what is behind them.
 *
 * <p>tee(2) copies what is queued into a pipe of our own without taking it out; the line ends are looked for there, and then
 * just so much is read. That costs three calls for as many lines as are queued, where reading byte by byte costs one for each byte.
 *
 * <p>Between look and read another process could read. Readers of this kind exclude each other by an flock(2) on the FIFO,
 * held from the first byte of a line to its last, so that several of them share a FIFO line by line. A reader
 * that knows nothing of the lock may still cut in; then what was read is delivered as it came, be it more.
 */
public final class LineReader implements FifoSource, AutoCloseable {
    private static final int LOOK = 1 << 16;
    private static final int SPLICE_F_NONBLOCK = 2;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    private static final int LOCK_UN = 8;

    private final FifoReader reader;
    private final byte terminator;
    private final ByteBuffer look = ByteBuffer.allocateDirect(LOOK);
    private final Fd copyOut;
    private final Fd copyIn;
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
        int[] ends = new int[2];
        Syscall.call("pipe2", "", () -> C.pipe2(ends, Fd.O_CLOEXEC | Fd.O_NONBLOCK));
        copyOut = Fd.own(ends[0], "pipe");
        copyIn = Fd.own(ends[1], "pipe");
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
        long queued = look();
        noWriter = queued == 0;
        int count = queued > 0 ? takeLines(into) : 0;
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

    /** Copies what is queued into {@link #look}: the count, 0 where there is neither data nor writer, or -EAGAIN. */
    private long look() {
        Fd from = reader.end();
        long queued = Syscall.attempt("tee", from.name(),
                () -> C.tee(from.number(), copyIn.number(), LOOK, SPLICE_F_NONBLOCK), LOOK);
        if (queued < 0 && queued != -Errno.EAGAIN) {
            throw new KernelException("tee", from.name(), (int) -queued);
        }
        look.clear().limit((int) Math.max(0, queued));
        while (look.hasRemaining()) {
            copyOut.read(look);
        }
        look.flip();
        return queued;
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
        if (count > 0) {
            reader.arrived();
            for (int i = start; i < into.position(); i++) {
                remaining -= into.get(i) == terminator ? 1 : 0;
            }
            amid = into.get(into.position() - 1) != terminator;
            if (!amid) {
                unlock();
            }
        }
        return count;
    }

    /** False where another reader has it. A file system without flock(2) leaves us without the courtesy, not without the data. */
    private boolean lock() {
        Fd end = reader.end();
        if (locked != end) {
            if (flock(end, LOCK_EX | LOCK_NB) == -Errno.EAGAIN) {
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
            result = calls.attempt("flock", end.name(), () -> C.flock(end.number(), LOCK_EX), reader.deadline(), LOCK_EX);
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
            flock(locked, LOCK_UN);
        }
        locked = null;
    }

    private static long flock(Fd fd, int operation) {
        return Syscall.attempt("flock", fd.name(), () -> C.flock(fd.number(), operation), operation);
    }

    @Override
    public void close() {
        copyIn.close();
        copyOut.close();
    }
}
