package org.ipcctl.cli.sync;

import org.ipcctl.kernel.AtomicWord;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.SharedFutex;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Until;

/** Knows how many sleep on the futex of a condition variable or on a mutex, from the kernel. */
final class ConditionObserver {
    private static final int FUTEX = 60;
    private static final int MUTEX = 64;
    private static final int LENGTH = 256;

    private ConditionObserver() {}

    /** Returns when {@code count} wait for the condition. */
    static void waitUntilAsleep(String name, int count) {
        waitUntilAsleep(name, FUTEX, count);
    }

    /** Returns when {@code count} wait for the mutex. */
    static void waitUntilQueued(String name, int count) {
        waitUntilAsleep(name, MUTEX, count);
    }

    private static void waitUntilAsleep(String name, int offset, int count) {
        try (SharedMemory memory = SharedMemory.open(name, SharedMemory.Access.WRITE);
             Mapping mapping = memory.map(LENGTH, true)) {
            SharedFutex futex = new SharedFutex(new AtomicWord(mapping, offset), name);
            Until.holds(count + " sleep on " + name, () -> futex.sleepers() == count);
        }
    }
}
