package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The launcher writes down how it was started for the commands that start a CMD, and for no others: that takes time.
 */
class LauncherKnowsTest {
    @Test
    void whichCommandsRunACmd() throws IOException {
        String launcher = Files.readString(Path.of("src/main/launcher/ipcctl"));
        List<String> running = ModelTest.runnable().stream().filter(command -> command.model().syntax().runsCmd())
                .map(command -> command.path().substring("ipcctl ".length())).toList();
        assertThat(running).contains("mutex run", "sock recv-fd");
        assertThat(running)
                .allSatisfy(command -> assertThat(launcher).containsPattern("'" + command + "( '\\*|')( \\||\\))"));
    }
}
