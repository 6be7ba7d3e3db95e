package org.ipcctl.pipe;

import static org.ipcctl.pipe.PipeFunctions.C;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.kernel.Raise;
import org.ipcctl.kernel.Syscall;

/**
 * A pipe with both of its ends, which are close-on-exec: a child gets the end that it is given and no other. Reading
 * ends only when the last write end is closed, so whoever hands the writer to a child closes its own:
 * {@link #closeWriter}. See {@code pipe(2)}, {@code pipe(7)}.
 */
public final class Pipe implements AutoCloseable {
    private static final int PC_PIPE_BUF = 5;
    private static final int FILL_CHUNK = 1 << 20;

    private final Fd reader;
    private final Fd writer;

    private Pipe(Fd reader, Fd writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * pipe2(2).
     *
     * @throws KernelException EMFILE and ENFILE where descriptors, or the user's pages for pipes, are used up
     */
    public static Pipe open() {
        try {
            Fd[] ends = PipeBuffer.open(0);
            return new Pipe(ends[0], ends[1]);
        } catch (KernelException e) {
            throw e.is(Errno.ENFILE) ? e.because("no more pipes for this user or this system")
                    .advise("See /proc/sys/fs/pipe-user-pages-hard and /proc/sys/fs/file-max.") : e;
        }
    }

    public Fd reader() {
        return reader;
    }

    public Fd writer() {
        return writer;
    }

    public void closeReader() {
        reader.close();
    }

    public void closeWriter() {
        writer.close();
    }

    /**
     * {@code PIPE_BUF}: a write of at most so many bytes is atomic, that is, never interleaved with those of others.
     */
    public long atomicLimit() {
        return Syscall.call("fpathconf", writer.name(), () -> C.fpathconf(writer.number(), PC_PIPE_BUF),
                "_PC_PIPE_BUF");
    }

    /** {@code F_GETPIPE_SZ}: bytes that it can hold. */
    public long capacity() {
        return PipeBuffer.capacity(reader);
    }

    /**
     * {@code F_SETPIPE_SZ}: makes it hold at least {@code bytes}; the kernel rounds up to a power of two pages.
     *
     * @return the capacity it has now
     * @throws KernelException EPERM above a limit, with the limit named; EBUSY where more than that is in it
     */
    public long resize(long bytes) {
        return resize(reader, bytes);
    }

    /** As above, of the pipe or FIFO that {@code end} is an end of. */
    public static long resize(Fd end, long bytes) {
        try {
            return PipeBuffer.resize(end, bytes);
        } catch (KernelException e) {
            if (e.is(Errno.EPERM)) {
                PipeLimits.Refusal limit = PipeLimits.current().refusing(bytes);
                throw limit == null ? e : e.asLimit().because(limit.reason())
                        .advise("As root: " + Raise.sysctl(limit.sysctl(), limit.enough()));
            }
            throw e.is(Errno.EBUSY) ? e.because("it holds more than " + bytes + " bytes") : e;
        }
    }

    /**
     * Writes bytes of value {@code filler} until the next one would block.
     *
     * @return how many went in
     */
    public long fill(byte filler) {
        ByteBuffer chunk = ByteBuffer.allocateDirect(FILL_CHUNK);
        while (chunk.hasRemaining()) {
            chunk.put(filler);
        }
        // The flag belongs to the open file, which children share: it must be off again before one writes.
        writer.setNonblocking(true);
        try {
            long filled = 0;
            int count;
            do {
                count = writer.writeSome(chunk.clear());
                filled += count;
            } while (count > 0);
            return filled;
        } finally {
            writer.setNonblocking(false);
        }
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
