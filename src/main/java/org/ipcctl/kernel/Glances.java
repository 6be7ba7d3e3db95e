package org.ipcctl.kernel;

import java.util.function.BooleanSupplier;

/**
 * Looks again a few times, and gives the processor to others before each: where the other side is at work, what is
 * waited for comes meanwhile. A queue is short, ten messages unless somebody raised it, and a process that sleeps for
 * each of them spends its time on being woken; this is an order of magnitude faster.
 */
public final class Glances {
    private static final int BEFORE_A_SLEEP = 30;
    /** Enough to see a sender that is at work, far less than a millisecond. */
    private static final int WITH_SOMETHING_IN_HAND = 3;

    private Glances() {}

    /** Whether {@code look} finds something now, or soon. */
    public static boolean beforeASleep(BooleanSupplier look) {
        return look.getAsBoolean() || again(BEFORE_A_SLEEP, look);
    }

    /** As above for who has messages in hand, whose reader waits for them. */
    public static boolean withSomethingInHand(BooleanSupplier look) {
        return look.getAsBoolean() || again(WITH_SOMETHING_IN_HAND, look);
    }

    private static boolean again(int times, BooleanSupplier look) {
        for (int i = 0; i < times; i++) {
            Thread.yield();
            if (look.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }
}
