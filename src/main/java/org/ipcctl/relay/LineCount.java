package org.ipcctl.relay;

import java.nio.ByteBuffer;

/** How often a byte is in a buffer, eight at a time. */
final class LineCount {
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long ONES = 0x0101010101010101L;

    private LineCount() {}

    /** Of what remains in {@code bytes}, which stays as it is. */
    static long of(ByteBuffer bytes, byte wanted) {
        long pattern = ONES * (wanted & 0xFF);
        long count = 0;
        int at = bytes.position();
        for (; at + Long.BYTES <= bytes.limit(); at += Long.BYTES) {
            long differs = bytes.getLong(at) ^ pattern;
            // The high bit of each byte that is not 0, exactly, for no carry crosses bytes.
            long nonzero = ((differs & LOW_BITS) + LOW_BITS | differs) & ~LOW_BITS;
            count += Long.BYTES - Long.bitCount(nonzero);
        }
        for (; at < bytes.limit(); at++) {
            count += bytes.get(at) == wanted ? 1 : 0;
        }
        return count;
    }
}
