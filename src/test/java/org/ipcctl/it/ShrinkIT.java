package org.ipcctl.it;

import java.nio.file.Path;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few rounds of src/test/storm/shrink, which is run with 200 by hand. */
class ShrinkIT {
    @ParameterizedTest
    @ValueSource(strings = {"atomic atomic_page atomic_get", "sem_wait sem_wait_limit sem_post sem_look sem_run",
        "read_lock watch batch full"})
    void nothingThatIsCutUnderItsHandsEndsIpcctlWithADump(String scenarios) {
        Needs.program("python3", "python3");
        Installed.shell(
                Path.of("src/test/storm/shrink").toAbsolutePath() + " -n 3 -c " + Installed.COMMAND + " " + scenarios)
                .succeeds();
    }
}
