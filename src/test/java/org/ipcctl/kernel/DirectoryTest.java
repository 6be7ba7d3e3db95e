package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    @Test
    void namesKeepTheirBytes() {
        String name = OsString.decode(new byte[] {'a', (byte) 0xFF, (byte) 0xC3, (byte) 0xA9});
        try (Scratch scratch = new Scratch()) {
            String path = scratch.directory() + "/" + name;
            Fd.open(path, Fd.O_WRONLY | Fd.O_CREAT, 0600).close();
            Fd.open(scratch.path("plain"), Fd.O_WRONLY | Fd.O_CREAT, 0600).close();
            assertThat(Directory.names(scratch.directory().toString())).containsExactlyInAnyOrder(name, "plain");
            Files.unlink(path);
        }
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> Directory.names("/no/such/folder"))
                .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
    }
}
