package org.ipcctl.cli;

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
    private static final String[] CAUGHT = {"HUP", "INT", "USR1", "ALRM", "TERM"};
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final Signals signals = Signals.catching(this::caught, CAUGHT);
    private Child child;
    private int pending;
    private Interruption waiting;

    private void caught(int signal) {
        Interruption wait = noted(signal);
        if (wait != null) {
            // Not while this is locked: it returns when the thread that waits has heard it.
            wait.ask();
        }
    }

    /** The wait that the signal ends, if there is one. */
    private synchronized Interruption noted(int signal) {
        if (child == null) {
            pending = signal;
            return waiting;
        } else if (signal != SIGINT || !Signals.isTerminalForeground()) {
            // Ctrl-C goes to all in the foreground, so CMD has that one already.
            child.signal(signal);
        }
        return null;
    }

    /**
     * Takes what is to be held.
     *
     * @param attempt  waits until its deadline, or an {@link Interruption}, and says whether it was taken
     * @param deadline when to give up
     * @return false when the deadline passed, or a signal came: see {@link #signal}
     */
    public boolean take(Predicate<Deadline> attempt, Deadline deadline) {
        // One that came before this took notice of signals.
        Interruption.check();
        try (Interruption interruption = Interruption.ofThisThread()) {
            return begins(interruption) && attempt.test(deadline);
        } catch (Interruption.Interrupted e) {
            if (signal() == 0) {
                throw e;
            }
            return false;
        } finally {
            ends();
        }
    }

    private synchronized boolean begins(Interruption interruption) {
        waiting = interruption;
        return pending == 0;
    }

    private synchronized void ends() {
        waiting = null;
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
