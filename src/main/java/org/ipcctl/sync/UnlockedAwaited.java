package org.ipcctl.sync;

import java.time.Duration;
import java.util.List;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Removal;

/**
 * Waits until nobody has a mutex locked, and does not lock it. An unlock wakes one of those who sleep on the lock's
 * word, and to be that one would keep the wake-up from somebody who wants the mutex. So there is no event, and this
 * looks at the word from time to time.
 */
final class UnlockedAwaited implements Awaited {
    private final SyncObject<ProcessMutex> object;
    private final Condition condition;

    UnlockedAwaited(String name, Condition condition) {
        this.object = SyncObject.seenMutex(name);
        this.condition = condition;
    }

    @Override
    public boolean holds() {
        ProcessMutex.State state = object.get().state();
        if (state == ProcessMutex.State.NOT_RECOVERABLE) {
            ProcessMutex.check("futex", object.memory().name(), Errno.ENOTRECOVERABLE);
        }
        boolean so = state != ProcessMutex.State.LOCKED;
        if (!so && Removal.isOf(object.memory().fd())) {
            throw condition.removed(object.memory().name());
        }
        return so;
    }

    @Override
    public List<Cue> cues() {
        return List.of();
    }

    @Override
    public Duration pause() {
        return SOON;
    }

    @Override
    public void close() {
        object.close();
    }
}
