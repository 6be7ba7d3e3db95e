package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Between the look and what is done, the directory is moved and a link to another one has its name. */
class DirectoryEntryTest {
    private final Scratch scratch = new Scratch();
    private final Path place = Path.of(scratch.path("place"));
    private final Path moved = Path.of(scratch.path("moved"));
    private final Path victim = Path.of(scratch.path("victim"));

    @BeforeEach
    void create() throws IOException {
        for (Path directory : new Path[] {place, victim}) {
            Files.createDirectory(directory);
            Files.writeString(directory.resolve("f"), directory.getFileName().toString());
        }
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    private void swap() throws IOException {
        Files.move(place, moved);
        Files.createSymbolicLink(place, victim);
    }

    @Test
    void whatIsRemovedIsWhatWasLookedAt() throws IOException {
        try (DirectoryEntry entry = DirectoryEntry.of(place.resolve("f").toString())) {
            FileStatus status = entry.status();
            swap();
            assertThat(entry.is(status)).isTrue();
            entry.unlink();
            assertThat(entry.is(status)).isFalse();
        }
        assertThat(victim.resolve("f")).hasContent("victim");
        assertThat(moved.resolve("f")).doesNotExist();
    }

    @Test
    void whatIsMovedStaysInItsDirectory() throws IOException {
        try (DirectoryEntry entry = DirectoryEntry.of(place.resolve("f").toString())) {
            swap();
            entry.rename(entry.sibling("g"));
            assertThat(entry.sibling("g").path()).isEqualTo(place.resolve("g").toString());
        }
        assertThat(victim.resolve("f")).hasContent("victim");
        assertThat(victim.resolve("g")).doesNotExist();
        assertThat(moved.resolve("g")).hasContent("place");
    }

    @Test
    void anotherFileOfTheNameGetsNeitherModeNorOwner() throws IOException {
        try (DirectoryEntry entry = DirectoryEntry.of(place.resolve("f").toString())) {
            FileStatus status = entry.status();
            entry.setMode(status, 0640);
            assertThat(entry.status().permissions()).isEqualTo(0640);
            entry.setOwner(status, status.uid(), status.gid());
            Files.move(place.resolve("f"), place.resolve("old"));
            Files.createSymbolicLink(place.resolve("f"), victim.resolve("f"));
            int before = FileStatus.of(victim.resolve("f").toString()).permissions();
            assertThatThrownBy(() -> entry.setMode(status, 0666)).isInstanceOf(KernelException.class)
                    .hasMessageContaining("another file was put in its place");
            assertThatThrownBy(() -> entry.setOwner(status, 0, 0)).isInstanceOf(KernelException.class);
            assertThat(FileStatus.of(victim.resolve("f").toString()).permissions()).isEqualTo(before);
        }
    }

    @Test
    void aNameWithoutADirectoryIsInTheWorkingDirectory() {
        try (DirectoryEntry entry = DirectoryEntry.of("no-such-file-" + System.nanoTime())) {
            assertThatThrownBy(entry::status).isInstanceOf(KernelException.class)
                    .matches(e -> ((KernelException) e).is(Errno.ENOENT));
        }
        assertThatThrownBy(() -> DirectoryEntry.of(scratch.path("none/f"))).isInstanceOf(KernelException.class)
                .matches(e -> ((KernelException) e).is(Errno.ENOENT));
    }
}
