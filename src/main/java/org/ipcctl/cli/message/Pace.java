package org.ipcctl.cli.message;

import java.time.Duration;
import java.time.Instant;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;

/**
 * Has messages go out with the times between them that they came with. Each is due by the first one, so that delays do
 * not add up.
 */
final class Pace {
    /** Longer than anybody waits, and short enough to be counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final Fd source;
    private final Runnable beforeWait;
    private Instant first;
    private long begun;

    /**
     * @param source     where they come from, which messages of the wait name
     * @param beforeWait runs before each wait
     */
    Pace(Fd source, Runnable beforeWait) {
        this.source = source;
        this.beforeWait = beforeWait;
    }

    /** Waits until the one that came at {@code time} is due. */
    void await(Instant time) {
        if (first == null) {
            first = time;
            begun = System.nanoTime();
        }
        Duration since = Duration.between(first, time);
        long due = since.isNegative() ? 0 : (since.compareTo(LONGEST) < 0 ? since : LONGEST).toNanos();
        long left = due - (System.nanoTime() - begun);
        if (left > 0) {
            beforeWait.run();
            // Of no event, so that only the time ends it, or an interruption.
            Poll.await(source, 0, Deadline.in(Duration.ofNanos(left)));
        }
    }
}
