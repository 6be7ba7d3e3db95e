package org.ipcctl.sem;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Futex;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;

/**
 * Waits and posts of an open {@link NamedSemaphore} for measured loops, without deadlines and trace: what sem_wait(3)
 * and sem_post(3) do, on the same bytes, but that the first aborts where somebody has cut the file.
 */
public final class UncheckedSemaphore {
    private final String name;
    private final SemWord word;
    private final Mapping mapping;
    private final long sleepers;

    UncheckedSemaphore(String name, SemWord word, Mapping mapping) {
        this.name = name;
        this.word = word;
        this.mapping = mapping;
        this.sleepers = mapping.address() + SemLayout.VALUE_AT;
    }

    /** As sem_wait(3). */
    public void await() {
        if (word.take(1)) {
            return;
        }
        word.countWaiter();
        try {
            do {
                if (mapping.hasFaulted()) {
                    throw mapping.lost();
                }
                Futex.await(sleepers, 0);
            } while (!word.take(1));
        } finally {
            word.discountWaiter();
        }
    }

    /** As sem_post(3). */
    public void post() {
        if (!word.give(1)) {
            throw new KernelException("sem_post", name, Errno.EOVERFLOW);
        }
        if (!word.hasNoWaiters()) {
            Futex.wakeOne(sleepers);
        }
    }
}
