package org.ipcctl.sem;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a file with a semaphore holds, glibc's {@code sem_t} of 64-bit machines from 2.21 on, in native byte order. Its
 * programs agree on it, whichever version they are linked with, so it does not change.
 *
 * <pre>
 *   offset  bytes  content
 *        0      8  the value in the low half; in the high half how many wait, so that a post knows whether to wake
 *        8      4  FUTEX_PRIVATE_FLAG, 128, which here means shared by processes
 *       12     20  unused
 * </pre>
 *
 * Who waits counts itself, sleeps by futex(2) on the half with the value while that is 0, takes one by an atomic
 * exchange of all eight bytes, and counts itself off. Who posts adds one, and wakes one sleeper where somebody is
 * counted.
 */
final class SemLayout {
    static final int SIZE = 32;
    /** One waiter more. */
    static final long WAITER = 1L << Integer.SIZE;
    /** The half that sleepers sleep on. */
    static final int VALUE_AT = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : Integer.BYTES;

    private static final int SHARED_AT = 8;
    private static final int SHARED = 128;

    private SemLayout() {}

    /** The value in the first eight bytes. */
    static int value(long word) {
        return (int) word;
    }

    /** How many wait, in the first eight bytes. */
    static int waiters(long word) {
        return (int) (word >>> Integer.SIZE);
    }

    /** Whether {@code bytes}, of {@link #SIZE}, can be a semaphore's. */
    static boolean fits(ByteBuffer bytes) {
        return bytes.getInt(SHARED_AT) == SHARED && value(bytes.getLong(0)) >= 0;
    }
}
