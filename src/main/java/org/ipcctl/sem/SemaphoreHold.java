package org.ipcctl.sem;

import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.SpareMemory;

/**
 * Our hold of a semaphore, which is given back at the end of this process, too. Two threads may end it: ours, and that
 * of the process's end, which interrupts our wait for it.
 */
public final class SemaphoreHold implements AutoCloseable {
    private final NamedSemaphore semaphore;
    private ExitHook release;
    private Interruption waiting;
    private boolean held;
    private boolean ending;

    private SemaphoreHold(NamedSemaphore semaphore) {
        this.semaphore = semaphore;
    }

    /**
     * Waits for it.
     *
     * @throws org.ipcctl.kernel.KernelException ETIMEDOUT or EAGAIN where the deadline passed first
     */
    public static SemaphoreHold take(NamedSemaphore semaphore, Deadline deadline) {
        SemaphoreHold hold = new SemaphoreHold(semaphore);
        hold.release = ExitHook.run("release of " + semaphore.name(), hold::letGoForEver);
        try {
            hold.take(deadline);
            return hold;
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private void take(Deadline deadline) {
        try (Interruption interruption = Interruption.ofThisThread()) {
            if (begin(interruption) && !keep(semaphore.acquire(deadline))) {
                throw semaphore.notTaken(1, deadline);
            }
        } catch (Interruption.Interrupted e) {
            if (!isEnding()) {
                throw e;
            }
        }
        if (isEnding()) {
            ExitHook.await();
        }
    }

    private synchronized boolean begin(Interruption interruption) {
        waiting = interruption;
        return !ending;
    }

    /** Before the interruption is over, so that who waits for that finds out whether it is held. */
    private synchronized boolean keep(boolean taken) {
        held = taken;
        return taken || ending;
    }

    private synchronized boolean isEnding() {
        return ending;
    }

    private synchronized void letGo() {
        if (held) {
            held = false;
            SpareMemory.giveUp();
            semaphore.post();
        }
    }

    private void letGoForEver() {
        Interruption sleeper = end();
        if (sleeper != null) {
            sleeper.ask();
        }
        letGo();
    }

    private synchronized Interruption end() {
        ending = true;
        return waiting;
    }

    @Override
    public void close() {
        letGo();
        release.close();
    }
}
