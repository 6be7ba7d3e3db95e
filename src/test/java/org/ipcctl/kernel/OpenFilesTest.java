package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

/** What /proc shows of descriptors and mappings: of this process, of another, and of nobody. */
class OpenFilesTest {
    private static final long SELF = ProcessHandle.current().pid();

    private static List<OpenFile> of(FileStatus wanted) {
        List<OpenFile> found = new ArrayList<>();
        OpenFiles.look(file -> {
            if (file.of(wanted) != null) {
                found.add(file);
            }
        });
        return found;
    }

    @Test
    void aFileIsFoundByWhatItIsAndNotByItsName() {
        try (Scratch scratch = new Scratch(); Fd one = Fd.open(scratch.path("a b\nc"), Fd.O_RDWR | Fd.O_CREAT, 0600)) {
            Files.unlink(scratch.path("a b\nc"));
            List<OpenFile> found = of(one.status());
            assertThat(found).hasSize(1);
            OpenFile file = found.get(0);
            assertThat(file.pid()).isEqualTo(SELF);
            assertThat(file.number()).isEqualTo(one.number());
            assertThat(file.link()).isEqualTo(scratch.path("a b\nc") + " (deleted)");
            assertThat(file.info().isReadable()).isTrue();
            assertThat(file.info().isWritable()).isTrue();
            assertThat(file.info().inode()).isIn(0L, one.status().inode());
        }
    }

    @Test
    void nothingIsStatedButWhatHasTheSameInode() {
        try (Scratch scratch = new Scratch(); Fd one = Fd.open(scratch.path("one"), Fd.O_RDONLY | Fd.O_CREAT, 0600);
             Fd other = Fd.open(scratch.path("other"), Fd.O_WRONLY | Fd.O_CREAT, 0600)) {
            FileStatus wanted = one.status();
            List<String> calls = new ArrayList<>();
            Syscall.traceTo(calls::add);
            try {
                assertThat(of(wanted)).extracting(OpenFile::number).containsExactly(one.number());
            } finally {
                Syscall.traceTo(null);
            }
            assertThat(calls).anyMatch(call -> call.startsWith("readlink(/proc/" + SELF + "/fd/" + other.number()))
                    .noneMatch(call -> call.matches("statx\\(/proc/" + SELF + "/fd/" + other.number() + "\\b.*"))
                    .anyMatch(call -> call.matches("statx\\(/proc/" + SELF + "/fd/" + one.number() + "\\b.*"));
        }
    }

    @Test
    void aBorrowedDescriptorIsTheSameOpenFile() {
        try (Scratch scratch = new Scratch(); Fd one = Fd.open(scratch.path("one"), Fd.O_RDWR | Fd.O_CREAT, 0600);
             Fd copy = of(one.status()).get(0).borrow()) {
            one.writeFully(ByteBuffer.allocateDirect(5));
            copy.writeFully(ByteBuffer.allocateDirect(5));
            assertThat(copy.number()).isNotEqualTo(one.number());
            // One offset for both, which two descriptors of one file would not have.
            assertThat(one.status().size()).isEqualTo(10);
        }
    }

    @Test
    void mappingsAreFoundWithTheirFile() {
        try (Scratch scratch = new Scratch(); Fd one = Fd.open(scratch.path("one"), Fd.O_RDWR | Fd.O_CREAT, 0600)) {
            one.writeFully(ByteBuffer.allocateDirect(4096));
            try (Mapping mapping = Mapping.shared(one, 4096, true)) {
                assertThat(OpenFiles.mapsOf(SELF)).filteredOn(mapped -> mapped.start() == mapping.address())
                        .singleElement()
                        .satisfies(mapped -> {
                            assertThat(mapped.inode()).isEqualTo(one.status().inode());
                            assertThat(mapped.path()).isEqualTo(scratch.path("one"));
                        });
            }
        }
    }

    @Test
    void whoIsGoneHoldsNothing() {
        Child child = new Spawn(List.of("true")).start();
        child.await();
        assertThat(OpenFiles.isThere((long) child.pid())).isFalse();
        assertThat(OpenFiles.processes()).contains(SELF).doesNotContain((long) child.pid()).isSorted();
        List<Long> pids = new ArrayList<>();
        OpenFiles.look(file -> pids.add(file.pid()));
        assertThat(pids).contains(SELF).doesNotContain((long) child.pid());
    }
}
