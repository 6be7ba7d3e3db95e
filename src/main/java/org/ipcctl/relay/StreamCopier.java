package org.ipcctl.relay;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.pipe.Pipe;

/**
 * Copies a stream of bytes from one descriptor to another until its end, in the kernel where that can do it: splice(2)
 * moves what is behind a pipe without bringing it here, and where neither end is one, a pipe between them serves. What
 * splice does not know (some devices, files that are appended to) goes by read(2) and write(2) with a large buffer. Either
 * way nothing more is read than can be handed on, so that a slow reader slows down the writer and memory stays what it is.
 */
final class StreamCopier extends Mover {
    private static final int CHUNK = 1 << 20;
    private static final int BUFFER = 1 << 18;

    /** A pipe of our own between the two; null where one of them is a pipe itself, or splice is out of the question. */
    private Pipe between;
    private final boolean fromIsPipe;
    private boolean splices;
    private ByteBuffer buffer;

    StreamCopier(Fd from, Fd to) {
        this(from, to, Deadline.never());
    }

    StreamCopier(Fd from, Fd to, Deadline limit) {
        super(from, to, limit);
        this.splices = true;
        this.fromIsPipe = PipeBuffer.enlarge(from);
        boolean toIsPipe = PipeBuffer.enlarge(to);
        if (!fromIsPipe && !toIsPipe) {
            openPipe();
        }
    }

    private void openPipe() {
        try {
            between = Pipe.open();
            between.resize(CHUNK);
        } catch (KernelException limited) {
            // Without a pipe there is the buffer, and with one of 64 KiB as many more calls.
            splices = between != null;
        }
    }

    @Override
    boolean pass() {
        return pass(CHUNK);
    }

    /** As {@link #pass()}, but {@code most} bytes at most. */
    boolean pass(int most) {
        return splices ? splice(Math.min(most, CHUNK)) : copy(most);
    }

    private boolean splice(int most) {
        long count = between == null ? from.splice(to, most, true) : from.splice(between.writer(), most, true);
        if (count == -Errno.EINVAL || count == -Errno.ENOSYS) {
            splices = false;
            return copy(most);
        } else if (count == -Errno.EAGAIN) {
            // Not from here, poll saw something: the pipe it goes to is full, and poll tells when it is not.
            if (between == null) {
                noRoom();
            }
            return true;
        } else if (count < 0) {
            throw failure((int) -count);
        }
        progressed();
        if (between != null) {
            drain(count);
        }
        return count > 0;
    }

    /** A pipe fails only by losing its reader, so that all else is about what is at the other side of the splice. */
    private KernelException failure(int errno) {
        boolean ofTo = between == null && (errno == Errno.EPIPE || fromIsPipe);
        return new KernelException("splice", (ofTo ? to : from).name(), errno);
    }

    /** Has all that is in the pipe between go on. */
    private void drain(long inside) {
        long left = inside;
        while (left > 0) {
            long count = between.reader().splice(to, left, false);
            if (count == -Errno.EAGAIN) {
                awaitRoom(Deadline.never());
            } else if (count == -Errno.EINVAL || count == -Errno.ENOSYS) {
                splices = false;
                left -= copyFrom(between.reader(), left);
            } else if (count < 0) {
                throw new KernelException("splice", to.name(), (int) -count);
            } else {
                left -= count;
                progressed();
            }
        }
    }

    private long copyFrom(Fd source, long most) {
        ByteBuffer room = buffer().clear();
        room.limit((int) Math.min(room.capacity(), most));
        int count = source.read(room);
        write(room.flip());
        return count;
    }

    private boolean copy(int most) {
        ByteBuffer room = buffer().clear();
        int count = from.readSome(room.limit(Math.min(room.capacity(), most)));
        if (count > 0) {
            write(buffer.flip());
        }
        return count >= 0;
    }

    private ByteBuffer buffer() {
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(BUFFER);
        }
        return buffer;
    }

    @Override
    void release() {
        if (between != null) {
            between.close();
        }
    }
}
