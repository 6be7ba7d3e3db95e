package org.ipcctl.cli.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

class FifoRemoveTest {
    @Test
    void removesSeveralAndGoesOnAfterAFailure() {
        try (Scratch scratch = new Scratch()) {
            Cli.run("mkfifo", scratch.path("a"), scratch.path("b")).succeeds();
            Cli.run("fifo", "rm", scratch.path("a"), scratch.path("none"), scratch.path("b")).exits(3)
                    .complains("none: no such FIFO (statx: ENOENT)");
            assertThat(scratch.directory()).isEmptyDirectory();
        }
    }

    @Test
    void refusesWhatIsNoFifoAndNamesWhatItIs() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path file = Files.writeString(Path.of(scratch.path("file")), "x");
            Cli.run("mkfifo", scratch.path("f")).succeeds();
            Files.createSymbolicLink(Path.of(scratch.path("link")), Path.of("f"));
            Cli.run("fifo", "rm", file.toString()).exits(1).complains("file: it is a regular file, not a FIFO");
            Cli.run("fifo", "rm", "-f", scratch.directory().toString()).exits(1)
                    .complains("is a directory, not a FIFO");
            Cli.run("fifo", "rm", scratch.path("link")).exits(1).complains("is a symbolic link, not a FIFO");
            assertThat(scratch.directory().toFile().list()).containsExactlyInAnyOrder("file", "f", "link");
        }
    }

    @Test
    void saysNothingAboutAbsentOnesWhenForced() {
        try (Scratch scratch = new Scratch()) {
            Cli.run("fifo", "rm", "-f", scratch.path("none"), scratch.path("no/f")).succeeds();
            Cli.run("fifo", "rm", "-f").succeeds();
            Cli.run("fifo", "rm").exits(2).complains("missing PATH");
        }
    }
}
