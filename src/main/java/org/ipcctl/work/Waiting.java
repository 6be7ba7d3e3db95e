package org.ipcctl.work;

import org.ipcctl.kernel.Deadline;

/**
 * A claim that nobody is at work on.
 *
 * @param due     when it is to be looked at again
 * @param begun   whether this process has worked on it
 * @param hopeless whether it failed for good, and only waits for room in the queue that such messages go to
 */
record Waiting(String path, Deadline due, boolean begun, boolean hopeless) {
}
