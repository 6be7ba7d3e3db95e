package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OsStringTest {
    @Test
    void validUtf8IsItsText() {
        String text = "queue é 漢字 🚀";
        assertThat(OsString.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        assertThat(OsString.encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyByteSequenceSurvivesTheRoundTrip() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertThat(OsString.encode(OsString.decode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void surrogatesWrittenInUtf8AreNotMistakenForEscapes() {
        byte[] encodedSurrogate = {(byte) 0xED, (byte) 0xB2, (byte) 0x80};
        assertThat(OsString.encode(OsString.decode(encodedSurrogate))).isEqualTo(encodedSurrogate);
    }

    @Test
    void aStringForCEndsWithNul() {
        assertThat(OsString.cString("ab")).containsExactly('a', 'b', 0);
    }
}
