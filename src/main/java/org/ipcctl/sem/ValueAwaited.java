package org.ipcctl.sem;

import java.time.Duration;
import java.util.List;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Removal;

/**
 * Waits until a semaphore has a value, and takes nothing from it. sem_post(3) wakes one of those who are counted as
 * waiting, and nobody where none is: who only looks must not be counted, or it would get what another one waits for. So
 * there is no event, and this reads the value from time to time.
 */
final class ValueAwaited implements Awaited {
    private final Fd file;
    private final Condition condition;

    ValueAwaited(String name, Condition condition) {
        this.file = SemFile.open(name, false);
        this.condition = condition;
    }

    @Override
    public boolean holds() {
        boolean so = condition.isMetBy(SemFile.read(file));
        if (!so && Removal.isOf(file)) {
            throw condition.removed(file.name());
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
        file.close();
    }
}
