package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a spawned child is given, and what it is not. */
class SpawnTest {
    private static final int SIGQUIT = 3;
    private static final int SIGPIPE = 13;

    private final Scratch scratch = new Scratch();

    @AfterEach
    void removeFiles() {
        scratch.close();
    }

    private Fd file(String name) {
        return Fd.open(scratch.path(name), Fd.O_RDWR | Fd.O_CREAT, 0600);
    }

    private static Child.Ending end(Child child) {
        Child.Ending ending = child.await(Deadline.in(Duration.ofSeconds(30)));
        assertThat(ending).as("the child ends").isNotNull();
        return ending;
    }

    /** Runs {@code spawn} with its stdout in a file and returns what it wrote. */
    private String output(Spawn spawn) {
        try (Fd out = file("out")) {
            assertThat(end(spawn.put(out, 1).start())).isEqualTo(new Child.Ending(0, 0));
            return OsString.decode(Files.readAllBytes(Path.of(scratch.path("out"))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theChildHasExactlyTheDescriptorsThatItIsGiven() throws IOException {
        try (Fd input = file("in"); Fd extra = file("extra"); Fd stray = file("stray").duplicateAbove(40)) {
            // An open file without close-on-exec is what the JVM itself is full of.
            stray.control(2, "F_SETFD", 0);
            List<String> lines = output(new Spawn(List.of(CPrograms.path("fds"))).put(input, 0).put(extra, 5)).lines()
                    .toList();
            assertThat(lines).hasSize(4).noneMatch(line -> line.contains("cloexec") || line.contains("stray"));
            assertThat(lines.get(0)).isEqualTo("0 " + scratch.path("in"));
            assertThat(lines.get(1)).isEqualTo("1 " + scratch.path("out"));
            assertThat(lines.get(2)).startsWith("2 ");
            assertThat(lines.get(3)).isEqualTo("5 " + scratch.path("extra"));
        }
    }

    /** As the JVM does when it looks how much memory its cgroup has. */
    @Test
    void whatOtherThreadsHaveJustOpenedIsNotTheChilds() throws InterruptedException {
        try (Fd extra = file("extra"); Opener opener = new Opener()) {
            opener.isAtWork();
            for (int i = 0; i < 40; i++) {
                assertThat(output(new Spawn(List.of(CPrograms.path("fds"))).put(extra, 200))).contains("200 ")
                        .doesNotContain(Opener.FILE);
            }
        }
    }

    /** Number 3 goes to 4 and number 4 to 3: a plain dup2 of the first would overwrite the source of the second. */
    @Test
    void targetsThatAreSourcesOfOthersAreNotMixedUp() {
        try (Fd a = file("a"); Fd b = file("b")) {
            List<String> lines = output(new Spawn(List.of(CPrograms.path("fds"))).put(a, b.number()).put(b, a.number()))
                    .lines().toList();
            assertThat(lines).contains(b.number() + " " + scratch.path("a"), a.number() + " " + scratch.path("b"));
        }
    }

    @Test
    void aDescriptorMayKeepItsNumberAndMayBeGivenTwice() {
        try (Fd a = file("a")) {
            List<String> lines = output(
                    new Spawn(List.of(CPrograms.path("fds"))).put(a, a.number()).put(a, a.number() + 2))
                    .lines().toList();
            assertThat(lines).contains(a.number() + " " + scratch.path("a"), a.number() + 2 + " " + scratch.path("a"))
                    .noneMatch(line -> line.contains("cloexec"));
        }
    }

    @Test
    void nothingOfTheChildStaysOpenHere() {
        int before = new java.io.File("/proc/self/fd").list().length;
        for (int i = 0; i < 20; i++) {
            output(new Spawn(List.of("true")));
        }
        assertThat(new java.io.File("/proc/self/fd").list().length).isLessThan(before + 10);
    }

    @Test
    void signalsAreUnblockedAndHaveTheirDefaultActions() {
        assertThat(signals("/proc/thread-self/status", "SigBlk").testBit(SIGQUIT - 1)
                || signals("/proc/self/status", "SigCgt")
                        .testBit(SIGPIPE - 1))
                .as("the JVM itself is different").isTrue();
        output(new Spawn(List.of("cat", "/proc/self/status")));
        String status = scratch.path("out");
        assertThat(signals(status, "SigBlk")).isZero();
        assertThat(signals(status, "SigIgn")).isZero();
    }

    private static BigInteger signals(String file, String field) {
        try {
            return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(field + ":")).findFirst()
                    .map(line -> new BigInteger(line.substring(7).strip(), 16)).orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void sigquitAndSigpipeEndIt() {
        for (int signal : new int[] {SIGQUIT, SIGPIPE}) {
            Child child = new Spawn(List.of("sh", "-c", "ulimit -c 0; kill -" + signal + " $$; exit 0")).start();
            assertThat(end(child)).isEqualTo(new Child.Ending(0, signal));
        }
    }

    @Test
    void argumentsArriveByteForByte() {
        byte[] wild = {(byte) 0xFF, ' ', '\'', '\n', (byte) 0xC3, '$', '*'};
        String text = output(new Spawn(List.of("printf", "%s|", OsString.decode(wild), "", "-x")));
        assertThat(OsString.encode(text))
                .isEqualTo(concat(wild, "||-x|".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void theEnvironmentIsWhatItIsGiven() {
        List<byte[]> entries = new ArrayList<>(List.of(OsString.encode("A=1"), OsString.encode("B=two words")));
        assertThat(output(new Spawn(List.of("/usr/bin/env")).environment(entries))).isEqualTo("A=1\nB=two words\n");
    }

    @Test
    void withoutThatItIsOurs() {
        assertThat(output(new Spawn(List.of("sh", "-c", "printf %s \"$PATH\"")))).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void statusAndSignalAreToldApart() {
        Child.Ending exited = end(new Spawn(List.of("sh", "-c", "exit 143")).start());
        Child.Ending killed = end(new Spawn(List.of("sh", "-c", "kill -TERM $$")).start());
        assertThat(exited).isEqualTo(new Child.Ending(143, 0));
        assertThat(killed).isEqualTo(new Child.Ending(0, 15));
        assertThat(exited.shellStatus()).isEqualTo(killed.shellStatus()).isEqualTo(143);
    }

    @Test
    void aCommandThatIsNotThereSaysSo() {
        assertThatThrownBy(() -> new Spawn(List.of("no-such-command-" + ProcessHandle.current().pid())).start())
                .isInstanceOfSatisfying(KernelException.class, e -> {
                    assertThat(e.errno()).isEqualTo(Errno.ENOENT);
                    assertThat(e.call()).isEqualTo("posix_spawnp");
                    assertThat(e.reason()).isEqualTo("command not found");
                });
        assertThatThrownBy(() -> new Spawn(List.of(scratch.path("none"))).start()).hasMessageContaining("no such file");
    }

    @Test
    void aCommandThatCannotBeRunSaysWhy() throws IOException {
        Path script = Files.writeString(Path.of(scratch.path("script")), "echo no first line\n");
        assertThatThrownBy(() -> new Spawn(List.of(script.toString())).start())
                .hasMessageContaining("permission to execute it is denied");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(script, "#!/no/such/interpreter\n");
        assertThatThrownBy(() -> new Spawn(List.of(script.toString())).start()).hasMessageContaining("its interpreter");
        assertThatThrownBy(() -> new Spawn(List.of(scratch.directory().toString())).start())
                .hasMessageContaining("it is a directory");
    }

    @Test
    void argumentsBeyondWhatTheKernelTakesAreAnErrorAndNoCrash() {
        assertThatThrownBy(() -> new Spawn(List.of("true", "x".repeat(200_000))).start())
                .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.E2BIG));
    }

    @Test
    void inputComesFromTheDescriptorThatWasPut() {
        try (Fd in = file("in")) {
            in.writeFullyAt(ByteBuffer.allocateDirect(3).put(new byte[] {'a', 'b', 'c'}).flip(), 0);
            assertThat(output(new Spawn(List.of("cat")).put(in, 0))).isEqualTo("abc");
        }
    }

    private Spawn tethered(String... words) {
        return new Spawn(List.of(words)).tethered(refused -> {
            throw refused;
        });
    }

    @Test
    void aTetheredChildHasNothingOfItsTether() {
        try (Fd extra = file("extra")) {
            List<String> lines = output(tethered(CPrograms.path("fds")).put(extra, 3).add(extra, 10)).lines().toList();
            assertThat(lines).hasSize(5).noneMatch(line -> line.contains("cloexec") || line.contains("tether"));
            assertThat(lines.get(4)).isEqualTo("10 " + scratch.path("extra"));
        }
    }

    @Test
    void aTetheredChildIsFoundAndRefusedAsAnyOther() throws IOException {
        assertThat(output(tethered("sh", "-c", "echo $0 $1", "a", "b"))).isEqualTo("a b\n");
        Path script = Path.of(scratch.path("script"));
        Files.writeString(script, "echo script $1\n");
        assertThatThrownBy(() -> tethered(script.toString()).start()).isInstanceOf(KernelException.class)
                .hasMessageContaining("EACCES");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        assertThat(output(tethered(script.toString(), "x"))).isEqualTo("script x\n");
        Files.writeString(script, "#!/no/such/interpreter\n");
        assertThatThrownBy(() -> tethered(script.toString()).start()).hasMessageContaining("ENOENT")
                .hasMessageContaining("interpreter");
        assertThatThrownBy(() -> tethered("no-such-command").start()).hasMessageContaining("command not found");
        assertThatThrownBy(() -> tethered("true", "x".repeat(200_000)).start()).hasMessageContaining("E2BIG");
    }

    @Test
    void aTetheredChildEndsWithTheThreadThatStartedIt() throws InterruptedException {
        Child[] child = new Child[1];
        Thread thread = new Thread(() -> child[0] = tethered("sleep", "3599").start());
        thread.start();
        thread.join();
        assertThat(end(child[0])).isEqualTo(new Child.Ending(0, 9));
    }
}
