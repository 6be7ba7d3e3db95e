package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.Poll;

/**
 * Has a stream of bytes go from one descriptor to another, a piece at a time. What is neither here nor there while a
 * piece moves arrives also where a signal ends this process.
 */
abstract class Mover implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    final Fd from;
    final Fd to;
    private final Deadline limit;
    private final FlushOnExit last;
    /** Whether nothing moved for want of room, which is waited for when nothing is in hand. */
    private boolean full;
    /** When the wait for room that is under way ends; null where there is none. */
    private Deadline stall;
    private volatile boolean ending;
    private LongConsumer whenMoved = bytes -> {};
    private BiConsumer<ByteBuffer, List<Fd>> whenCame;

    /** @param limit how long each wait for room may last; where it is bounded, {@code to} does not wait by itself */
    Mover(Fd from, Fd to, Deadline limit) {
        this.from = from;
        this.to = to;
        this.limit = limit;
        this.last = new FlushOnExit(new Outlet(to), this::atTheEnd, () -> ending = true);
    }

    /**
     * Moves what is there, waiting for it.
     *
     * @param watched a third descriptor, whose hanging up ends the wait; or null
     * @return false at the end of the file, or where {@code watched} hung up and there was nothing to move
     * @throws KernelException of read(2) about the one side or of write(2) about the other; EPIPE also where the reader
     * of
     *                         {@code to} has gone while this waited; ETIMEDOUT, or EAGAIN, where there was no room in
     *                         time
     */
    final boolean move(Fd watched) {
        return awaitInput(watched) && moveSome();
    }

    /** Moves what is there; false at the end of the file. */
    final boolean moveSome() {
        boolean more;
        last.begin();
        try {
            more = pass();
        } finally {
            last.end();
        }
        // Somebody else may have taken what was to be read, so that there is nothing to make room for: hence the slice.
        if (hadNoRoom() && (awaitRoom(Deadline.in(LOOK_AGAIN)) & Poll.ERR) != 0) {
            throw new KernelException("write", to.name(), Errno.EPIPE);
        }
        return more;
    }

    /** Takes what is there and hands it on; false at the end of the file. */
    abstract boolean pass();

    /** Nothing was taken, since there is no room for it. */
    final void noRoom() {
        full = true;
    }

    /** Whether {@link #noRoom} was said since this was asked. */
    final boolean hadNoRoom() {
        boolean had = full;
        full = false;
        return had;
    }

    /** The wait of {@link #move}: false where only {@code watched} had something to say. */
    final boolean awaitInput(Fd watched) {
        Fd[] all = {from, to, watched == null ? to : watched};
        int[] ready = Poll.await(all, new int[] {Poll.IN, Poll.ERR, watched == null ? 0 : Poll.ERR}, Deadline.never());
        if (ready[0] == 0 && ready[2] == 0) {
            throw new KernelException("write", to.name(), (ready[1] & Poll.NVAL) != 0 ? Errno.EBADF : Errno.EPIPE);
        }
        return ready[0] != 0;
    }

    /**
     * Waits for room, for {@code slice} at most. The kernel calls a socket writable when a good part of its buffer is
     * free, and takes something earlier: so it is tried once more before the time is over.
     */
    final int awaitRoom(Deadline slice) {
        if (stall == null) {
            stall = limit.restarted();
        } else if (stall.hasPassed()) {
            throw stall.passed("write", to.name(), "the other side to take what is sent");
        }
        int ready = Poll.await(to, Poll.OUT, slice.remainingNanos() < stall.remainingNanos() ? slice : stall);
        if (ready != 0) {
            stall = null;
        }
        return ready;
    }

    /** Has all of {@code data} go on. */
    final void write(ByteBuffer data) {
        while (data.hasRemaining()) {
            int count = to.writeSome(data);
            if (count > 0) {
                progressed(count);
            } else {
                awaitRoom(Deadline.never());
            }
        }
    }

    /** {@code bytes} went on. */
    final void progressed(long bytes) {
        stall = null;
        whenMoved.accept(bytes);
    }

    /** Has {@code step} told the bytes of each part that goes on. */
    void whenMoved(LongConsumer step) {
        whenMoved = step;
    }

    /** Has {@code step} see all that comes before it goes on, with the descriptors that come along. */
    final void whenCame(BiConsumer<ByteBuffer, List<Fd>> step) {
        whenCame = step;
    }

    /** Whether somebody wants to see what comes. */
    final boolean isSeen() {
        return whenCame != null;
    }

    /** Shows it, where somebody wants to see. */
    final void came(ByteBuffer data, List<Fd> descriptors) {
        if (whenCame != null) {
            whenCame.accept(data.duplicate(), descriptors);
        }
    }

    private void atTheEnd() {
        if (ending) {
            rest();
        }
    }

    /** A signal ends this: moves what would be lost with this process. */
    void rest() {
        // Where it is it stays.
    }

    /** Gives back what it works with. */
    abstract void release();

    @Override
    public final void close() {
        last.close();
        release();
    }
}
