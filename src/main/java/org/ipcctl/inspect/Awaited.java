package org.ipcctl.inspect;

import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Fd;

/** An object that is waited for to be as a {@link Condition} says: a look, and what makes the next one worthwhile. */
public interface Awaited extends AutoCloseable {
    /** Until the next look where no event tells. */
    Duration SOON = Duration.ofMillis(10);
    /** Until the next look for what happens hardly ever, where events tell all else. */
    Duration RARELY = Duration.ofSeconds(1);

    /**
     * Looks.
     *
     * @return whether it is so now
     * @throws org.ipcctl.kernel.KernelException where it can never be, or nobody can tell
     */
    boolean holds();

    /** What makes another look worthwhile, after one that found it not so. */
    List<Cue> cues();

    /** How long at most until the next look, without a cue. */
    Duration pause();

    /** Why it may be so all the same, as a clause; null where a look sees all. */
    default String unseen() {
        return null;
    }

    @Override
    void close();

    /**
     * A descriptor that shows that something has happened.
     *
     * @param events as in {@link org.ipcctl.kernel.Poll}
     */
    record Cue(Fd fd, int events) {
    }
}
