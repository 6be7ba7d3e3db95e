package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.ipcctl.format.Payload;
import org.ipcctl.format.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How wide names are on a terminal; wc(1) is asked, which has it from the same C library. */
class TextWidthTest {
    private static final int[][] RANGES = {{' ', '~'}, {0xA1, 0x24F}, {0x300, 0x36F}, {0x3B1, 0x3C9}, {0x5D0, 0x5EA},
        {0xE31, 0xE3A}, {0x1100, 0x11FF}, {0x2010, 0x2025}, {0x3041, 0x3096}, {0x4E00, 0x9FA5}, {0xAC00, 0xD7A3},
        {0xFE00, 0xFE0F}, {0xFF01, 0xFF5E}, {0x1F300, 0x1F5FF}, {0x20000, 0x2A6D6}};

    /** Nothing that steers a terminal, which is no business of widths. */
    private static String anyName(Random random, int longest) {
        StringBuilder name = new StringBuilder();
        for (int left = random.nextInt(longest); left > 0; left--) {
            int[] range = RANGES[random.nextInt(RANGES.length)];
            name.appendCodePoint(range[0] + random.nextInt(range[1] + 1 - range[0]));
        }
        return Payload.printable(name.toString());
    }

    private static int asWcSays(String text) throws IOException {
        Process wc = new ProcessBuilder("wc", "-L").start();
        try (var to = wc.getOutputStream()) {
            to.write(OsString.encode(text));
        }
        return Integer.parseInt(new String(wc.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim());
    }

    @ParameterizedTest
    @CsvSource({"'',0", "queue,5", "\u00e9,1", "e\u0301,1", "\u65e5\u672c\u8a9e,6", "\ud83d\ude80,2", "\u2026,1"})
    void someAreWideAndSomeAreNotThere(String text, int width) {
        assertThat(TextWidth.of(text)).isEqualTo(Texts.isUtf8() ? width : text.codePointCount(0, text.length()));
    }

    @Test
    void aNameTakesTheColumnsThatWcSays() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100 && Texts.isUtf8(); i++) {
            String name = anyName(random, 200);
            assertThat(TextWidth.of(name)).as("seed %d: %s", seed, name).isEqualTo(asWcSays(name));
        }
    }

    @Test
    void anAccentStaysWithItsLetter() {
        String name = "e\u0301".repeat(9);
        int columns = Texts.isUtf8() ? 1 : 2;
        assertThat(TextWidth.beginning(name, 3 * columns)).isEqualTo("e\u0301".repeat(3));
        assertThat(TextWidth.ending(name, 3 * columns)).isEqualTo("e\u0301".repeat(3));
    }

    @Test
    void noTextIsLongWithoutBeingWide() {
        String tower = "e" + "\u0301".repeat(100_000);
        assertThat(TextWidth.beginning(tower, 20)).hasSizeLessThan(60);
        assertThat(TextWidth.ending(tower, 20)).hasSizeLessThan(60);
    }
}
