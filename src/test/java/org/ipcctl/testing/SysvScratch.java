package org.ipcctl.testing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keys of System V objects that no other test, and no other run, uses; all have a first byte of their own, so that what
 * is left behind can be told.
 */
public final class SysvScratch {
    private static final int PREFIX = 0x7E;
    /** 16 bits of the pid, and 8 that count. */
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private SysvScratch() {}

    /** A fresh key, as {@code 0x7e012301}. */
    public static String key() {
        return String.format("0x%08x",
                PREFIX << 24 | (int) (ProcessHandle.current().pid() & 0xFFFF) << 8 | COUNTER.incrementAndGet() & 0xFF);
    }

    /** Whether {@code key} is one of any run's. */
    public static boolean isOurs(int key) {
        return key >>> 24 == PREFIX;
    }
}
