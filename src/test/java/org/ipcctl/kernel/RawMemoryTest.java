package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class RawMemoryTest {
    private static final int ROOM = 256;

    /**
     * Copies of each length by steps of 32, 8 and 1 bytes, and of the library; the bytes before and behind stay as they
     * are.
     */
    @Test
    void copiesExactlyAsManyBytesAsItIsTold() {
        try (NativeMemory from = NativeMemory.allocate(ROOM); NativeMemory to = NativeMemory.allocate(ROOM)) {
            for (int i = 0; i < ROOM; i++) {
                RawMemory.putByte(from.address() + i, (byte) (i + 1));
            }
            for (int count = 0; count < ROOM - 2; count++) {
                RawMemory.fill(to.address(), ROOM, (byte) -1);
                RawMemory.copy(from.address() + 1, to.address() + 1, count);
                for (int i = 0; i < ROOM; i++) {
                    byte expected = i >= 1 && i <= count ? (byte) (i + 1) : -1;
                    assertThat(RawMemory.getByte(to.address() + i)).as("byte %d of a copy of %d", i, count)
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** A JNI call for each word made spinning round trips on Java 25 ten times as long. */
    @Test
    void takesNoForeignCallForAWord() throws ReflectiveOperationException {
        Field memory = RawMemory.class.getDeclaredField("MEMORY");
        memory.setAccessible(true);
        assertThat(memory.get(null).getClass().getName()).contains("Unsafe");
    }
}
