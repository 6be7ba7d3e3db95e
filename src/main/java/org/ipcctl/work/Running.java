package org.ipcctl.work;

import java.time.Duration;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Signals;

/**
 * A command at work on a message: poll(2) finds {@link #end} readable when it has ended. It leads a process group,
 * which signals go to.
 */
final class Running {
    /** How long it may take to end by SIGTERM. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    final Task task;
    final Claim claim;
    final Child child;
    final Fd end;
    private final long began = System.nanoTime();
    private final ExitHook tether;
    /** When it is sent the next signal, which is that. */
    private Deadline due;
    private int signal = Signals.SIGTERM;
    private boolean late;
    private boolean cut;

    Running(Task task, Claim claim, Child child, Deadline deadline) {
        this.task = task;
        this.claim = claim;
        this.child = child;
        this.due = deadline;
        this.end = child.watchOrStop();
        this.tether = child.tetherGroup();
    }

    Deadline due() {
        return due;
    }

    /** Has it ended when {@code deadline} passes, where that is sooner, for this process ends. */
    void endBy(Deadline deadline) {
        if (signal == Signals.SIGTERM && deadline.remainingNanos() < due.remainingNanos()) {
            due = deadline;
            cut = true;
        }
    }

    void signalIfDue() {
        if (due.hasPassed()) {
            late |= !cut;
            child.signalGroup(signal);
            due = signal == Signals.SIGTERM ? Deadline.in(GRACE) : Deadline.never();
            signal = Signals.SIGKILL;
        }
    }

    /** Whether it ran longer than it may. */
    boolean isLate() {
        return late;
    }

    /** Whether it was ended because this process ends. */
    boolean isCut() {
        return cut && signal != Signals.SIGTERM && !late;
    }

    long nanos() {
        return System.nanoTime() - began;
    }

    void forget() {
        tether.close();
        end.close();
    }
}
