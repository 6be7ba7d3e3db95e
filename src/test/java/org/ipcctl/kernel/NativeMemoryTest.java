package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

/** What was given back is another's: a use after that is a mistake that is told, and not a JVM that dies later. */
class NativeMemoryTest {
    @Test
    void itIsZeroedAndFreedOnce() {
        NativeMemory memory = NativeMemory.allocate(24);
        assertThat(RawMemory.getLong(memory.address() + 16)).isZero();
        memory.close();
        // A second free(3) of the same chunk ends the process.
        memory.close();
        assertThatThrownBy(memory::address).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(memory::pointer).hasMessage("memory of 24 bytes is used that was freed before");
    }

    @Test
    void aMappingIsUnmappedOnce() {
        try (Scratch scratch = new Scratch(); Fd file = Fd.open(scratch.path("f"), Fd.O_RDWR | Fd.O_CREAT, 0600)) {
            file.truncate(PageSize.bytes());
            Mapping mapping = Mapping.shared(file, PageSize.bytes(), true);
            RawMemory.putLong(mapping.address(), 1);
            mapping.close();
            mapping.close();
            assertThatThrownBy(mapping::address).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(mapping::buffer).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> mapping.buffer(0, 1)).isInstanceOf(IllegalStateException.class);
        }
    }
}
