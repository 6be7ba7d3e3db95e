package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.Poll;
import org.ipcctl.pipe.Pipe;

/**
 * Copies a stream of bytes from one descriptor to another until its end, in the kernel where that can do it: splice(2)
 * moves what is behind a pipe without bringing it here, and where neither end is one, a pipe between them serves. What
 * splice does not know (some devices, files that are appended to) goes by read(2) and write(2) with a large buffer. Either
 * way nothing more is read than can be handed on, so that a slow reader slows down the writer and memory stays what it is.
 */
final class ByteMover implements AutoCloseable {
    private static final int CHUNK = 1 << 20;
    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;
    private static final int BUFFER = 1 << 18;
    private static final int INVALID = 0x20;

    private final Fd from;
    private final Fd to;
    /** A pipe of our own between the two; null where one of them is a pipe itself, or splice is out of the question. */
    private Pipe between;
    private final boolean fromIsPipe;
    private boolean splices;
    /** Whether the pipe that it goes to had no room. */
    private boolean full;
    private ByteBuffer buffer;
    private final LastDelivery last;

    ByteMover(Fd from, Fd to) {
        this.from = from;
        this.to = to;
        this.splices = true;
        this.fromIsPipe = enlarge(from);
        boolean toIsPipe = enlarge(to);
        if (!fromIsPipe && !toIsPipe) {
            openPipe();
        }
        last = new LastDelivery(new Outlet(to));
    }

    /** Whether it is a pipe; one of the usual 64 KiB would have each side wake the other up for so little. */
    private static boolean enlarge(Fd fd) {
        if (!isPipe(fd)) {
            return false;
        }
        try {
            if (fd.control(F_GETPIPE_SZ, "F_GETPIPE_SZ", 0) < CHUNK) {
                fd.control(F_SETPIPE_SZ, "F_SETPIPE_SZ", CHUNK);
            }
        } catch (KernelException limited) {
            // A small one does too.
        }
        return true;
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

    private static boolean isPipe(Fd fd) {
        return fd.status().kind() == FileStatus.Kind.FIFO;
    }

    /**
     * Moves what is there, waiting for it.
     *
     * @param watched a third descriptor, whose hanging up ends the wait; or null
     * @return false at the end of the file, or where {@code watched} hung up and there was nothing to move
     * @throws KernelException of read(2) about the one side or of write(2) about the other; EPIPE also where the reader of
     *                         {@code to} has gone while this waited
     */
    boolean move(Fd watched) {
        if (!awaitInput(watched)) {
            return false;
        }
        // What is neither here nor there, in the pipe between or in the buffer, is to arrive also where a signal ends this.
        last.begin();
        boolean more;
        try {
            full = false;
            more = splices ? splice() : copy();
        } finally {
            last.end();
        }
        if (full) {
            awaitRoom();
        }
        return more;
    }

    /** False where only {@code watched} had something to say. */
    private boolean awaitInput(Fd watched) {
        Fd[] all = {from, to, watched == null ? to : watched};
        int[] ready = Poll.await(all, new int[] {Poll.IN, Poll.ERR, watched == null ? 0 : Poll.ERR}, Deadline.never());
        if (ready[0] == 0 && ready[2] == 0) {
            throw new KernelException("write", to.name(), (ready[1] & INVALID) != 0 ? Errno.EBADF : Errno.EPIPE);
        }
        return ready[0] != 0;
    }

    private boolean splice() {
        long count = between == null ? from.splice(to, CHUNK, true) : from.splice(between.writer(), CHUNK, true);
        if (count == -Errno.EINVAL || count == -Errno.ENOSYS) {
            splices = false;
            return copy();
        } else if (count == -Errno.EAGAIN) {
            // Not from here, poll saw something: the pipe it goes to is full, and poll tells when it is not.
            full = true;
            return true;
        } else if (count < 0) {
            throw failure((int) -count);
        }
        if (between != null) {
            drain(count);
        }
        return count > 0;
    }

    private void awaitRoom() {
        if (between == null) {
            int ready = Poll.await(to, Poll.OUT, Deadline.in(Duration.ofSeconds(1)));
            if ((ready & Poll.ERR) != 0) {
                throw new KernelException("write", to.name(), Errno.EPIPE);
            }
        }
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
                Poll.await(to, Poll.OUT, Deadline.never());
            } else if (count == -Errno.EINVAL || count == -Errno.ENOSYS) {
                splices = false;
                left -= copyFrom(between.reader(), left);
            } else if (count < 0) {
                throw new KernelException("splice", to.name(), (int) -count);
            } else {
                left -= count;
            }
        }
    }

    private long copyFrom(Fd source, long most) {
        ByteBuffer room = buffer().clear();
        room.limit((int) Math.min(room.capacity(), most));
        int count = source.read(room);
        to.writeFully(room.flip());
        return count;
    }

    private boolean copy() {
        int count = from.readSome(buffer().clear());
        if (count > 0) {
            to.writeFully(buffer.flip());
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
    public void close() {
        last.close();
        if (between != null) {
            between.close();
        }
    }
}
