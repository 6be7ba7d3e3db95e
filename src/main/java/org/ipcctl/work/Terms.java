package org.ipcctl.work;

import java.time.Duration;

/**
 * What one call asks for.
 *
 * @param workers    commands that may run at a time
 * @param count      messages after which it ends
 * @param drain      whether it ends when the queue is empty and nothing runs
 * @param retries    failures that are followed by another attempt
 * @param retryDelay how long after
 * @param longest    how long a command may run; null for as long as it likes
 * @param grace      how long one may go on when a signal has come; null likewise
 * @param least      bytes that every message has, as far as anybody says so
 */
public record Terms(int workers, long count, boolean drain, int retries, Duration retryDelay, Duration longest,
                    Duration grace, int least) {
}
