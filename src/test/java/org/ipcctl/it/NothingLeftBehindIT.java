package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.SysvScratch;
import org.junit.jupiter.api.Test;

/**
 * Runs after all other tests: whatever bears our name, is younger than this build and still there was forgotten by one
 * of them, or by the tool. What an earlier build that was killed has left is not this one's fault.
 */
class NothingLeftBehindIT {
    private static final String BUILD_START = System.getProperty("ipcctl.build.start", "1970-01-01T00:00:00Z");

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
                "mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue && find /dev/mqueue -type f -newermt "
                        + BUILD_START)
                .redirectErrorStream(true).start();
        String names = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(listing.waitFor()).as(names).isZero();
        assertThat(names.lines().filter(NothingLeftBehindIT::isOurs)).isEmpty();
    }

    /**
     * Keys of tests have a prefix of their own; what has none (private) is told by who made it, and no test that ends
     * leaves any.
     */
    @Test
    void noSystemVObject() throws IOException {
        for (String table : List.of("msg", "sem", "shm")) {
            Path path = Path.of("/proc/sysvipc", table);
            Needs.that(Files.isReadable(path), "no " + path);
            assertThat(Files.readAllLines(path).stream().skip(1).map(line -> line.strip().split("\\s+"))
                    .filter(NothingLeftBehindIT::isKeyOfThisBuild)).as(table).isEmpty();
        }
    }

    /** The time of the last change is the last column, but for shm, which has two more. */
    private static boolean isKeyOfThisBuild(String[] columns) {
        int key = Integer.parseInt(columns[0]);
        long changed = Long.parseLong(columns[columns.length > 14 ? columns.length - 3 : columns.length - 1]);
        return SysvScratch.isOurs(key)
                && Instant.ofEpochSecond(changed).plusSeconds(1).isAfter(Instant.parse(BUILD_START));
    }

    private static boolean mounted() throws IOException {
        return Files.readString(Path.of("/proc/self/mounts")).contains(" /dev/mqueue ");
    }

    private static List<String> ours(Path directory) throws IOException {
        List<Path> named;
        try (Stream<Path> entries = Files.list(directory)) {
            named = entries.filter(entry -> isOurs(entry.getFileName().toString())).toList();
        }
        List<String> young = new ArrayList<>();
        for (Path entry : named) {
            if (isOfThisBuild(entry)) {
                young.add(entry.getFileName().toString());
            }
        }
        return young;
    }

    /**
     * By its birth: the time of a directory's last change moves when its old contents are touched. JDK 17 does not tell
     * the birth.
     */
    private static boolean isOfThisBuild(Path entry) throws IOException {
        Process stat = new ProcessBuilder("stat", "--format", "%W %Y", entry.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String times = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (times.isEmpty()) {
            return false; // gone meanwhile
        }
        long birth = Long.parseLong(times.substring(0, times.indexOf(' ')));
        long seconds = birth > 0 ? birth : Long.parseLong(times.substring(times.indexOf(' ') + 1));
        return Instant.ofEpochSecond(seconds + 1).isAfter(Instant.parse(BUILD_START));
    }

    private static boolean isOurs(String name) {
        return name.contains("ipcctl-");
    }
}
