package org.ipcctl.fifo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Copier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.ReaderGone;

/**
 * The read end of a FIFO, in non-blocking mode; its waits are waits of poll(2).
 *
 * <p>read(2) gives 0 where no process has it open for writing, be it that the last writer has closed or that none came
 * yet. poll(2) tells them apart: it reports POLLHUP only once a writer was there since this end was opened.
 */
public final class FifoReader implements FifoSource, AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Deadline patience;
    private final Fd sink;
    private final BlockingCalls calls;
    private Fd end;
    private boolean keepOpen;
    private Deadline current;
    private boolean noWriter;
    /** Bytes that came, but for those of {@link #copier}; others look. */
    private volatile long taken;
    /** For the present end; null before the first move. */
    private volatile Copier copier;
    /** What had no room for what is there; null where that is not the matter. */
    private Fd full;

    FifoReader(Fd end, Deadline patience, Fd sink) {
        this.end = end;
        this.patience = patience;
        this.sink = sink;
        this.calls = calls(sink).endable();
    }

    /** A FIFO that nobody reads now may be read again; an anonymous pipe or a socket will not. */
    static boolean canHangUpForGood(Fd sink) {
        try {
            return !Files.readSymbolicLink(Path.of("/proc/self/fd/" + sink.number())).startsWith("/");
        } catch (IOException noProc) {
            return false;
        }
    }

    static KernelException sinkClosed(Fd sink) {
        return new KernelException("poll", sink.name(), Errno.EPIPE);
    }

    /** To wait for the next writer where {@link #read} would say that the last one has closed. */
    public FifoReader keepOpen(boolean wanted) {
        keepOpen = wanted;
        return this;
    }

    /** Calls that block until {@code watched}, which may be null, hangs up. */
    static BlockingCalls calls(Fd watched) {
        return watched == null ? new BlockingCalls() : new BlockingCalls(new ReaderGone(watched));
    }

    @Override
    public int take(ByteBuffer into) {
        int count = end.readSome(into);
        if (count > 0) {
            arrived(count);
        }
        noWriter = count < 0;
        return Math.max(0, count);
    }

    /** Bytes that were taken so far, in whichever way. */
    public long taken() {
        Copier present = copier;
        return taken + (present == null ? 0 : present.moved());
    }

    /** False when the last writer has closed, unless {@link #keepOpen} is wanted. */
    @Override
    public boolean await() {
        if (full != null) {
            // Somebody else may have taken what was to be read, so that there is nothing to make room for: hence the
            // slice.
            Poll.await(full, Poll.OUT, Deadline.in(LOOK_AGAIN));
            arrived(0);
            return true;
        }
        return await(noWriter);
    }

    /**
     * Hands over what is there to {@code to}, all of what was taken, or waits for it until {@link #endWaits}.
     *
     * @param most bytes at most
     * @return the count; 0 where nothing is there now or there is no room for it, and {@link #await} tells more
     */
    public long moveTo(Fd to, long most) {
        if (copier == null) {
            copier = Copier.of(end, to);
            if (!patience.isOnce()) {
                copier.waiting(calls, this::deadline, true);
            }
        }
        long count = copier.pass(most);
        noWriter = count == Copier.END;
        full = count == Copier.FULL ? to : null;
        if (count > 0) {
            arrived(0);
        }
        return Math.max(0, count);
    }

    /** Ends, from another thread, the wait of {@link #moveTo}. */
    public void endWaits() {
        calls.end();
    }

    /**
     * Waits for data.
     *
     * @param noWriter whether no process has it open for writing
     * @return false when there will be none: the last writer has closed, and nobody wants to wait for the next
     */
    boolean await(boolean noWriter) {
        if (noWriter && hasHungUp()) {
            if (!keepOpen) {
                return false;
            }
            // From now on POLLHUP would be reported for ever; an end that was opened anew reports only what happens
            // from now on. What a writer left in between is kept, for this end is still open.
            renew();
            return true;
        }
        int[] seen = sink == null ? new int[] {Poll.await(end, Poll.IN, deadline()), 0}
                : Poll.await(new Fd[] {end, sink}, new int[] {Poll.IN, Poll.ERR}, deadline());
        if ((seen[1] & (Poll.ERR | Poll.HUP | Poll.NVAL)) != 0) {
            throw sinkClosed(sink);
        } else if (seen[0] == 0) {
            throw deadline().passed("poll", end.name(), noWriter ? "a writer" : "data");
        }
        return true;
    }

    private boolean hasHungUp() {
        return (poll() & Poll.HUP) != 0;
    }

    private int poll() {
        return Poll.await(end, Poll.IN, Deadline.in(Duration.ZERO));
    }

    private void renew() {
        long fd = Fifo.attemptOpen(end, Fd.O_RDONLY | Fd.O_NONBLOCK, Deadline.never(), null);
        if (fd < 0) {
            throw new KernelException("open", end.name(), (int) -fd);
        }
        release();
        end.close();
        end = Fd.own(fd, end.name());
    }

    /** Until when the present wait for data may last. */
    Deadline deadline() {
        if (current == null) {
            current = patience.restarted();
        }
        return current;
    }

    /** To be called when {@code count} bytes were taken: the next wait has its full time. */
    void arrived(long count) {
        long before = taken;
        taken = before + count;
        current = null;
    }

    Fd sink() {
        return sink;
    }

    /** The descriptor as it is now; {@link #keepOpen} changes it with each writer. */
    Fd end() {
        return end;
    }

    private void release() {
        Copier present = copier;
        if (present != null) {
            present.close();
            copier = null;
            arrived(present.moved());
        }
    }

    @Override
    public void close() {
        release();
        calls.close();
        end.close();
    }
}
