package org.ipcctl.sync;

import java.util.Locale;
import java.util.OptionalInt;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.FutexSleepers;

/**
 * What is known of a mutex or a condition variable at one moment.
 *
 * @param state     of a mutex; null of a condition variable
 * @param owner     the process that has the mutex locked; empty where nobody has, or nobody may know
 * @param isAwaited whether somebody may wait for it; a mutex that nobody waits for says so
 * @param sequence  signals and broadcasts of the condition variable so far; null of a mutex
 */
public record SyncStatus(String name, ProcessMutex.State state, OptionalInt owner, boolean isAwaited, Long sequence,
                         FileStatus file) {
    public static SyncStatus ofMutex(SyncObject<ProcessMutex> object) {
        ProcessMutex mutex = object.get();
        OptionalInt owner = mutex.ownerProcess();
        return new SyncStatus(object.memory().name(), mutex.state(), owner, mutex.hasWaiters(), null,
                object.memory().fd().status());
    }

    public static SyncStatus ofCondition(SyncObject<ProcessCondition> object) {
        return new SyncStatus(object.memory().name(), null, OptionalInt.empty(), true, object.get().sequence(),
                object.memory().fd().status());
    }

    /** {@code state} as results show it. */
    public String stateWord() {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * How many threads sleep until it changes, as far as this user may see them; null where others may, and none is
     * seen.
     */
    public Long waiters() {
        return isAwaited ? FutexSleepers.on(file) : Long.valueOf(0);
    }
}
