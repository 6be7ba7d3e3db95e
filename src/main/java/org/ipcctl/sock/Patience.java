package org.ipcctl.sock;

import java.time.Duration;
import org.ipcctl.kernel.Deadline;

/**
 * How long to wait for somebody to listen at an address where nobody does yet.
 *
 * @param until  when to give up
 * @param agreed whether that time was asked for, so that its end is a timeout, and holds for a full queue of connections too
 */
public record Patience(Deadline until, boolean agreed) {
    /** For two that are started at the same time, as {@code listen & connect} in a script: both take a while to begin. */
    public static final Duration BRIEF = Duration.ofSeconds(5);

    /** Tries once. */
    public static Patience none() {
        return new Patience(Deadline.in(Duration.ZERO), false);
    }

    /** Waits as long as a listener that was started just now may need, and says then that there is none. */
    public static Patience brief() {
        return new Patience(Deadline.in(BRIEF), false);
    }

    /** Waits until {@code deadline}, which is a timeout. */
    public static Patience until(Deadline deadline) {
        return new Patience(deadline, true);
    }
}
