package org.ipcctl.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ipcctl.host.Checks;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ipcctl doctor}, what it finds of objects that a test made. */
class DoctorCommandTest {
    private static final String HOSTILE = " it's\n\u001b[31m$(x)";

    private final String name = Scratch.name("doctor");
    private final Path file = Path.of("/dev/shm/sem." + name.substring(1) + HOSTILE);

    @AfterEach
    void remove() throws Exception {
        Files.deleteIfExists(file);
        Files.deleteIfExists(Path.of("/dev/shm" + name));
    }

    private Peer peer() {
        return Peer.start(CPrograms.path("sync_peer"), name).says("ready");
    }

    private static Map<String, Object> finding(String check, String object) {
        for (Map<String, Object> row : Json.rows(Cli.run("doctor", check, "--json").out())) {
            if (row.get("object").equals(object)) {
                return row;
            }
        }
        return null;
    }

    @Test
    void aBrokenSemaphoreIsToldAndItsMendingCommandRemovesItWhateverItsName() throws Exception {
        Files.writeString(file, "abc");
        Cli.run("doctor", "sem").exits(1);
        Map<String, Object> row = finding("sem", file.toString());
        assertThat(row).containsEntry("check", "sem").containsEntry("severity", "warning")
                .containsEntry("by", System.getProperty("user.name")).containsEntry("lasting", null);
        assertThat((String) row.get("what")).endsWith("is not a semaphore: it has 3 bytes, and a semaphore has 32");
        assertThat(new ProcessBuilder("bash", "-c", (String) row.get("mend")).start().waitFor()).isZero();
        assertThat(file).doesNotExist();
        assertThat(finding("sem", file.toString())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "plain", "json", "ndjson", "csv", "shell"})
    void everyFormHasItAndNoneForPeopleLetsANameSteerATerminal(String format) throws Exception {
        Files.writeString(file, "abc");
        String out = Cli.run("doctor", "sem", "--format", format).exits(1).out();
        // What a program reads is the name as it is.
        boolean exact = format.equals("csv") || format.equals("shell");
        assertThat(out).contains(name.substring(1))
                .satisfies(text -> assertThat(text.contains("\u001b")).isEqualTo(exact));
    }

    /** What nobody can lock any more is a fault until it is made anew. */
    @Test
    void aMutexThatNobodyCanLock() throws Exception {
        Cli.run("mutex", "create", name).succeeds();
        assertThat(finding("mutex", "mutex:" + name)).isNull();
        try (Peer first = peer(); Peer second = peer()) {
            first.tell("lock").says("lock ok").tell("die");
            first.end();
            assertThat(finding("mutex", "mutex:" + name)).containsEntry("severity", "warning").containsEntry("mend",
                    "ipcctl mutex run " + name.substring(1) + " -- true");
            second.tell("lock").says("lock EOWNERDEAD").tell("unlock").says("unlock ok");
        }
        assertThat(finding("mutex", "mutex:" + name)).containsEntry("severity", "fault")
                .containsEntry("mend",
                        "ipcctl mutex rm " + name.substring(1) + " && ipcctl mutex create " + name.substring(1));
        SharedMemory.unlink(name);
    }

    @Test
    void checksAreChosenAndAllAreShown() {
        List<String> words = Checks.ALL.stream().map(Checks.Check::word).toList();
        assertThat(Json.rows(Cli.run("doctor", "--all", "--json").out())).extracting(row -> row.get("check"))
                .containsAll(words);
        assertThat(Json.rows(Cli.run("doctor", "files", "mqueue", "-a", "--json").out()))
                .extracting(row -> row.get("check")).containsOnly("files", "mqueue");
        Cli.run("doctor", "shmm").exits(2).prints("").complains("there is no check 'shmm'; did you mean 'shm'?");
    }

    @Test
    void nothingFoundIsAnEmptyList() {
        assertThat(new Checks.Check("x", "fine", List::of).findings()).isEmpty();
        Cli.run("doctor", "--list-columns", "--format", "plain").succeeds();
    }
}
