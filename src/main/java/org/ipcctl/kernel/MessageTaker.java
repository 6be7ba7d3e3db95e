package org.ipcctl.kernel;

import java.nio.ByteBuffer;

/**
 * Takes messages out of a queue for an outlet that they go to. A message that was taken and cannot be delivered is
 * lost, so
 * {@link #awaitRoom} comes before taking any.
 */
public abstract class MessageTaker implements AutoCloseable {
    private final Outlet outlet;
    private final ReaderGone gone;
    private final Deadline patience;
    private boolean ended;
    private BlockingCalls calls;

    /**
     * @param outlet   where the messages go
     * @param patience how long each wait for a message may last
     */
    protected MessageTaker(Outlet outlet, Deadline patience) {
        this.outlet = outlet;
        this.gone = new ReaderGone(outlet.fd());
        this.patience = patience;
    }

    /** The message taken last; good until the next one is. */
    public abstract ByteBuffer message();

    /** Its priority, or what else a frame has of it. */
    public abstract long priority();

    /** Takes a message if there is one. */
    public abstract boolean take();

    /** What to throw where there was none and waiting was forbidden. */
    public abstract KernelException empty();

    /**
     * Waits for a message in the call that takes it, and takes it.
     *
     * @return not negative, or the verdict of {@code blocking} that ended it
     */
    protected abstract long await(BlockingCalls blocking, Deadline deadline);

    /** What to throw where such a wait ended by {@code verdict}, and there was still none. */
    protected abstract RuntimeException failure(long verdict, Deadline deadline);

    /** What ends a wait beside the clock and the reader of the outlet; null for nothing. */
    protected BlockingCalls.Watch watch() {
        return null;
    }

    /** What runs, once and on another thread, when a wait has lasted a second; null for nothing. */
    protected Runnable whenSlow() {
        return null;
    }

    /** As {@link Outlet#awaitRoom}: what the outlet takes at once. */
    public final long awaitRoom() {
        return outlet.awaitRoom();
    }

    /**
     * Takes a message if there is one, or one is about to come: for those that are to go with one that is not delivered
     * yet.
     */
    public final boolean another() {
        return Glances.withSomethingInHand(this::take);
    }

    /** As {@link #take}, and gives a sender that is at work the processor before it answers that there is none. */
    public final boolean takeSoon() {
        return Glances.beforeASleep(this::take);
    }

    /**
     * Waits for a message and takes it, as one of those that the kernel serves in the order they came.
     *
     * @return false where {@link #end} was called
     * @throws KernelException ETIMEDOUT when none came in time; EPIPE about the outlet when its reader has gone; EBADF
     *                         when it is closed
     */
    public final boolean await() {
        Deadline deadline = patience.restarted();
        long result = await(calls(), deadline);
        if (result >= 0) {
            return true;
        } else if (result == BlockingCalls.ENDED) {
            return false;
        } else if (take()) {
            // It came between the last look at the verdict and the call.
            return true;
        }
        throw result == ReaderGone.VERDICT ? gone.failure() : failure(result, deadline);
    }

    private synchronized BlockingCalls calls() {
        if (calls == null) {
            BlockingCalls.Watch own = watch();
            calls = (own == null ? new BlockingCalls(gone) : new BlockingCalls(own, gone)).whenSlow(whenSlow());
            if (ended) {
                calls.end();
            }
        }
        return calls;
    }

    /**
     * Ends, from another thread, the wait that is under way and those to come; no message that was taken is lost by it.
     */
    public final void end() {
        BlockingCalls begun;
        synchronized (this) {
            ended = true;
            begun = calls;
        }
        if (begun != null) {
            begun.end();
        }
    }

    /** Waits for room where the messages go, and for a message, and takes that. */
    public final void next() {
        awaitRoom();
        if (!takeSoon()) {
            await();
        }
    }

    @Override
    public void close() {
        if (calls != null) {
            calls.close();
        }
    }
}
