package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTextTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MIB = 1 << 20;

    @Test
    void tellsTheLastSecondTheAverageAndWhatIsLeft() {
        ProgressText text = new ProgressText("in", null, 40 * MIB);
        assertThat(text.at(0, 0, false, 60)).isEqualTo("in: 0 B 0:00:00 [0 B/s] [0 B/s average] [               ] 0%");
        assertThat(text.at(2 * SECOND, 10 * MIB, false, 200)).contains("in: 10 MiB 0:00:02 ", "[5 MiB/s average]",
                " 25% ETA 0:00:06");
        assertThat(text.at(3 * SECOND, 20 * MIB, false, 200)).contains("[10 MiB/s] [6.7 MiB/s average]", "=> ",
                " 50% ETA 0:00:03");
        assertThat(text.at(4 * SECOND, 40 * MIB, true, 200))
                .isEqualTo("in: 40 MiB 0:00:04 [10 MiB/s average] [" + "=".repeat(40) + "] 100%");
    }

    @Test
    void moreThanWasExpectedIsAllOfIt() {
        ProgressText text = new ProgressText(null, null, 10);
        assertThat(text.at(SECOND, 20, false, 200)).endsWith("] 100%");
        assertThat(new ProgressText(null, null, 0).at(SECOND, 0, true, 200)).endsWith("] 100%");
    }

    @Test
    void countsLines() {
        assertThat(new ProgressText(null, "lines", -1).at(3661 * SECOND, 3661, false, 200))
                .isEqualTo("3661 lines 1:01:01 [1 lines/s] [1 lines/s average]");
    }

    @Test
    void isNeverWiderThanTheTerminal() {
        for (int width = 0; width < 120; width++) {
            assertThat(new ProgressText("a name", null, 5 * MIB).at(SECOND, MIB, false, width).length())
                    .isLessThanOrEqualTo(width);
        }
    }
}
