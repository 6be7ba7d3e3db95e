package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables on a terminal, which script(1) makes. */
class TerminalIT {
    private static final String LAYOUT = "a_name_that_goes_on_beyond_everything_that_is_there:u32";

    @BeforeAll
    static void needsATerminal() {
        Needs.program("script", "bsdutils");
    }

    /** The table of one field, whose name is long, where {@code set} comes before the command. */
    private static List<String> table(int width, String set) {
        return Installed.shell("script -qec \"stty cols " + width + "; " + set + " ipcctl layout show '" + LAYOUT + "' --columns field,offset_bytes\""
                + " /dev/null </dev/null | tr -d '\\r'").exits(0).out().lines().toList();
    }

    @Test
    void longNamesAreCutWhereTheTerminalIsNarrow() {
        List<String> whole = table(200, "LC_ALL=C.UTF-8");
        assertThat(whole.get(1)).contains("_that_is_there ").doesNotContain("\u2026");
        List<String> cut = table(40, "LC_ALL=C.UTF-8");
        assertThat(cut.get(0)).isEqualTo("FIELD                       OFFSET-BYTES");
        assertThat(cut.get(1)).contains("\u2026").endsWith("is_there             0").hasSize(40);
        assertThat(table(40, "LC_ALL=C").get(1)).contains("...").hasSize(40);
    }

    @Test
    void columnsHasTheLastWordOnATerminal() {
        assertThat(table(200, "COLUMNS=40").get(1)).hasSize(40);
        assertThat(table(40, "COLUMNS=200").get(1)).contains("_that_is_there ");
        assertThat(table(40, "COLUMNS=wide").get(1)).hasSize(40);
    }

    /** A program that reads a table gets all of it, whatever its own terminal is like. */
    @Test
    void whatGoesElsewhereIsNeverCut() {
        assertThat(Installed.shell("COLUMNS=40 ipcctl layout show '" + LAYOUT + "'").exits(0).out()).contains("_that_is_there ");
    }
}
