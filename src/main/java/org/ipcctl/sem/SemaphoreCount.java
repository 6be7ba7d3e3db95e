package org.ipcctl.sem;

/**
 * What the eight bytes of a semaphore say at one moment.
 *
 * @param value   how many can be taken
 * @param waiters how many wait; one that was killed meanwhile stays counted
 */
public record SemaphoreCount(int value, long waiters) {
    static SemaphoreCount of(long word) {
        return new SemaphoreCount(SemLayout.value(word), Integer.toUnsignedLong(SemLayout.waiters(word)));
    }
}
