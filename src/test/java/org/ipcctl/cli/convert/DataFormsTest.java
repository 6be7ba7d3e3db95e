package org.ipcctl.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFormsTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void hexAndBase64ComeBackAsTheyWere() {
        Random random = new Random(5);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(DataFrom.HEX.decode(DataAs.HEX.encode(bytes))).isEqualTo(bytes);
            assertThat(DataFrom.BASE64.decode(DataAs.BASE64.encode(bytes))).isEqualTo(bytes);
            assertThat(DataAs.RAW.encode(bytes)).isEqualTo(bytes);
            assertThat(DataFrom.TEXT.decode(bytes)).isEqualTo(bytes);
        }
    }

    @Test
    void whiteSpaceMeansNothing() {
        assertThat(DataFrom.HEX.decode(utf8("FF c3\na9 2\t0\n"))).containsExactly(0xFF, 0xC3, 0xA9, 0x20);
        assertThat(DataFrom.BASE64.decode(utf8("/8\nOp\n"))).containsExactly(0xFF, 0xC3, 0xA9);
    }

    @ParameterizedTest
    @CsvSource({"HEX,fg,at byte 1", "HEX,abc,odd", "BASE64,a,not Base64", "BASE64,a*==,not Base64"})
    void whatIsWrongIsTold(DataFrom form, String written, String reason) {
        assertThatThrownBy(() -> form.decode(utf8(written))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void textIsOneLineThatNoTerminalObeys() {
        byte[] received = {'a', '\n', 0x1B, '[', (byte) 0xFF, (byte) 0xC3, (byte) 0xA9, '\\', 0};
        assertThat(new String(DataAs.TEXT.encode(received), StandardCharsets.UTF_8))
                .isEqualTo("a\\n\\x1b[\\xffé\\\\\\x00");
        assertThat(new String(DataAs.TEXT.encode(utf8("🚀\u202e\u0085")), StandardCharsets.UTF_8))
                .isEqualTo("🚀\\u202e\\u0085");
    }
}
