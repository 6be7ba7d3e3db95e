package org.ipcctl.bench;

import java.nio.ByteOrder;
import org.ipcctl.kernel.RawMemory;

/**
 * What {@code --verify} puts behind the {@link SequenceHeader}: bytes that follow from the sequence number and their
 * place in the block, so that no stale, shifted or torn block can pass for the one that was sent. Eight at a time by a
 * multiplication (the step of splitmix64), which is slower than the fastest mechanisms all the same.
 */
final class Content {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private Content() {}

    /** Fills the block at {@code address} but for its stamp, which comes after. */
    static void put(long address, int size, long sequence) {
        long base = mixed(sequence);
        int whole = size & -Long.BYTES;
        for (int at = 0; at < whole; at += Long.BYTES) {
            RawMemory.putLong(address + at, word(base, at));
        }
        long rest = word(base, whole);
        for (int at = whole; at < size; at++) {
            RawMemory.putByte(address + at, byteOf(rest, at - whole));
        }
    }

    /**
     * Checks every byte of the block at {@code address} behind its stamp.
     *
     * @throws BenchFailure with the first byte that is another than was sent
     */
    static void check(long address, int size, long sequence) {
        long base = mixed(sequence);
        int whole = size & -Long.BYTES;
        for (int at = Long.BYTES; at < whole; at += Long.BYTES) {
            long difference = RawMemory.getLong(address + at) ^ word(base, at);
            if (difference != 0) {
                int in = (LITTLE_ENDIAN ? Long.numberOfTrailingZeros(difference)
                        : Long.numberOfLeadingZeros(difference)) / Byte.SIZE;
                throw changed(sequence, at + in, byteOf(word(base, at), in), RawMemory.getByte(address + at + in));
            }
        }
        long rest = word(base, whole);
        for (int at = Math.max(whole, SequenceHeader.width(size)); at < size; at++) {
            byte got = RawMemory.getByte(address + at);
            if (got != byteOf(rest, at - whole)) {
                throw changed(sequence, at, byteOf(rest, at - whole), got);
            }
        }
    }

    private static BenchFailure changed(long sequence, int at, byte expected, byte got) {
        return new BenchFailure("",
                String.format("block %d arrived changed: byte %d is 0x%02x, and 0x%02x was sent", sequence, at, got,
                        expected),
                null);
    }

    private static long word(long base, int at) {
        long word = base + (at + 1) * STEP;
        return word ^ word >>> 32;
    }

    private static byte byteOf(long word, int in) {
        return (byte) (word >>> Byte.SIZE * (LITTLE_ENDIAN ? in : Long.BYTES - 1 - in));
    }

    private static long mixed(long sequence) {
        long mixed = (sequence + 1) * STEP;
        return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    }
}
