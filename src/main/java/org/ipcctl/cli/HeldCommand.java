package org.ipcctl.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.ipcctl.kernel.AtEnd;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.Spawn;

/**
 * Runs CMD while something is held that has to be given back afterwards. From its making to {@link #close} the signals that
 * would end ipcctl do not: before CMD runs they are an answer, and while it runs they are passed on to it, so that what is
 * held is held as long as CMD lives and no longer. Only kill -9 gets past that.
 */
public final class HeldCommand implements AutoCloseable {
    private static final int SIGINT = 2;
    private static final int SIGQUIT = 3;
    private static final int SIGTERM = 15;
    /** How long a signal may go unnoticed by who waits in the C library. */
    private static final Duration SLICE = Duration.ofMillis(50);

    private final Signals signals = Signals.catchingEnding(this::caught);
    private Child child;
    private int pending;

    private synchronized void caught(int signal) {
        if (child == null) {
            pending = signal;
        } else if (signal != SIGINT && signal != SIGQUIT || !Signals.isTerminalForeground()) {
            // Ctrl-C and Ctrl-\ go to all in the foreground, so CMD has those already.
            child.signal(signal);
        }
    }

    /**
     * Takes what is to be held.
     *
     * @param attempt  waits until its deadline, and says whether it was taken
     * @param deadline when to give up
     * @return false when the deadline passed, or a signal came: see {@link #signal}
     */
    public boolean take(Predicate<Deadline> attempt, Deadline deadline) {
        while (signal() == 0) {
            // One that came before this took notice of signals.
            Interruption.check();
            if (attempt.test(deadline.within(SLICE))) {
                return true;
            } else if (deadline.hasPassed()) {
                return false;
            }
        }
        return false;
    }

    /** The signal that came before CMD was started; 0 for none. */
    public synchronized int signal() {
        return pending;
    }

    /** Starts CMD and waits for its end; the status is CMD's as a shell would tell it, or that of a signal that came first. */
    public int run(List<String> command) {
        synchronized (this) {
            if (pending != 0) {
                return interrupted();
            }
            child = new Spawn(command).start();
        }
        AtEnd tether = child.tether(SIGTERM);
        try {
            return child.await().shellStatus();
        } finally {
            tether.close();
        }
    }

    /** The exit status for a signal that came before CMD was started. */
    public int interrupted() {
        return ExitCode.SIGNALLED.number() + signal();
    }

    @Override
    public void close() {
        signals.close();
    }
}
