package org.ipcctl.bench;

import org.ipcctl.kernel.RawMemory;

/**
 * The first bytes of every message of a case under load: who sent it, its number among those of that sender, and when
 * it was to be sent. A receiver ends by a message that is a mark and nothing else; one for each receiver is sent behind
 * all others.
 */
final class LoadStamp {
    static final int BYTES = 2 * Long.BYTES;
    /** A sender's number is above these. */
    private static final int SEQUENCE_BITS = 48;
    private static final long SEQUENCE = (1L << SEQUENCE_BITS) - 1;
    private static final long END = -1;
    /** Two odd numbers, so that what arrived has the digest of what was sent only if it is that. */
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final long MIX = 0xBF58476D1CE4E5B9L;

    private LoadStamp() {}

    static long of(int sender, long sequence) {
        return (long) sender << SEQUENCE_BITS | sequence;
    }

    static int sender(long stamp) {
        return (int) (stamp >>> SEQUENCE_BITS);
    }

    static long sequence(long stamp) {
        return stamp & SEQUENCE;
    }

    static void put(long address, long stamp, long due) {
        RawMemory.putLong(address, stamp);
        RawMemory.putLong(address + Long.BYTES, due);
    }

    static void putEnd(long address) {
        put(address, END, 0);
    }

    static long stamp(long address) {
        return RawMemory.getLong(address);
    }

    static boolean isEnd(long stamp) {
        return stamp == END;
    }

    /** The moment, by CLOCK_MONOTONIC, from which the message's latency counts. */
    static long due(long address) {
        return RawMemory.getLong(address + Long.BYTES);
    }

    /**
     * What a message adds to the digest of all: one that is lost or comes twice is missing there or is too much,
     * whatever their order.
     */
    static long digest(long stamp) {
        long mixed = (stamp + 1) * STEP;
        return (mixed ^ mixed >>> 29) * MIX;
    }
}
