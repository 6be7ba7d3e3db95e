package org.ipcctl.kernel;

/** Ends a wait when nobody reads the descriptor any more that the awaited is for. */
public final class ReaderGone implements BlockingCalls.Watch {
    /** {@code -ECANCELED}: what a call returns that this has ended. */
    public static final long VERDICT = -125;

    private final Fd outlet;
    private volatile boolean closed;

    public ReaderGone(Fd outlet) {
        this.outlet = outlet;
    }

    @Override
    public Fd descriptor() {
        return outlet;
    }

    @Override
    public int events() {
        return Poll.ERR;
    }

    @Override
    public long look(int seen) {
        closed = (seen & Poll.NVAL) != 0;
        return (seen & (Poll.ERR | Poll.HUP | Poll.NVAL)) != 0 ? VERDICT : 0;
    }

    /** What to throw then. */
    public KernelException failure() {
        return new KernelException("poll", outlet.name(), closed ? Errno.EBADF : Errno.EPIPE);
    }
}
