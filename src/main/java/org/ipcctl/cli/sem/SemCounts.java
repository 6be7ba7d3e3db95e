package org.ipcctl.cli.sem;

import java.time.Duration;
import java.util.function.Predicate;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.sem.NamedSemaphore;

/** Taking from a semaphore as --timeout and --nonblock say. */
final class SemCounts {
    private SemCounts() {
    }

    /**
     * Takes {@code count}.
     *
     * @param waiting how to wait until a deadline
     * @throws KernelException EAGAIN, ETIMEDOUT
     */
    static void take(NamedSemaphore semaphore, int count, WaitOptions wait, Predicate<Deadline> waiting) {
        Deadline deadline = wait.nonblock() ? Deadline.in(Duration.ZERO) : wait.deadline();
        if (waiting.test(deadline)) {
            return;
        }
        throw failure(semaphore, count, wait, deadline);
    }

    static KernelException failure(NamedSemaphore semaphore, int count, WaitOptions wait, Deadline deadline) {
        String what = count == 1 ? "the semaphore to be above 0" : "the semaphore to be " + count + " or more";
        return wait.nonblock() ? new KernelException("sem_trywait", semaphore.name(), Errno.EAGAIN)
                .because(count == 1 ? "it is 0" : "it is below " + count)
                : deadline.timedOut("sem_clockwait", semaphore.name(), what);
    }
}
