package org.ipcctl.bench;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How long each round trip of a run took, as one text: HdrHistogram's compressed form (V2) in Base64, as its logs have
 * it and other tools of its family read it.
 */
public final class RoundTripHistogram {
    static final long LONGEST_NANOS = 3_600_000_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;
    /** The half byte of the word size is left out of it. */
    private static final int COOKIE = 0x1c849303;
    private static final int COMPRESSED_COOKIE = 0x1c849304;
    private static final int WORD_SIZE = 0xf0;
    private static final int HEADER = 40;
    /** All values that there can be take less. */
    private static final int LARGEST = 1 << 19;

    private RoundTripHistogram() {}

    /** One who keeps such. */
    interface Keeper {
        /** Of the last run. */
        Histogram roundTrips();
    }

    static Histogram empty() {
        return new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    }

    public static String encoded(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes, Deflater.BEST_COMPRESSION);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), length));
    }

    /**
     * What {@link #encoded} made a text of, in nanoseconds.
     *
     * @throws IllegalArgumentException where it is something else
     */
    public static Histogram decoded(String text) {
        ByteBuffer packed = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        require(packed.remaining() > 2 * Integer.BYTES && (packed.getInt() & ~WORD_SIZE) == COMPRESSED_COOKIE
                && packed.getInt() == packed.remaining());
        ByteBuffer plain = inflated(packed);
        require(plain.remaining() >= HEADER && (plain.getInt(0) & ~WORD_SIZE) == COOKIE
                && plain.getInt(4) == plain.remaining() - HEADER && plain.getInt(8) == 0
                && plain.getInt(12) == SIGNIFICANT_DIGITS && plain.getLong(16) == 1
                && plain.getLong(24) == LONGEST_NANOS && plain.getDouble(32) == 1);
        try {
            Histogram histogram = Histogram.decodeFromByteBuffer(plain, 0);
            long all = 0;
            for (HistogramIterationValue one : histogram.recordedValues()) {
                require(one.getCountAtValueIteratedTo() > 0);
                all = Math.addExact(all, one.getCountAtValueIteratedTo());
            }
            require(all > 0 && all == histogram.getTotalCount());
            return histogram;
        } catch (ArithmeticException | IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ByteBuffer inflated(ByteBuffer packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[LARGEST];
            int length = inflater.inflate(plain);
            require(inflater.finished());
            return ByteBuffer.wrap(plain, 0, length);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException(e);
        } finally {
            inflater.end();
        }
    }

    private static void require(boolean truth) {
        if (!truth) {
            throw new IllegalArgumentException("not a histogram of round trips");
        }
    }
}
