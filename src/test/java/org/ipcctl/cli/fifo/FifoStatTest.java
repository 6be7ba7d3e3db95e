package org.ipcctl.cli.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Users;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.Sight;
import org.junit.jupiter.api.Test;

class FifoStatTest {
    /** Column to value, empty where it is missing. */
    private static Map<String, String> stat(String path) {
        Map<String, String> shown = new HashMap<>();
        Cli.run("fifo", "stat", path, "--format", "shell").succeeds().out().lines().forEach(line -> {
            String[] halves = line.split("=", 2);
            shown.put(halves[0], halves[1].substring(1, halves[1].length() - 1));
        });
        return shown;
    }

    @Test
    void showsTheAttributesOfTheInode() {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.path("f");
            Cli.run("mkfifo", "-m", "640", path).succeeds();
            FileStatus status = FileStatus.of(path);
            Map<String, String> shown = stat(path);
            assertThat(shown.get("file")).isEqualTo(path);
            assertThat(shown.get("mode")).isEqualTo("0640");
            assertThat(shown.get("owner_name")).isEqualTo(Users.user(status.uid()));
            assertThat(shown.get("owner_id")).isEqualTo(Long.toString(status.uid()));
            assertThat(shown.get("inode")).isEqualTo(Long.toString(status.inode()));
            assertThat(shown.get("modified")).isEqualTo(status.modified().toString());
        }
    }

    @Test
    void tellsTheSameDeviceAsStat() throws Exception {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.path("f");
            Cli.run("mkfifo", path).succeeds();
            Process theirs = new ProcessBuilder("stat", "-c", "%Hd:%Ld", path).start();
            assertThat(stat(path).get("device"))
                    .isEqualTo(new String(theirs.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void showsWhoHoldsItAndWhatIsQueued() {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.path("f");
            Cli.run("mkfifo", path).succeeds();
            try (Peer holder = Peer.start("sh", "-c",
                    "exec 3<>\"$1\" 4>\"$1\"; printf 12345 >&3; echo ready; read -r line", "sh", path)) {
                holder.says("ready");
                assertThat(Cli.run("fifo", "stat", path, "--columns", "readers", "-v").exits(0).err())
                        .contains("statx(/proc/");
                assertThat(Cli.run("fifo", "stat", path, "--columns", "mode,inode", "-v").exits(0).err())
                        .contains("statx")
                        .as("nobody asked who holds it").doesNotContain("/proc/");
                Map<String, String> shown = stat(path);
                assertThat(shown.get("readers")).isEqualTo("1");
                assertThat(shown.get("writers")).isEqualTo("1");
                assertThat(shown.get("reader_pids")).isEqualTo(Long.toString(holder.pid()));
                assertThat(shown.get("writer_pids")).isEqualTo(Long.toString(holder.pid()));
                assertThat(shown.get("queued_bytes")).isEqualTo("5");
                assertThat(shown.get("capacity_bytes")).matches("[1-9]\\d+");
            }
        }
    }

    @Test
    void doesNotReleaseAProcessThatWaitsForItsOtherSide() {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.path("f");
            Cli.run("mkfifo", path).succeeds();
            try (Peer reader = Peer.start("sh", "-c", "echo ready; exec 3<\"$1\"; echo opened; cat <&3", "sh", path)) {
                reader.says("ready");
                stat(path);
                stat(path);
                // Had the look counted as a writer, the reader would have ended with nothing.
                Cli.run("fifo", "write", path, "word", "--timeout", "20s").succeeds();
                reader.says("opened").says("word");
            }
        }
    }

    @Test
    void refusesWhatIsNoFifo() {
        try (Scratch scratch = new Scratch()) {
            Cli.run("fifo", "stat", scratch.directory().toString()).exits(1).complains("is a directory, not a FIFO");
            Cli.run("fifo", "stat", scratch.path("none")).exits(3)
                    .complains("Create it with 'ipcctl mkfifo " + scratch.path("none"));
        }
    }

    @Test
    void takesItsOwnHandleForNoHolder() {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.path("f");
            Cli.run("mkfifo", path).succeeds();
            try (Fd handle = Fd.open(path, Fd.O_PATH, 0)) {
                Map<String, String> shown = stat(path);
                assertThat(shown.get("reader_pids")).isEmpty();
                assertThat(shown.get("capacity_bytes")).isEmpty();
                assertThat(shown.get("inode")).isEqualTo(Long.toString(handle.status().inode()));
            }
        }
    }

    /** A shell that opened it hands it to the ipcctl that looks; whoever looks is no reader. */
    @Test
    void doesNotCountItself() {
        try (Scratch scratch = new Scratch()) {
            String path = scratch.path("f");
            Cli.run("mkfifo", path).succeeds();
            try (Fd inherited = Fd.open(path, Fd.O_RDWR, 0)) {
                Map<String, String> shown = stat(path);
                assertThat(inherited.number()).isPositive();
                assertThat(shown.get("readers")).isEqualTo(Sight.noneOr(""));
                assertThat(shown.get("writers")).isEqualTo(Sight.noneOr(""));
            }
        }
    }
}
