package org.ipcctl.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineCountTest {
    /** 0x0B and 0x8A are what a count with a borrow takes for a newline behind one. */
    @Test
    void countsWhatALoopCounts() {
        byte[] kinds = {'\n', 0x0B, (byte) 0x8A, 0, (byte) 0xFF, 'a', 1, (byte) 0x80};
        Random random = new Random(7);
        for (int length = 0; length < 200; length++) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(length + 3).position(3);
            for (int i = 3; i < bytes.limit(); i++) {
                bytes.put(i, kinds[random.nextInt(kinds.length)]);
            }
            for (byte wanted : kinds) {
                long expected = 0;
                for (int i = 3; i < bytes.limit(); i++) {
                    expected += bytes.get(i) == wanted ? 1 : 0;
                }
                assertThat(LineCount.of(bytes, wanted)).as("%d in %d bytes", wanted, length).isEqualTo(expected);
            }
            assertThat(bytes.position()).isEqualTo(3);
        }
    }
}
