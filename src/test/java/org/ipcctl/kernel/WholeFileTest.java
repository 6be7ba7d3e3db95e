package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file named on the command line need not be a regular one, and never hangs the command. */
class WholeFileTest {
    private final Scratch scratch = new Scratch();
    private final String file = scratch.path("file");

    @AfterEach
    void close() {
        scratch.close();
    }

    private static String read(String path) {
        return new String(WholeFile.read(path, 1 << 20), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1 << 20})
    void aRegularFileIsReadToItsEnd(int size) throws IOException {
        Files.writeString(Path.of(file), "x".repeat(size));
        assertThat(read(file)).hasSize(size);
    }

    @Test
    void moreThanTheLimitIsRefusedAsSoonAsItIsSeen() throws IOException {
        Files.writeString(Path.of(file), "x".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> read(file)).isInstanceOfSatisfying(KernelException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.EFBIG));
        assertThatThrownBy(() -> read("/dev/zero")).isInstanceOfSatisfying(KernelException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.EFBIG));
    }

    @Test
    void aFifoThatNobodyWritesIsWaitedForUntilTheDeadline() {
        Cli.run("mkfifo", file).succeeds();
        assertThatThrownBy(() -> WholeFile.read(file, 100, Deadline.in(Duration.ofMillis(50)))).isInstanceOfSatisfying(
                KernelException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT))
                .hasMessageContaining("timed out after 50ms waiting for a process to write to it");
    }

    @Test
    void aFifoThatIsReadPieceByPieceIsWaitedForToo() {
        Cli.run("mkfifo", file).succeeds();
        assertThatThrownBy(() -> WholeFile.open(file, Deadline.in(Duration.ofMillis(50)))).isInstanceOfSatisfying(
                KernelException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT));
    }

    @Test
    void aWriterThatComesLaterIsReadToItsEnd() throws InterruptedException {
        Cli.run("mkfifo", file).succeeds();
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(Path.of(file), "x".repeat(300_000));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        assertThat(read(file)).hasSize(300_000);
        writer.join(10_000);
    }

    @Test
    void aDirectoryIsCalledOne() {
        assertThatThrownBy(() -> read(scratch.directory().toString())).isInstanceOfSatisfying(KernelException.class,
                e -> assertThat(e.reason()).isEqualTo("is a directory"));
    }
}
