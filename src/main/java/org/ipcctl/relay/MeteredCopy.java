package org.ipcctl.relay;

import java.time.Duration;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Copier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.ReaderGone;

/**
 * A stream from one descriptor to another of which others can see, from any thread, how far it is; as quick as the
 * {@link Copier} where it is not told to be slow. What was taken arrives also where a signal ends this process.
 */
public final class MeteredCopy implements AutoCloseable {
    /** Somebody else may have taken what was to be read, so that there is nothing to make room for. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final long NANOS = 1_000_000_000;
    /** What may go at once where a rate holds, as a part of a second. */
    private static final int PARTS = 10;

    private final Fd from;
    private final Fd to;
    private final Copier copier;
    private final BlockingCalls calls;
    private final FlushOnExit last;
    /** Bytes a second; 0 for any. */
    private final long rate;
    private volatile long lines;

    /**
     * @param rate  bytes a second, at most; 0 for as many as go
     * @param line  the byte that ends a line, whose number is counted; negative for no counting
     */
    public MeteredCopy(Fd from, Fd to, long rate, int line) {
        this.from = from;
        this.to = to;
        this.rate = rate;
        this.calls = new BlockingCalls(new ReaderGone(to));
        this.copier = (line < 0 ? Copier.of(from, to)
                : Copier.looking(from, to, taken -> counted(LineCount.of(taken, (byte) line))))
                .waiting(calls, Deadline::never, false);
        this.last = new FlushOnExit(new Outlet(to), () -> {}, calls::end);
    }

    /** One thread copies. */
    private void counted(long more) {
        long before = lines;
        lines = before + more;
    }

    /** Bytes that have arrived. */
    public long bytes() {
        return copier.moved();
    }

    /** Ends of lines among those that were taken. */
    public long lines() {
        return lines;
    }

    /**
     * Copies {@code most} bytes, or less where they end before.
     *
     * @return whether they did
     * @throws KernelException EPIPE about {@code to} where its reader has gone, also while this waits
     */
    public boolean run(long most) {
        long next = System.nanoTime();
        while (copier.moved() < most) {
            long wait = rate == 0 ? 0 : next - System.nanoTime();
            if (wait > 0) {
                await(to, 0, Deadline.in(Duration.ofNanos(wait)));
                continue;
            }
            long left = most - copier.moved();
            long count = step(rate == 0 ? left : Math.min(left, Math.max(1, rate / PARTS)));
            if (count > 0 && rate > 0) {
                // What could have gone while there was nothing does not go now, but for a little.
                next = Math.max(next, System.nanoTime() - NANOS / PARTS) + (long) ((double) count * NANOS / rate);
            } else if (count == Copier.EMPTY) {
                await(from, Poll.IN, Deadline.never());
            } else if (count == Copier.FULL) {
                Poll.await(to, Poll.OUT, Deadline.in(LOOK_AGAIN));
            } else if (count == Copier.END) {
                return true;
            }
        }
        return false;
    }

    private long step(long most) {
        last.begin();
        try {
            return copier.pass(most);
        } finally {
            last.end();
        }
    }

    private void await(Fd awaited, int events, Deadline deadline) {
        int[] ready = Poll.await(new Fd[] {awaited, to}, new int[] {events, Poll.ERR}, deadline);
        if (ready[1] != 0 && ready[0] == 0) {
            throw new KernelException("write", to.name(), (ready[1] & Poll.NVAL) != 0 ? Errno.EBADF : Errno.EPIPE);
        }
    }

    @Override
    public void close() {
        last.close();
        calls.close();
        copier.close();
    }
}
