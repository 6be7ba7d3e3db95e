package org.ipcctl.cli.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Files;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MkfifoTest {
    @ParameterizedTest
    @CsvSource({"0022, 640, 0640", "0077, 666, 0666", "0027, a+x, 0777", "0077, +w, 0666", "0022, =w, 0200",
        "0000, -w, 0444"})
    void setsTheModeThatIsAskedFor(String umask, String mode, String expected) {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.path("f");
            Files.withUmask(Integer.parseInt(umask, 8), () -> Cli.run("mkfifo", "-m", mode, path).succeeds());
            assertThat(FileStatus.of(path).kind()).isEqualTo(FileStatus.Kind.FIFO);
            assertThat(String.format("%04o", FileStatus.of(path).permissions())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"0022, 0644", "0077, 0600", "0000, 0666"})
    void takesTheUmaskAwayWithoutAMode(String umask, String expected) {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.path("f");
            Files.withUmask(Integer.parseInt(umask, 8), () -> Cli.run("mkfifo", path).succeeds());
            assertThat(String.format("%04o", FileStatus.of(path).permissions())).isEqualTo(expected);
        }
    }

    @Test
    void leavesTheUmaskAsItWas() {
        try (Scratch scratch = new Scratch()) {
            int before = Files.umask();
            Cli.run("mkfifo", "-m", "666", scratch.path("f")).succeeds();
            Cli.run("mkfifo", "-m", "666", scratch.path("no/f")).exits(3);
            assertThat(Files.umask()).isEqualTo(before);
        }
    }

    @Test
    void createsTheOthersWhenOneFailsAndExitsAsTheFirstFailure() {
        try (Scratch scratch = new Scratch()) {
            String a = scratch.path("a");
            String b = scratch.path("b");
            Cli.run("mkfifo", a, scratch.path("no/f"), a, b).exits(3)
                    .complains("no/f: the directory it should be in does not exist (mkfifo: ENOENT)",
                            "a: it exists already (mkfifo: EEXIST)");
            Cli.run("mkfifo", a, scratch.path("no/f")).exits(4);
            assertThat(FileStatus.of(b).kind()).isEqualTo(FileStatus.Kind.FIFO);
        }
    }

    @Test
    void createsNothingForAModeThatIsWrong() {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.path("f");
            Cli.run("mkfifo", "-m", "4755", path).exits(2).complains("'4755' has set-user-ID");
            Cli.run("mkfifo", "-m", "u+s", path).exits(2);
            Cli.run("mkfifo", "-m", "rw", path).exits(2).complains("'rw' is not a mode");
            Cli.run("mkfifo").exits(2);
            Cli.run("fifo", "stat", path).exits(3);
        }
    }

    @Test
    void callsPathsByTheirBytes() throws Exception {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.directory() + "/\udcff\u00e9 x";
            Cli.run("mkfifo", path).succeeds();
            Process find = new ProcessBuilder("sh", "-c", "cd \"$1\" && ls | od -An -tx1", "sh",
                    scratch.directory().toString()).start();
            assertThat(new String(find.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo("ff c3 a9 20 78 0a");
            Cli.run("fifo", "rm", path).succeeds();
        }
    }
}
