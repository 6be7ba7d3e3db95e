package org.ipcctl.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.kernel.DirectoryEntry;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

/** FIFOs in directories that somebody else may move. */
class FifoTest {
    private static final int PRIVATE = 0600;
    private static final int OPEN = 0666;

    /** The mode was set of whichever FIFO had the name by then. */
    @Test
    void aFifoOfThatNameInAnotherDirectoryKeepsItsMode() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path place = Files.createDirectory(Path.of(scratch.directory().toString(), "place"));
            try (DirectoryEntry entry = DirectoryEntry.of(place + "/f")) {
                Path aside = Files.move(place, place.resolveSibling("aside"));
                Files.createDirectory(place);
                Fifo.create(place + "/f", PRIVATE);
                Fifo.create(entry, OPEN);
                assertThat(FileStatus.of(place + "/f").permissions()).isEqualTo(PRIVATE);
                assertThat(FileStatus.of(aside + "/f").permissions()).isEqualTo(OPEN);
            }
        }
    }
}
