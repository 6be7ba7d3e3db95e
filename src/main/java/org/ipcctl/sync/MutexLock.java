package org.ipcctl.sync;

import java.util.function.Consumer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;

/** Taking a mutex with the words that belong to it. */
public final class MutexLock {
    private final ProcessMutex mutex;
    private final Consumer<String> warnings;
    private final SyncBlock.Kind kind;

    /** @param kind what the mutex is, or belongs to */
    public MutexLock(ProcessMutex mutex, SyncBlock.Kind kind, Consumer<String> warnings) {
        this.mutex = mutex;
        this.kind = kind;
        this.warnings = warnings;
    }

    /** Whether it was taken before the deadline passed. */
    public boolean take(Deadline deadline) {
        ProcessMutex.Taken taken = mutex.lock(deadline);
        if (taken == ProcessMutex.Taken.OWNER_DIED) {
            warnings.accept("the previous owner of the mutex" + (mutex.previousHolder() == 0 ? "" : ", process " + mutex.previousHolder() + ",")
                    + " died while it held it; carrying on, but what it guards may be half-done");
        }
        return taken != ProcessMutex.Taken.NO;
    }

    public void release() {
        mutex.unlock();
    }

    public KernelException failure(String name, Deadline deadline) {
        boolean ofCondition = kind == SyncBlock.Kind.CONDITION;
        KernelException failure = deadline.passed("futex", name, (ofCondition ? "its mutex" : "the mutex") + ", which another process has locked");
        return ofCondition ? failure : failure.advise(ShellWord.shown("ipcctl mutex stat " + ShellWord.object(name)) + " shows which.");
    }
}
