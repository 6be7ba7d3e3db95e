package org.ipcctl.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Finding;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

/** What ipcctl leaves behind where it is killed, by its names. */
class OwnFindingsTest {
    @Test
    void whatAProcessMadeThatIsGone() throws Exception {
        long gone;
        try (Peer peer = Peer.start("true")) {
            gone = peer.pid();
            peer.end();
        }
        long self = ProcessHandle.current().pid();
        try (Scratch scratch = new Scratch()) {
            for (String name : new String[] {"ipcctl-bench-%d-1x-1", "sem.ipcctl-bench-%d-1x-1.a", ".ipcctl-%d-7",
                "ipcctl-rehearsal-%d", "ipcctl-%d-it's\n"}) {
                Files.createFile(Path.of(scratch.path(name.formatted(gone))));
                Files.createFile(Path.of(scratch.path(name.formatted(self))));
            }
            for (String other : new String[] {"ipcctl-t-" + gone, "xipcctl-" + gone, "ipcctl-bench",
                "ipcctl-" + gone + "x", "ipcctl-99999999999"}) {
                Files.createFile(Path.of(scratch.path(other)));
            }
            Files.createDirectory(Path.of(scratch.path("ipcctl-bench-" + gone)));
            List<Finding> found = new ArrayList<>();
            OwnFindings.leftovers(scratch.directory().toString(), found);
            assertThat(found).extracting(Finding::object).containsExactly(scratch.path(".ipcctl-" + gone + "-7"),
                    scratch.path("ipcctl-" + gone + "-it's\n"),
                    scratch.path("ipcctl-bench-" + gone + "-1x-1"), scratch.path("ipcctl-rehearsal-" + gone),
                    scratch.path("sem.ipcctl-bench-" + gone + "-1x-1.a"));
            for (Finding finding : found) {
                assertThat(new ProcessBuilder("bash", "-c", finding.mend()).start().waitFor()).isZero();
                assertThat(Path.of(finding.object())).doesNotExist();
            }
        }
    }

    @Test
    void classesOfABuildHaveNoArchive() {
        List<Finding> found = new ArrayList<>();
        OwnFindings.archive("/x/target/classes:/y/picocli.jar", found);
        OwnFindings.archive("/nowhere/ipcctl.jar", found);
        assertThat(found).isEmpty();
    }
}
