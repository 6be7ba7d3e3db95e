package org.ipcctl.cli.work;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Writes what is told on a thread of its own, while the caller waits for it: a terminal that was stopped with Ctrl-S
 * and a pipe that nobody reads take nothing, and who waits in write(2) hears no signal. Once it has a patience, a
 * reader who takes nothing for so long is told nothing any more.
 */
final class Teller implements AutoCloseable {
    private final String name;
    private Thread thread;
    /** What is being written; null for nothing. */
    private Told now;
    /** Null for as long as it takes. */
    private Duration patience;
    private long since;
    private boolean lost;
    private boolean closed;

    /** What is to be written. */
    interface Act {
        void run() throws IOException;
    }

    private static final class Told {
        final Act act;
        final long begun = System.nanoTime();
        boolean done;
        Throwable failure;

        Told(Act act) {
            this.act = act;
        }
    }

    Teller(String name) {
        this.name = name;
    }

    /**
     * Has it written, and fails as that does.
     *
     * @return false where nobody took it, or what was told before
     */
    boolean tell(Act act) throws IOException {
        if (Thread.currentThread() == thread || !begin()) {
            act.run();
            return true;
        }
        Told told = new Told(act);
        synchronized (this) {
            await(told, () -> now == null);
            now = lost ? now : told;
            notifyAll();
            await(told, () -> told.done);
        }
        if (told.failure instanceof IOException e) {
            throw e;
        } else if (told.failure instanceof RuntimeException e) {
            throw e;
        } else if (told.failure instanceof Error e) {
            throw e;
        }
        return told.done;
    }

    /** Until that is so, or {@code told} has waited too long. */
    private void await(Told told, BooleanSupplier isSo) {
        try {
            while (!isSo.getAsBoolean() && !lost) {
                if (patience == null) {
                    wait();
                } else {
                    long left = Math.max(told.begun, since) + patience.toNanos() - System.nanoTime();
                    lost = left <= 0;
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    /** From now on whatever is told has so long. */
    synchronized void patience(Duration longest) {
        patience = longest;
        since = System.nanoTime();
        notifyAll();
    }

    /** Whether nobody took what was told; the thread waits for that still, perhaps. */
    synchronized boolean isLost() {
        return lost;
    }

    /** False where there is no thread to be had, or none any more. */
    private synchronized boolean begin() {
        if (closed) {
            return false;
        }
        if (thread == null) {
            Thread started = new Thread(this::work, name);
            started.setDaemon(true);
            try {
                started.start();
            } catch (OutOfMemoryError noMoreThreads) {
                return false;
            }
            thread = started;
        }
        return true;
    }

    private void work() {
        for (Told next = next(); next != null; next = next()) {
            Throwable failure = null;
            try {
                next.act.run();
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
            }
            synchronized (this) {
                next.failure = failure;
                next.done = true;
                now = null;
                notifyAll();
            }
        }
    }

    private synchronized Told next() {
        try {
            while (now == null && !closed) {
                wait();
            }
            return now;
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
