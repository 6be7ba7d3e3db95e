package org.ipcctl.shm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ring whose sides have mapped the same memory at two places, as two processes have. */
class RingTest {
    private static final long OFFSET = 4096;
    private static final long CAPACITY = 4096;
    private static final int TOTAL = 1 << 20;
    private static final int LARGEST = 3 * (int) CAPACITY;

    private final Fd file = memory();
    private final Mapping here = Mapping.shared(file, OFFSET + RingWriter.length(CAPACITY), true);
    private final Mapping there = Mapping.shared(file, OFFSET + RingWriter.length(CAPACITY), true);
    private final NativeMemory from = NativeMemory.allocate(TOTAL);
    private final NativeMemory to = NativeMemory.allocate(TOTAL);

    private static Fd memory() {
        Fd file = Fd.inMemory("ring");
        file.truncate(OFFSET + RingWriter.length(CAPACITY));
        return file;
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
        here.close();
        there.close();
        file.close();
    }

    @Test
    void theHeaderIsWhatTheDiagramSays() {
        RawMemory.fill(from.address(), 100, (byte) 7);
        new RingWriter(here, OFFSET, CAPACITY, false).write(from.address(), 100);
        assertThat(there.buffer().getLong((int) OFFSET)).as("head").isEqualTo(100);
        assertThat(there.buffer().getLong((int) OFFSET + 64)).as("tail").isZero();
        assertThat(there.buffer().get((int) OFFSET + 256)).as("the first byte").isEqualTo((byte) 7);
        assertThat(there.buffer().get((int) OFFSET + 256 + 100)).as("behind the last").isZero();
        assertThat(new RingReader(there, OFFSET, CAPACITY, false).read(to.address(), TOTAL)).isEqualTo(100);
        assertThat(here.buffer().getLong((int) OFFSET + 64)).as("tail").isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyByteArrivesInItsPlaceHoweverTheSidesWait(boolean sleeps) throws Exception {
        for (int at = 0; at < TOTAL; at += Long.BYTES) {
            RawMemory.putLong(from.address() + at, at * 0x9E3779B97F4A7C15L);
        }
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
            RingWriter writer = new RingWriter(here, OFFSET, CAPACITY, sleeps);
            for (int at = 0, size = 1; at < TOTAL; at += size) {
                size = Math.min(TOTAL - at, size * 7 % LARGEST + 1);
                writer.write(from.address() + at, size);
            }
        });
        CompletableFuture<Void> read = CompletableFuture.runAsync(() -> {
            RingReader reader = new RingReader(there, OFFSET, CAPACITY, sleeps);
            for (int at = 0; at < TOTAL; ) {
                at += reader.read(to.address() + at, Math.min(TOTAL - at, 1 + at % 5000));
            }
        });
        CompletableFuture.allOf(written, read).get(30, TimeUnit.SECONDS);
        for (int at = 0; at < TOTAL; at += Long.BYTES) {
            assertThat(RawMemory.getLong(to.address() + at)).isEqualTo(at * 0x9E3779B97F4A7C15L);
        }
    }

    @Test
    void aRingThatIsNotAllThereIsRefused() {
        assertThatThrownBy(() -> new RingWriter(here, OFFSET, 2 * CAPACITY, true)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no ring of 8192 bytes at 4096 in " + here.length());
        assertThatThrownBy(() -> new RingReader(here, OFFSET, CAPACITY - 1, true)).isInstanceOf(IllegalArgumentException.class);
    }
}
