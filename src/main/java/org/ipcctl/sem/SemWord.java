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

    /**
     * Who wants N sleeps with bit N-1 alone, so that whoever finds too few for himself can wake somebody for whom they
     * are enough. Who wants one has all bits, as C programs have; those who want more than this share a bit.
     */
    static final int TOLD_APART = Integer.SIZE - 1;

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

    /**
     * Sleeps while the value is {@code seen}, which is less than the {@code wanted}.
     *
     * @return as {@link Futex#await(String, long, int, Deadline, int)}
     */
    int sleepWhile(int seen, int wanted, Deadline deadline) {
        return Futex.await(name, sleepers, seen, deadline,
                wanted == 1 ? Futex.ANY : 1 << Math.min(wanted, TOLD_APART + 1) - 1);
    }

    /** Wakes up to {@code most} of those who sleep, whatever they want. */
    void wake(int most) {
        Futex.wake(name, sleepers, most, Futex.ANY);
    }

    /**
     * Wakes one of those for whom {@code there} are enough, or may be above {@link #TOLD_APART}; the answer is whether
     * there was one.
     */
    boolean wakeOneOfThoseWhoWantUpTo(int there) {
        return Futex.wake(name, sleepers, 1, there > TOLD_APART ? Futex.ANY : (1 << there) - 1) > 0;
    }
}
