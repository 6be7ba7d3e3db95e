package org.ipcctl.relay;

import java.time.Duration;
import org.ipcctl.kernel.Deadline;

/**
 * What was agreed about how long a conversation goes on.
 *
 * @param limit    how long each wait for the other side may last, for room and, when the input has ended, for something to come;
 *                 its end is a failure
 * @param keepOpen whether the end of the input is kept from the other side
 * @param idle     how long nothing has to come, when the input has ended, for the conversation to be over; null for no such time
 * @param answers  of datagrams, whether they are waited for when the input has ended
 * @param begun   runs when a signal that comes from now on finds the conversation ready to deliver what came
 */
public record Terms(Deadline limit, boolean keepOpen, Duration idle, boolean answers, Runnable begun) {
    /** Whether there is a time to watch. */
    boolean areTimed() {
        return limit.isBounded() || idle != null;
    }
}
