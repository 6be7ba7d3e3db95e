package org.ipcctl.cli.sem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files under a semaphore's name that are none: anybody may put them there. */
class NotASemaphoreTest {
    private final String name = Scratch.name("no-sem");
    private final String good = Scratch.name("good-sem");
    private final Path file = Path.of("/dev/shm/sem." + name.substring(1));

    @BeforeEach
    void create() {
        NamedSemaphore.create(good, 0600, 3).close();
    }

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(file);
        NamedSemaphore.unlink(good);
    }

    private void make(String what) throws Exception {
        switch (what) {
            case "empty" -> Files.createFile(file);
            case "short" -> Files.write(file, new byte[16]);
            case "sparse" -> {
                try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                    sparse.setLength(32);
                }
            }
            case "other" -> Files.writeString(file, "What is in here is text, and was never a semaphore.");
            case "FIFO" -> assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
            case "directory" -> Files.createDirectory(file);
            case "link" -> Files.createSymbolicLink(file, Path.of("/dev/shm/sem." + good.substring(1)));
            default -> ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(file))
                    .close();
        }
    }

    @ParameterizedTest
    @CsvSource({"empty, it has 0 bytes", "short, it has 16 bytes", "sparse, it contains something else",
        "other, it contains something else",
        "FIFO, it is a FIFO", "directory, it is a directory", "link, it is a symbolic link", "socket, it is a socket"})
    void everyCommandSaysSoAndTheListGoesOn(String what, String why) throws Exception {
        make(what);
        for (List<String> command : List.of(List.of("get"), List.of("stat"), List.of("post"),
                List.of("post", "-n", "2"), List.of("wait"),
                List.of("wait", "-t", "1s"), List.of("create"), List.of("create", "-n", "1"))) {
            String[] words = java.util.stream.Stream
                    .of(List.of("sem", command.get(0), name), command.subList(1, command.size()))
                    .flatMap(List::stream).toArray(String[]::new);
            Cli.run(words).exits(1).complains("the file " + file + " is not a semaphore: " + why);
        }
        Cli.run("sem", "run", name, "--init", "1", "--", "true").exits(1).complains(why);
        Cli.run("shm", "write", Scratch.name("never"), "x", "--lock", "sem:" + name).exits(1).complains(why);
        List<Map<String, Object>> rows = Json.rows(Cli.run("sem", "ls", "-J").succeeds().out());
        assertThat(rows).anySatisfy(row -> assertThat(row).containsEntry("name", good).containsEntry("value", 3L));
        boolean listed = List.of("empty", "short", "sparse", "other").contains(what);
        assertThat(rows.stream().filter(row -> name.equals(row.get("name"))).toList()).hasSize(listed ? 1 : 0)
                .allSatisfy(row -> assertThat(row).containsEntry("value", null).containsEntry("owner_name",
                        System.getProperty("user.name")));
    }

    @Test
    void aBatchGoesOnAfterIt() throws Exception {
        make("empty");
        Cli.reading("sem get " + name + "\nsem wait " + name + "\nsem get " + good + "\n")
                .execute("batch", "--keep-going")
                .exits(1).prints("3\n");
    }

    /** As shared memory and queues have it. */
    @Test
    void createTellsWhereTheValueIsAnother() {
        Cli.run("sem", "create", good).succeeds();
        Cli.run("sem", "create", good, "-n", "5").exits(4).complains(
                "it exists already, and its value is now 3, not 5 (linkat: EEXIST)",
                "remove it first with 'ipcctl sem rm " + good.substring(1) + "'");
        Cli.run("sem", "create", good, "-n", "3").succeeds();
        assertThat(NamedSemaphore.value(good)).isEqualTo(3);
    }
}
