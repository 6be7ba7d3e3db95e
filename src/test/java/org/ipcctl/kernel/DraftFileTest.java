package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways, with and without O_TMPFILE. */
class DraftFileTest {
    private final Scratch scratch = new Scratch();
    private final String directory = scratch.directory().toString();

    @AfterEach
    void remove() {
        scratch.close();
    }

    private DraftFile draft(boolean unnamed, int mode) {
        return unnamed ? DraftFile.in(directory, mode, "x") : DraftFile.named(directory, mode, "x");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsSeenBeforeItIsPublishedAndNothingElseAfterwards(boolean unnamed) {
        try (DraftFile draft = draft(unnamed, 0640)) {
            draft.fd().writeFullyAt(ByteBuffer.allocateDirect(10), 0);
            assertThat(Directory.names(directory)).noneMatch(name -> !name.startsWith("."));
            assertThat(draft.publish(directory + "/done")).isTrue();
        }
        assertThat(Directory.names(directory)).isEqualTo(List.of("done"));
        FileStatus status = FileStatus.of(directory + "/done");
        assertThat(status.size()).isEqualTo(10);
        assertThat(status.permissions()).isEqualTo(0640 & ~Files.umask());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNameThatIsTakenStaysWithItsFile(boolean unnamed) {
        try (DraftFile first = draft(unnamed, 0600); DraftFile second = draft(unnamed, 0600)) {
            assertThat(first.publish(directory + "/name")).isTrue();
            assertThat(second.publish(directory + "/name")).isFalse();
        }
        assertThat(Directory.names(directory)).isEqualTo(List.of("name"));
        assertThatThrownBy(() -> DraftFile.in(directory + "/none", 0600, "x")).isInstanceOf(KernelException.class)
                .hasMessageContaining("ENOENT");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileIsReplacedAndNothingIsLeftBesideIt(boolean unnamed) {
        for (int size : new int[] {1, 3}) {
            try (DraftFile draft = draft(unnamed, 0600)) {
                draft.fd().writeFully(ByteBuffer.allocateDirect(size));
                draft.sync();
                draft.replace(directory + "/name", directory + "/interim");
            }
            assertThat(Directory.names(directory)).isEqualTo(List.of("name"));
            assertThat(FileStatus.of(directory + "/name").size()).isEqualTo(size);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCannotBeReplacedIsLeftAsItIsAndNothingBesideIt(boolean unnamed) {
        assertThat(Files.makeDirectory(directory + "/name", 0700)).isTrue();
        try (DraftFile draft = draft(unnamed, 0600)) {
            assertThatThrownBy(() -> draft.replace(directory + "/name", directory + "/interim"))
                    .isInstanceOf(KernelException.class).hasMessageContaining("EISDIR");
        }
        assertThat(Directory.names(directory)).isEqualTo(List.of("name"));
    }

    /** Its name can be guessed. */
    @Test
    void whatHasTheNameForAMomentStays() {
        for (String there : List.of("name", "taken")) {
            try (DraftFile draft = draft(true, 0600)) {
                assertThat(draft.publish(directory + "/" + there)).isTrue();
            }
        }
        try (DraftFile draft = draft(true, 0600)) {
            draft.fd().writeFully(ByteBuffer.allocateDirect(3));
            assertThatThrownBy(() -> draft.replace(directory + "/name", directory + "/taken"))
                    .isInstanceOf(KernelException.class).hasMessageContaining("EEXIST");
        }
        assertThat(Directory.names(directory)).containsExactlyInAnyOrder("name", "taken");
        assertThat(FileStatus.of(directory + "/name").size()).isZero();
    }
}
