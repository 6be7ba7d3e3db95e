package org.ipcctl.relay;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.ipcctl.kernel.Deadline;

/**
 * What was agreed about how long a conversation goes on.
 *
 * @param limit    how long each wait for the other side may last, for room and, when the input has ended, for something
 *                 to come; its end is a failure
 * @param keepOpen whether the end of the input is kept from the other side
 * @param idle     how long nothing has to move in either direction for the conversation to be ended; null for no such
 *                 time. That is a failure, unless nothing else could end it: when the input has ended and the other
 *                 side is not told
 * @param end      when it is ended whatever moves, which is a failure
 * @param answers  of datagrams, whether they are waited for when the input has ended
 * @param begun   runs when a signal that comes from now on finds the conversation ready to deliver what came
 * @param moved   has the bytes added to it that have moved, in both directions
 */
public record Terms(Deadline limit, boolean keepOpen, Duration idle, Deadline end, boolean answers, Runnable begun,
                    LongAdder moved) {
    /** Whether no call may wait by itself, so that each piece that moves is seen. */
    boolean areTimed() {
        return limit.isBounded() || idle != null || end.isBounded();
    }
}
