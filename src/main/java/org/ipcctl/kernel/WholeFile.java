package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A file that the user named, and that only makes sense as a whole: a header with a layout, a saved benchmark. It need
 * not be a regular file; of a pipe (as {@code <(cc -E FILE.h)} of a shell), a FIFO or a terminal it is waited for what
 * comes, but not for ever: opening never waits, and reading has a deadline.
 */
public final class WholeFile {
    /** For all of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CHUNK = 1 << 16;

    private WholeFile() {}

    /**
     * Its bytes.
     *
     * @param most how many there may be
     * @throws KernelException of open(2) and read(2); EFBIG where there are more than {@code most}, ETIMEDOUT where
     *                         they do not come
     */
    public static byte[] read(String path, int most) {
        return read(path, most, Deadline.never());
    }

    /**
     * The file for reading piece by piece, for what may be larger than is held at a time. It is waited for what comes
     * first; whoever has written that is there, and is then waited for as at standard input.
     *
     * @param asked how long that may take; where nobody has said, as long as {@link #read} waits
     * @throws KernelException of open(2); ETIMEDOUT or EAGAIN where nothing comes
     */
    public static Fd open(String path, Deadline asked) {
        Fd fd = opened(path);
        try {
            await(fd, bounded(asked));
            fd.setNonblocking(false);
            return fd;
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    private static Deadline bounded(Deadline asked) {
        return asked.isBounded() ? asked : Deadline.in(PATIENCE);
    }

    private static Fd opened(String path) {
        return Fd.open(path, Fd.O_RDONLY | Fd.O_NONBLOCK, 0);
    }

    /** A FIFO that nobody has opened to write would else seem to be at its end. */
    private static void await(Fd fd, Deadline deadline) {
        if (Poll.await(fd, Poll.IN, deadline) == 0) {
            throw deadline.passed("read", fd.name(), "a process to write to it");
        }
    }

    /** As above, within what {@code asked} allows; where it allows all, within {@link #PATIENCE}. */
    public static byte[] read(String path, int most, Deadline asked) {
        Deadline deadline = bounded(asked);
        try (Fd fd = opened(path)) {
            ByteBuffer all = ByteBuffer.allocateDirect(CHUNK);
            while (true) {
                await(fd, deadline);
                if (fd.readSome(all) < 0) {
                    break;
                } else if (all.position() > most) {
                    throw new KernelException("read", path, Errno.EFBIG)
                            .because("has more than the " + most + " bytes that it may have");
                } else if (!all.hasRemaining()) {
                    all = ByteBuffer.allocateDirect(Math.min(4 * all.capacity(), most + 1)).put(all.flip());
                }
            }
            byte[] bytes = new byte[all.flip().remaining()];
            all.get(bytes);
            return bytes;
        } catch (KernelException e) {
            throw e.is(Errno.EISDIR) ? e.because("is a directory") : e;
        }
    }
}
