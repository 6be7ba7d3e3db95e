package org.ipcctl.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.ipcctl.kernel.TextWidth;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final String MORE = Texts.isUtf8() ? "\u2026" : "...";

    @Test
    void whatIsCutHasRoomAndLosesNoMoreThanItMust() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] letters = {"a", "\u00e9", "e\u0301", "\u65e5", "\ud83d\ude80"};
        for (int i = 0; i < 20_000; i++) {
            String name = random.ints(random.nextInt(40), 0, letters.length).mapToObj(letter -> letters[letter])
                    .collect(Collectors.joining());
            int width = 8 + random.nextInt(30);
            boolean keepsEnd = random.nextBoolean();
            String cut = Texts.cut(name, width, keepsEnd);
            // A character of two columns may have room on neither side.
            assertThat(TextWidth.of(cut)).as("seed %d: %s in %d: %s", seed, name, width, cut)
                    .isBetween(Math.min(TextWidth.of(name), width - 2), width);
            int at = cut.indexOf(MORE);
            if (at < 0) {
                assertThat(cut).isEqualTo(name);
            } else {
                assertThat(name).startsWith(cut.substring(0, at)).endsWith(cut.substring(at + MORE.length()));
                assertThat(at + MORE.length() < cut.length()).isEqualTo(keepsEnd);
            }
        }
    }
}
