package org.ipcctl.testing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what others do, and leaves them the CPU that they do it with. */
public final class Until {
    /** On a machine that has much else to do. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** What is looked at again and again. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    private Until() {}

    /**
     * Returns when it holds.
     *
     * @throws AssertionError where it still does not after a minute, or looking fails
     */
    public static void holds(String what, Condition condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (!condition.holds()) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("waited in vain: " + what);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (Exception e) {
            throw new AssertionError("cannot tell whether " + what, e);
        }
    }
}
