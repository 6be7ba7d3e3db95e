package org.ipcctl.sem;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Futex;
import org.ipcctl.kernel.Mapping;

/** The eight bytes of a semaphore that are changed, by the rules of {@link SemLayout}. */
final class SemWord {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final String name;
    private final ByteBuffer bytes;
    private final long sleepers;

    SemWord(String name, Mapping mapping) {
        this.name = name;
        this.bytes = mapping.buffer();
        this.sleepers = mapping.address() + SemLayout.VALUE_AT;
    }

    int value() {
        return SemLayout.value((long) LONGS.getVolatile(bytes, 0));
    }

    /** Takes {@code count} if there are so many. */
    boolean take(int count) {
        return change(-count);
    }

    /** Adds {@code count} if that can be. */
    boolean give(int count) {
        return change(count);
    }

    private boolean change(int difference) {
        long before = (long) LONGS.getVolatile(bytes, 0);
        while (true) {
            int after = SemLayout.value(before) + difference;
            if (after < 0) {
                // Too few, or an overflow.
                return false;
            }
            long seen = (long) LONGS.compareAndExchange(bytes, 0, before, before + difference);
            if (seen == before) {
                return true;
            }
            before = seen;
        }
    }

    /** From now on whoever posts wakes somebody. */
    void countWaiter() {
        LONGS.getAndAdd(bytes, 0, SemLayout.WAITER);
    }

    /** Where somebody has overwritten the count meanwhile, there is nobody to take off. */
    void discountWaiter() {
        long before = (long) LONGS.getVolatile(bytes, 0);
        while (SemLayout.waiters(before) != 0) {
            long seen = (long) LONGS.compareAndExchange(bytes, 0, before, before - SemLayout.WAITER);
            if (seen == before) {
                return;
            }
            before = seen;
        }
    }

    /** Whether nobody is counted, so that nobody would be woken. */
    boolean hasNoWaiters() {
        return SemLayout.waiters((long) LONGS.getVolatile(bytes, 0)) == 0;
    }

    /** As {@link Futex#await(String, long, int, Deadline)}. */
    int sleepWhileZero(Deadline deadline) {
        return Futex.await(name, sleepers, 0, deadline);
    }

    /** Wakes up to {@code most} of those who sleep. */
    void wake(int most) {
        Futex.wake(name, sleepers, most);
    }
}
