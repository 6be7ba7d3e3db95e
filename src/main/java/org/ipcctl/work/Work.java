package org.ipcctl.work;

import org.ipcctl.kernel.Spawn;

/** What is done with a message. */
@FunctionalInterface
public interface Work extends AutoCloseable {
    /**
     * Makes what is started for {@code task}, all but its standard input.
     *
     * @throws Task.Unfit    where it fails before it has begun, however often one tries
     * @throws Task.Unwanted where nothing is to be done
     */
    Spawn begin(Task task);

    /** What it reads on its standard input. */
    default byte[] input(Task task) {
        return task.content();
    }

    /**
     * It has ended by itself.
     *
     * @param status as a shell tells it
     * @return null, or why it has failed for good although its status was 0
     */
    default String ended(Task task, int status) {
        return null;
    }

    /** No more tasks come. */
    @Override
    default void close() {
        // Most keep nothing.
    }
}
