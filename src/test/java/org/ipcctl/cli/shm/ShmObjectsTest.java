package org.ipcctl.cli.shm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.shm.ShmDirectory;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creating, resizing, showing, listing and removing objects. */
class ShmObjectsTest {
    private final Memories memories = new Memories();

    @AfterEach
    void remove() {
        memories.close();
    }

    @Test
    void createReservesZeros() {
        String name = memories.create("zeros", 100_000);
        FileStatus status = ShmDirectory.status(name);
        assertThat(status.size()).isEqualTo(100_000);
        assertThat(status.allocated()).isGreaterThanOrEqualTo(100_000);
        assertThat(status.permissions()).isEqualTo(0600 & ~org.ipcctl.kernel.Files.umask());
        assertThat(Cli.run("shm", "read", name).succeeds().outBytes()).isEqualTo(new byte[100_000]);
        Cli.run("shm", "create", name, "--size", "100000").succeeds();
        Cli.run("shm", "create", name, "--size", "100000", "--exclusive").exits(4).complains("it exists already",
                "ipcctl shm rm");
        Cli.run("shm", "create", name, "--size", "1").exits(4).complains("100000 bytes, not 1", "ipcctl shm resize");
        Cli.run("shm", "create", memories.name("none")).exits(2).complains("missing --size SIZE");
    }

    @Test
    void whatDoesNotFitIntoMemoryLeavesNothing() {
        String name = memories.name("huge");
        Cli.run("shm", "create", name, "--size", "1E").exits(7).complains(name, "/dev/shm is full", "remount");
        Cli.run("shm", "stat", name).exits(3);
        Cli.run("shm", "create", name, "--size", "10").succeeds();
        Cli.run("shm", "resize", name, "1E").exits(7);
        assertThat(ShmDirectory.status(name).size()).isEqualTo(10);
        Cli.run("shm", "write", name, "x", "--truncate", "--offset", "1E").exits(7);
        assertThat(ShmDirectory.status(name).size()).isEqualTo(10);
    }

    @Test
    void resizeGrowsByReservedZerosAndCuts() {
        String name = memories.name("resize");
        Cli.run("shm", "write", name, "abc", "--create").succeeds();
        Cli.run("shm", "resize", name, "64K").succeeds().prints("");
        assertThat(ShmDirectory.status(name).allocated()).isEqualTo(65536);
        Cli.run("shm", "resize", name, "2").succeeds();
        Cli.run("shm", "resize", name, "4").succeeds();
        Cli.run("shm", "read", name).prints("ab\0\0");
        Cli.run("shm", "resize", memories.name("absent"), "4").exits(3);
    }

    @Test
    void resizeReservesNothingForAHoleThatWasThere() throws IOException {
        String name = memories.create("sparse", 1);
        try (RandomAccessFile object = new RandomAccessFile("/dev/shm" + name, "rw")) {
            object.setLength(1L << 40);
        }
        Cli.run("shm", "resize", name, Long.toString((1L << 40) + 65536)).succeeds();
        assertThat(ShmDirectory.status(name).size()).isEqualTo((1L << 40) + 65536);
        assertThat(ShmDirectory.status(name).allocated()).isBetween(65536L, 1L << 20);
    }

    @Test
    void lsAndStatTellTheSame() {
        String name = memories.create("listed", 5000);
        String semaphore = memories.semaphore("unlisted");
        NamedSemaphore.create(semaphore, 0600, 1).close();
        List<Map<String, Object>> listed = Json.rows(Cli.run("shm", "ls", "--format", "json").succeeds().out());
        Map<String, Object> stat = Json.row(Cli.run("shm", "stat", name, "--format", "json").succeeds().out());
        assertThat(listed).contains(stat).noneMatch(object -> object.get("name").toString().contains("unlisted"));
        assertThat(stat).containsEntry("size_bytes", 5000L).containsEntry("allocated_bytes", 8192L);
    }

    @Test
    void removesEachThatItCan() {
        String first = memories.create("rm-a", 1);
        String second = memories.create("rm-b", 1);
        String absent = memories.name("rm-c");
        Cli.run("shm", "rm", first, absent, second).exits(3).complains(absent, "no such shared memory object",
                "ipcctl shm ls");
        Cli.run("shm", "stat", first).exits(3);
        Cli.run("shm", "stat", second).exits(3);
        Cli.run("shm", "rm", "-f", absent).succeeds();
        Cli.run("shm", "rm", "-f").succeeds();
        Cli.run("shm", "rm").exits(2).complains("missing NAME");
        Cli.run("shm", "rm", "a/b").exits(2).complains("'a/b' contains a slash");
    }

    /** Neither waited for nor removed, whatever the command. */
    @ParameterizedTest
    @CsvSource({"FIFO, mkfifo", "directory, mkdir", "symbolic link, ln -s /etc/passwd", "socket, "})
    void whatIsNoSharedMemoryIsRefused(String kind, String make) throws Exception {
        String name = memories.name("other");
        Path path = Path.of("/dev/shm" + name);
        if (make != null) {
            assertThat(new ProcessBuilder("sh", "-c", make + " " + path).start().waitFor()).isZero();
        }
        if (make == null) {
            ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path)).close();
        }
        try {
            for (String command : List.of("read", "dump", "stat", "rm")) {
                Cli.run("shm", command, name).exits(1)
                        .complains("it is a " + kind + " in /dev/shm and not a shared memory object");
            }
            Cli.run("shm", "write", name, "x").exits(1).complains("it is a " + kind);
            Cli.run("shm", "write", name, "x", "--create").exits(1).complains("it is a " + kind);
            Cli.run("shm", "create", name, "--size", "1").exits(1).complains("it is a " + kind);
            Cli.run("shm", "resize", name, "1").exits(1).complains("it is a " + kind);
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void semaphoresAreNoSharedMemory() {
        Cli.run("shm", "rm", "sem.x").exits(2).complains("is where glibc keeps the semaphore 'x'");
        Cli.run("shm", "create", "/sem.x", "--size", "1").exits(2);
    }

    @RepeatedTest(5)
    void manyCreatorsAtOnceMakeOneObjectAndNeverFail() {
        String name = memories.name("race");
        List<CompletableFuture<Outcome>> writers = IntStream.range(0, 8).mapToObj(i -> Cli.reading("" + i)
                .start("shm", "write", name, "--create", "--size", "8", "--offset", "" + i)).toList();
        writers.forEach(writer -> writer.join().succeeds());
        Cli.run("shm", "read", name).succeeds().prints("01234567");
    }

    @Test
    void dumpIsWhatHexdumpPrints() throws Exception {
        Needs.program("hexdump", "bsdextrautils");
        for (int size : new int[] {0, 1, 8, 15, 16, 17, 33, 4096, 100_003}) {
            byte[] bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            Arrays.fill(bytes, size / 3, size / 2, (byte) 'z');
            String name = memories.name("dump");
            Cli.reading(bytes).execute("shm", "write", name, "--create").succeeds();
            Process hexdump = new ProcessBuilder("hexdump", "-C", "/dev/shm" + name).start();
            Cli.run("shm", "dump", name).succeeds()
                    .prints(new String(hexdump.getInputStream().readAllBytes(), US_ASCII));
            Process whole = new ProcessBuilder("hexdump", "-C", "-v", "-s", Integer.toString(size / 3),
                    "/dev/shm" + name).start();
            Cli.run("shm", "dump", name, "--all", "-o", Integer.toString(size / 3)).succeeds()
                    .prints(new String(whole.getInputStream().readAllBytes(), US_ASCII));
        }
    }
}
