package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;

class SysctlTest {
    /** A sysctl read with a small first buffer ends after it: readString made 1 out of 1048576. */
    @Test
    void aNumberOfSeveralDigitsIsReadWhole() throws IOException {
        Process cat = new ProcessBuilder("cat", "/proc/sys/fs/pipe-max-size").start();
        String said = new String(cat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertThat(Sysctl.text("fs/pipe-max-size")).isEqualTo(said).hasSizeGreaterThan(1);
        assertThat(Sysctl.number("fs/pipe-max-size")).hasValue(Long.parseLong(said));
    }

    /** As fs.file-max of most distributions, and kernel.shmall, which is beyond a long. */
    @Test
    void aNumberBeyondALongIsTheHighestOfThose() {
        Needs.that("18446744073692774399".equals(Sysctl.text("kernel/shmall")),
                "another kernel.shmall than the kernel's own");
        assertThat(Sysctl.number("kernel/shmall")).hasValue(Long.MAX_VALUE);
    }

    @Test
    void whatIsNotThereOrNoNumberIsEmpty() {
        assertThat(Sysctl.number("fs/no-such-setting")).isEmpty();
        assertThat(Sysctl.text("fs/no-such-setting")).isNull();
        assertThat(Sysctl.text("kernel/ostype")).isEqualTo("Linux");
        assertThat(Sysctl.number("kernel/ostype")).isEmpty();
    }
}
