package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
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
    void aFileIsReplacedOrLeftAsItIsAndNothingBesideIt(boolean unnamed) {
        for (String there : List.of("name", "taken")) {
            try (DraftFile first = draft(unnamed, 0600)) {
                assertThat(first.publish(directory + "/" + there)).isTrue();
            }
        }
        try (DraftFile second = draft(unnamed, 0600)) {
            assertThatThrownBy(() -> second.replace(directory + "/name", directory + "/taken"))
                    .isInstanceOf(KernelException.class).hasMessageContaining("EEXIST");
            assertThat(FileStatus.of(directory + "/name").size()).isZero();
            assertThatThrownBy(() -> second.replace(directory + "/none/name", directory + "/interim"))
                    .isInstanceOf(KernelException.class).hasMessageContaining("ENOENT");
        }
        try (DraftFile third = draft(unnamed, 0600)) {
            third.fd().writeFully(ByteBuffer.allocateDirect(3));
            third.sync();
            third.replace(directory + "/name", directory + "/interim");
        }
        assertThat(Directory.names(directory)).containsExactlyInAnyOrder("name", "taken");
        assertThat(FileStatus.of(directory + "/name").size()).isEqualTo(3);
    }
}
