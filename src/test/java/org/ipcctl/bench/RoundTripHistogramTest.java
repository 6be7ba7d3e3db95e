package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripHistogramTest {
    private static Histogram sample() {
        Histogram sample = RoundTripHistogram.empty();
        for (int i = 1; i <= 1000; i++) {
            sample.recordValue(i * 37L);
        }
        sample.recordValue(RoundTripHistogram.LONGEST_NANOS);
        return sample;
    }

    @Test
    void whatWasEncodedIsDecodedByUsAndByHdrHistogramItself() throws Exception {
        String text = RoundTripHistogram.encoded(sample());
        assertThat(RoundTripHistogram.decoded(text)).isEqualTo(sample());
        assertThat(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0))
                .isEqualTo(sample());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "no Base64 at all", "HISTFAAAAAB4nA=="})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> RoundTripHistogram.decoded(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyOneIsRefused() {
        String empty = RoundTripHistogram.encoded(RoundTripHistogram.empty());
        assertThatThrownBy(() -> RoundTripHistogram.decoded(empty)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneOfAnotherRangeIsRefusedBeforeItTakesMemory() {
        Histogram wide = new Histogram(Long.MAX_VALUE / 2, 5);
        wide.recordValue(1);
        String text = RoundTripHistogram.encoded(wide);
        assertThatThrownBy(() -> RoundTripHistogram.decoded(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatGrowsWithoutEndWhenItIsInflatedIsRefused() {
        ByteBuffer bytes = ByteBuffer.allocate(100_000);
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[10_000_000]);
        deflater.finish();
        int length = deflater.deflate(bytes.array(), 8, 99_000);
        deflater.end();
        bytes.putInt(0x1c849314).putInt(length);
        String text = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), 8 + length));
        assertThatThrownBy(() -> RoundTripHistogram.decoded(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What is inside of the compression is changed, for what is outside is caught by its checksum. */
    @Test
    void whateverIsInItItIsRefusedOrHasPositiveCounts() {
        Histogram sample = sample();
        ByteBuffer plain = ByteBuffer.allocate(sample.getNeededByteBufferCapacity());
        int length = sample.encodeIntoByteBuffer(plain);
        Random chance = new Random(7);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] changed = java.util.Arrays.copyOf(plain.array(), length);
            changed[chance.nextInt(length)] = (byte) chance.nextInt(256);
            changed[40 + chance.nextInt(length - 40)] = (byte) chance.nextInt(256);
            try {
                assertThat(RoundTripHistogram.decoded(packed(changed)).getTotalCount()).isPositive();
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 1999);
    }

    private static String packed(byte[] plain) {
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        ByteBuffer bytes = ByteBuffer.allocate(plain.length + 200);
        int length = deflater.deflate(bytes.array(), 8, plain.length + 192);
        deflater.end();
        bytes.putInt(0x1c849314).putInt(length);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), 8 + length));
    }
}
