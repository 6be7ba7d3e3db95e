package org.ipcctl.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

class RelayTest {
    @Test
    void copiesEveryByteToTheEndOfTheFile() throws IOException {
        try (Scratch scratch = new Scratch()) {
            byte[] bytes = new byte[1_000_003];
            new Random(1).nextBytes(bytes);
            Path in = Files.write(Path.of(scratch.path("in")), bytes);
            Path out = Path.of(scratch.path("out"));
            try (Fd from = Fd.open(in.toString(), Fd.O_RDONLY, 0);
                 Fd to = Fd.open(out.toString(), Fd.O_WRONLY | Fd.O_CREAT, 0600)) {
                assertThat(new Relay(from, to).copy()).isEqualTo(bytes.length);
            }
            assertThat(Files.readAllBytes(out)).isEqualTo(bytes);
        }
    }

    @Test
    void stopsAtTheLimitAndLeavesTheRest() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path in = Files.write(Path.of(scratch.path("in")), new byte[] {1, 2, 3, 4, 5});
            Path out = Path.of(scratch.path("out"));
            try (Fd from = Fd.open(in.toString(), Fd.O_RDONLY, 0);
                 Fd to = Fd.open(out.toString(), Fd.O_WRONLY | Fd.O_CREAT, 0600)) {
                Relay relay = new Relay(from, to);
                assertThat(relay.copy(2)).isEqualTo(2);
                assertThat(Files.readAllBytes(out)).containsExactly(1, 2);
                assertThat(relay.copy()).isEqualTo(3);
                assertThat(relay.moved()).isEqualTo(5);
            }
        }
    }

    @Test
    void givesUpWhenNoDataComes() throws IOException, InterruptedException {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.path("fifo");
            assertThat(new ProcessBuilder("mkfifo", path).start().waitFor()).isZero();
            try (Fd both = Fd.open(path, Fd.O_RDWR, 0)) {
                assertThatThrownBy(() -> new Relay(both, both).patience(Duration.ofMillis(20)).copy())
                        .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT));
            }
        }
    }
}
