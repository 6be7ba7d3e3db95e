package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.testing.ChildJvm;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where what is saved or drawn goes. */
class OutputFileTest {
    private static final byte[] NEW = "new".getBytes(StandardCharsets.US_ASCII);

    private final Scratch scratch = new Scratch();
    private final Path file = Path.of(scratch.path("file"));

    @AfterEach
    void close() {
        scratch.close();
    }

    private void write(Path path) {
        OutputFile output = new OutputFile(path);
        output.check();
        output.write(NEW);
    }

    @Test
    void replacesAFileAndKeepsItsMode() throws IOException {
        write(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Object before = Files.getAttribute(file, "unix:ino");
        write(file);
        assertThat(file).hasContent("new");
        assertThat(Files.getAttribute(file, "unix:ino"))
                .as("another file, so that a reader of the old one keeps it whole").isNotEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
        try (var files = Files.list(scratch.directory())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path link = Files.createSymbolicLink(Path.of(scratch.path("link")), Path.of("file"));
        Files.writeString(file, "old");
        write(link);
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void whatIsNoRegularFileIsNotReplaced() throws Exception {
        Cli.run("mkfifo", file.toString()).succeeds();
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        write(file);
        assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo("new");
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).isOther()).as("it is still a FIFO").isTrue();
    }

    @Test
    void aDirectoryIsRefused() {
        assertThatThrownBy(() -> write(scratch.directory())).isInstanceOf(CommandFailure.class)
                .hasMessage("it is a directory");
    }

    @Test
    void aFifoThatNobodyReadsIsWaitedForUntilTheDeadline() {
        Cli.run("mkfifo", file.toString()).succeeds();
        assertThatThrownBy(() -> new OutputFile(file).write(NEW, Duration.ofMillis(50))).isInstanceOfSatisfying(
                KernelException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT));
    }

    @Test
    void aReaderThatTakesNothingIsWaitedForUntilTheDeadline() {
        Cli.run("mkfifo", file.toString()).succeeds();
        try (Fd reader = Fd.open(file.toString(), Fd.O_RDONLY | Fd.O_NONBLOCK, 0)) {
            assertThatThrownBy(() -> new OutputFile(file).write(new byte[1 << 20], Duration.ofMillis(50)))
                    .isInstanceOfSatisfying(KernelException.class,
                            e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT));
            assertThat(reader.number()).isPositive();
        }
    }

    @Test
    void aFullDiskIsTheKernelsLimit() {
        assertThatThrownBy(() -> write(Path.of("/dev/full"))).isInstanceOfSatisfying(KernelException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.ENOSPC));
    }

    /** Its name can be guessed. */
    @Test
    void whatSomebodyElseHasPutInTheWayIsLeft() throws IOException {
        Path planted = Path.of(file + "." + ProcessHandle.current().pid() + ".new");
        Files.writeString(file, "old");
        Files.writeString(planted, "another's");
        assertThatThrownBy(() -> write(file)).isInstanceOfSatisfying(KernelException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
        assertThat(planted).hasContent("another's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench --compare", "bench --with", "bench --save", "guide --figures", "metrics --output",
        "sock replay"})
    void aNameThatIsNoTextIsRefused(String command) {
        String[] words = (command + " x").split(" ");
        words[words.length - 1] = org.ipcctl.kernel.OsString.decode(new byte[] {'a', (byte) 0x9b});
        Cli.run(words).exits(2).complains("contains bytes that are not text in this locale");
    }

    /** A process whose end has begun, whose step at the end writes, and which would write itself meanwhile. */
    static final class Ending {
        private Ending() {}

        public static void main(String[] args) throws InterruptedException {
            OutputFile output = new OutputFile(Path.of(args[0]));
            CountDownLatch ending = new CountDownLatch(1);
            CountDownLatch tried = new CountDownLatch(1);
            ExitHook.run("step", () -> {
                ending.countDown();
                try {
                    tried.await(5, TimeUnit.SECONDS);
                } catch (InterruptedException nobodyInterruptsUs) {
                    throw new IllegalStateException(nobodyInterruptsUs);
                }
                output.write(NEW);
            });
            new Thread(() -> ExitHook.end(7)).start();
            ending.await();
            System.out.println(output.write("too late".getBytes(StandardCharsets.US_ASCII)));
            tried.countDown();
        }
    }

    /** Who came too late waited with the lock that who had to write waited for, and the process did not end. */
    @Test
    void whoWouldWriteWhenTheEndHasBegunKeepsNobodyFromIt() throws Exception {
        ChildJvm.run(List.of(), Ending.class, file.toString()).exits(7).prints("false\n");
        assertThat(file).hasContent("new");
    }
}
