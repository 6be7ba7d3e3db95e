package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;

/** Runs after all other tests: whatever bears our name and is still there was forgotten by one of them, or by the tool. */
class NothingLeftBehindIT {
    @Test
    void noSharedMemoryAndNoSemaphore() throws IOException {
        assertThat(ours(Path.of("/dev/shm"))).isEmpty();
    }

    @Test
    void noFileInTheTemporaryFolder() throws IOException {
        assertThat(ours(Path.of(System.getProperty("java.io.tmpdir")))).isEmpty();
    }

    @Test
    void noMessageQueue() throws IOException, InterruptedException {
        if (Files.isDirectory(Path.of("/dev/mqueue")) && mounted()) {
            assertThat(ours(Path.of("/dev/mqueue"))).isEmpty();
            return;
        }
        Needs.root();
        Process listing = new ProcessBuilder("unshare", "-m", "sh", "-c",
                "mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue && ls /dev/mqueue").redirectErrorStream(true).start();
        String names = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(listing.waitFor()).as(names).isZero();
        assertThat(names.lines().filter(NothingLeftBehindIT::isOurs)).isEmpty();
    }

    private static boolean mounted() throws IOException {
        return Files.readString(Path.of("/proc/self/mounts")).contains(" /dev/mqueue ");
    }

    private static List<String> ours(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).filter(NothingLeftBehindIT::isOurs).toList();
        }
    }

    private static boolean isOurs(String name) {
        return name.contains("ipcctl-");
    }
}
