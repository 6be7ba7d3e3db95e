package org.ipcctl.sync;

import java.util.OptionalInt;
import org.ipcctl.kernel.FileStatus;

/**
 * What is known of a mutex or a condition variable at one moment.
 *
 * @param state    of a mutex; null of a condition variable
 * @param owner    the process that has the mutex locked; empty where nobody has, or nobody may know
 * @param waiters  whether somebody waits for the mutex
 * @param sequence signals and broadcasts of the condition variable so far; null of a mutex
 */
public record SyncStatus(String name, ProcessMutex.State state, OptionalInt owner, boolean waiters, Long sequence, FileStatus file) {
    public static SyncStatus ofMutex(SyncObject<ProcessMutex> object) {
        ProcessMutex mutex = object.get();
        OptionalInt owner = mutex.ownerProcess();
        return new SyncStatus(object.memory().name(), mutex.state(), owner, mutex.hasWaiters(), null, object.memory().fd().status());
    }

    public static SyncStatus ofCondition(SyncObject<ProcessCondition> object) {
        return new SyncStatus(object.memory().name(), null, OptionalInt.empty(), false, object.get().sequence(), object.memory().fd().status());
    }
}
