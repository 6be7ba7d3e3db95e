package org.ipcctl.bench;

import org.ipcctl.kernel.RawMemory;

/**
 * The first bytes of every block: its sequence number, fresh each time, and in the topmost bit whether it is the last
 * one of a run. A run can so be ended by the sender's clock, and the receiver needs no count in advance.
 *
 * <p>It is a 64-bit number in blocks of 8 bytes and more, and one byte in smaller ones, where sequence numbers wrap at
 * 128.
 */
final class SequenceHeader {
    private static final int WIDE = Long.BYTES;
    private static final long LAST = Long.MIN_VALUE;

    private SequenceHeader() {}

    /** Bytes that a stamp takes in blocks of {@code size}. */
    static int width(int size) {
        return size >= WIDE ? WIDE : 1;
    }

    static void put(long address, int size, long sequence) {
        if (size >= WIDE) {
            RawMemory.putLong(address, sequence);
        } else {
            RawMemory.putByte(address, (byte) (sequence & 0x7F));
        }
    }

    /** As {@link #put}, on the last block of a run. */
    static void putLast(long address, int size, long sequence) {
        if (size >= WIDE) {
            RawMemory.putLong(address, sequence | LAST);
        } else {
            RawMemory.putByte(address, (byte) (sequence | 0x80));
        }
    }

    /**
     * Checks that the block at {@code address} is number {@code expected}.
     *
     * @return whether it is the last one
     * @throws BenchFailure when a block was lost, came twice, or was overwritten
     */
    static boolean check(long address, int size, long expected) {
        if (size >= WIDE) {
            long stamp = RawMemory.getLong(address);
            if ((stamp & ~LAST) != expected) {
                throw outOfSequence(expected, stamp & ~LAST);
            }
            return stamp < 0;
        }
        byte stamp = RawMemory.getByte(address);
        if ((stamp & 0x7F) != (expected & 0x7F)) {
            throw outOfSequence(expected & 0x7F, stamp & 0x7F);
        }
        return stamp < 0;
    }

    private static BenchFailure outOfSequence(long expected, long found) {
        return new BenchFailure("", "block " + expected + " was due, and the stamp of block " + found + " came: "
                + (found > expected ? "blocks were lost or overwritten" : "a block came twice"), null);
    }
}
