package org.ipcctl.kernel;

/**
 * Ends what one thread waits for and not the process: Ctrl-C in a batch, of which only the running command ends. While
 * one is open, the waits of its thread (poll(2), and each call that fails with EINTR) throw {@link Interrupted} once
 * for each time that it was asked for.
 */
public final class Interruption implements AutoCloseable {
    private static final ThreadLocal<Interruption> CURRENT = new ThreadLocal<>();
    /** Most threads never see one, and then need not look. */
    private static volatile boolean used;
    private static final long AGAIN_MILLIS = 1;

    private final ThreadSignal signal = ThreadSignal.toThisThread();
    /** The one that was open before, and is again afterwards. */
    private final Interruption outer = CURRENT.get();
    private boolean asked;
    private boolean over;

    private Interruption() {}

    /** What the thread was told to leave. */
    public static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Interrupted() {
            super("interrupted", null, false, false);
        }
    }

    /** From now until {@link #close} this thread can be interrupted; within another one, by both. */
    public static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        used = true;
        CURRENT.set(interruption);
        return interruption;
    }

    /**
     * Asks for it, from another thread; returns when the thread has heard it, or this is closed.
     *
     * @return false, at once, where it was asked for before and the thread has not heard that yet
     */
    public synchronized boolean ask() {
        if (asked) {
            return false;
        }
        asked = true;
        try {
            while (asked && !over) {
                signal.send();
                wait(AGAIN_MILLIS);
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
        return true;
    }

    /**
     * For waits of this thread that no system call would end.
     *
     * @throws Interrupted where it was asked for, once
     */
    public static void check() {
        Interruption current = used ? CURRENT.get() : null;
        for (; current != null; current = current.outer) {
            if (current.take()) {
                throw new Interrupted();
            }
        }
    }

    private synchronized boolean take() {
        boolean was = asked;
        asked = false;
        return was;
    }

    @Override
    public void close() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
        synchronized (this) {
            over = true;
        }
    }
}
