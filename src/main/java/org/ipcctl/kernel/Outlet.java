package org.ipcctl.kernel;

import java.time.Duration;

/**
 * A descriptor that what was taken from somewhere else goes to: what it takes without a wait, and whether its reader
 * reads. Who takes no more than that has it delivered at once, and not in hand when a signal comes.
 */
public final class Outlet {
    /** A socket that poll(2) calls writable has most of its buffer free: unix(7). */
    private static final long SOCKET_ROOM = 1 << 14;

    private final Fd fd;
    private final FileStatus.Kind kind;
    private final long capacity;

    public Outlet(Fd fd) {
        this.fd = fd;
        this.kind = kind(fd);
        this.capacity = kind == FileStatus.Kind.FIFO ? PipeBuffer.capacity(fd) : 0;
    }

    private static FileStatus.Kind kind(Fd fd) {
        try {
            return fd.status().kind();
        } catch (KernelException closed) {
            // Told by the first wait for room.
            return FileStatus.Kind.ANONYMOUS;
        }
    }

    public Fd fd() {
        return fd;
    }

    /**
     * Waits until it takes something.
     *
     * @return bytes that it takes now without a wait, 4096 at least
     * @throws KernelException EPIPE when its reader has gone, EBADF when it is closed
     */
    public long awaitRoom() {
        int seen = Poll.await(fd, Poll.OUT, Deadline.never());
        if ((seen & Poll.NVAL) != 0) {
            throw new KernelException("poll", fd.name(), Errno.EBADF);
        } else if ((seen & (Poll.ERR | Poll.HUP)) != 0) {
            throw new KernelException("poll", fd.name(), Errno.EPIPE);
        } else if (kind == FileStatus.Kind.FIFO) {
            // Bytes do not tell how many pages are in use, but for none at all.
            return unread() == 0 ? Math.max(PipeBuffer.PAGE, capacity / 2) : PipeBuffer.PAGE;
        }
        return kind == FileStatus.Kind.SOCKET ? SOCKET_ROOM : Long.MAX_VALUE;
    }

    /** Whether it takes something now, so that who writes to it does not wait for its reader. */
    public boolean hasRoom() {
        return (Poll.await(fd, Poll.OUT, Deadline.in(Duration.ZERO)) & Poll.OUT) != 0;
    }

    /** Bytes that are in it and were not read yet; 0 where nobody knows. */
    public long unread() {
        if (kind == FileStatus.Kind.FIFO) {
            return fd.readable();
        }
        try {
            return fd.unsent();
        } catch (KernelException neither) {
            return 0;
        }
    }
}
