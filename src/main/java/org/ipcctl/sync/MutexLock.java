package org.ipcctl.sync;

import java.util.function.Consumer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileLock;
import org.ipcctl.kernel.KernelException;

/**
 * Taking a mutex with the words that belong to it.
 *
 * <p>The object of a mutex that commands run under has an flock(2), too, which those commands have a part in: who gets
 * the mutex from an ipcctl that was killed waits for it, and so for the end of all that ipcctl left behind. The kernel
 * gives the mutex away before it ends a child.
 */
public final class MutexLock {
    private final ProcessMutex mutex;
    private final Consumer<String> warnings;
    private final Fd file;
    private boolean leftBehind;

    /** The mutex that belongs to a condition, which no command runs under. */
    public MutexLock(ProcessMutex ofCondition, Consumer<String> warnings) {
        this.mutex = ofCondition;
        this.file = null;
        this.warnings = warnings;
    }

    public MutexLock(SyncObject<ProcessMutex> object, Consumer<String> warnings) {
        this.mutex = object.get();
        this.file = object.memory().fd();
        this.warnings = warnings;
    }

    /** Whether it was taken before the deadline passed. */
    public boolean take(Deadline deadline) {
        ProcessMutex.Taken taken = mutex.lock(deadline);
        if (taken == ProcessMutex.Taken.NO || !awaitEndOfTheirs(deadline)) {
            return false;
        } else if (taken == ProcessMutex.Taken.OWNER_DIED) {
            warnings.accept("the previous owner of the mutex"
                    + (mutex.previousHolder() == 0 ? "" : ", process " + mutex.previousHolder() + ",")
                    + " died while holding it; continuing, but the data it guards may be incomplete");
        }
        return true;
    }

    private boolean awaitEndOfTheirs(Deadline deadline) {
        boolean ended = false;
        try {
            ended = file == null
                    || FileLock.take(file, deadline, () -> warnings.accept(
                            "the previous owner of the mutex was killed, but its command still runs; waiting for it "
                                    + "to end"));
        } finally {
            if (!ended) {
                leftBehind = true;
                mutex.handOn();
            }
        }
        return ended;
    }

    /** The descriptor that a command is given, which keeps others away as long as any process has it. */
    public Fd file() {
        return file;
    }

    public void release() {
        if (file != null) {
            FileLock.release(file);
        }
        mutex.unlock();
    }

    public KernelException failure(String name, Deadline deadline) {
        if (leftBehind) {
            return deadline.passed("flock", name, "the end of the command of its previous owner, which was killed")
                    .in(SyncSituation.COMMAND_LEFT);
        }
        KernelException failure = deadline.passed("futex", name,
                (file == null ? "its mutex" : "the mutex") + ", which another process has locked");
        return file == null ? failure
                : failure.in(SyncSituation.LOCKED);
    }
}
