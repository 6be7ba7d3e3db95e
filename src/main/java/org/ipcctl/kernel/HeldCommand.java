package org.ipcctl.kernel;

import java.util.function.Predicate;

/**
 * Runs CMD while something is held that has to be given back afterwards. From its making to {@link #close} the signals
 * that would end ipcctl do not: before CMD runs they are an answer, and while it runs they are passed on to it, so that
 * what is held is held as long as CMD lives and no longer. Only kill -9 gets past that.
 */
public final class HeldCommand implements AutoCloseable {
    private final Signals signals = Signals.catchingEnding(this::caught);
    private Child child;
    /** Open while something is waited for. */
    private Interruption wait;
    private int pending;

    private void caught(int signal) {
        Interruption waiting = answer(signal);
        if (waiting != null) {
            // Not under the lock, for it returns when the wait has ended.
            waiting.ask();
        }
    }

    private synchronized Interruption answer(int signal) {
        if (child == null) {
            pending = signal;
            return wait;
        } else if (signal != Signals.SIGINT && signal != Signals.SIGQUIT || !Signals.isTerminalForeground()) {
            // Ctrl-C and Ctrl-\ go to all in the foreground, so CMD has those already.
            child.signal(signal);
        }
        return null;
    }

    /**
     * Takes what is to be held, by one attempt: who waits in the kernel keeps its place among the others.
     *
     * @param attempt  waits until its deadline, and says whether it was taken; an {@link Interruption} ends it, and
     * then it was not
     * @param deadline when to give up
     * @return false when the deadline passed, or a signal came: see {@link #signal}
     */
    public boolean take(Predicate<Deadline> attempt, Deadline deadline) {
        // One that came before this took notice of signals.
        Interruption.check();
        try (Interruption interruption = Interruption.ofThisThread()) {
            return waits(interruption) && attempt.test(deadline);
        } catch (Interruption.Interrupted e) {
            if (signal() == 0) {
                throw e;
            }
            return false;
        } finally {
            waits(null);
        }
    }

    /** False where a signal came before. */
    private synchronized boolean waits(Interruption interruption) {
        wait = interruption;
        return pending == 0;
    }

    /** The signal that came before CMD was started; 0 for none. */
    public synchronized int signal() {
        return pending;
    }

    /**
     * Starts CMD and waits for its end; the status is CMD's as a shell would tell it, or that of a signal that came
     * first.
     */
    public int run(Spawn command) {
        synchronized (this) {
            if (pending != 0) {
                return interrupted();
            }
            child = command.start();
        }
        return child.awaitTethered().shellStatus();
    }

    /** The exit status for a signal that came before CMD was started. */
    public int interrupted() {
        return ExitHook.SIGNALLED + signal();
    }

    @Override
    public void close() {
        signals.close();
    }
}
