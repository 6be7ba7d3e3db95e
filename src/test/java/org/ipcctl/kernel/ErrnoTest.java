package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Numbers, names and words of errors. */
class ErrnoTest {
    @Test
    void wordsTellTheNumber() {
        for (int errno = 1; errno < 133; errno++) {
            // Two have no error, and two are aliases of others.
            if (!Errno.text(errno).equals("error " + errno)) {
                assertThat(Errno.number(Errno.text(errno))).as(Errno.name(errno)).isEqualTo(errno);
            }
        }
        assertThat(Errno.number("")).isZero();
        assertThat(Errno.number("files")).isZero();
        assertThat(Errno.number("null")).isZero();
    }

    @Test
    void whatTheJdkSaysTellsTheNumber() {
        assertThat(failure(() -> new FileInputStream("/proc/self/nowhere (with parentheses)").close()))
                .isEqualTo(Errno.ENOENT);
        assertThat(failure(() -> {
            try (FileOutputStream full = new FileOutputStream("/dev/full")) {
                full.write(1);
            }
        })).isEqualTo(Errno.ENOSPC);
        assertThat(failure(() -> Files.readAllBytes(Path.of("/proc/self")))).isEqualTo(Errno.EISDIR);
        assertThat(Errno.of(new FileSystemException("f", null, "Too many open files in system")))
                .isEqualTo(Errno.ENFILE);
        assertThat(Errno.of(new FileNotFoundException("f (Too many open files)"))).isEqualTo(Errno.EMFILE);
        assertThat(Errno.of(new IOException())).isZero();
    }

    private interface Action {
        void run() throws IOException;
    }

    private static int failure(Action action) {
        try {
            action.run();
            throw new AssertionError("it succeeded");
        } catch (IOException e) {
            return Errno.of(e);
        }
    }
}
