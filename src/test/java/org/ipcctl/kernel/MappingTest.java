package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.ipcctl.testing.ChildJvm;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings of files that somebody shortens, or that have less than they promise. */
class MappingTest {
    private static final List<String> TOUCHING_THE_END = List.of("raw-byte", "copy-in", "copy-out", "fill",
            "buffer-get", "buffer-put");
    private final Scratch scratch = new Scratch();

    @AfterEach
    void remove() {
        scratch.close();
    }

    /**
     * Interpreted, by either compiler, as the launcher of short commands has it, and with the stubs of measured loops.
     */
    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation", "-Djnr.ffi.asm.enabled=false",
        "-XX:+UseParallelGC"})
    void noAccessToAFileThatWasCutEndsTheProcess(String option) throws Exception {
        Needs.that(HandlerCode.ofThisMachine() != null, "no handler of SIGBUS was written for this architecture");
        Outcome outcome = ChildJvm.run(List.of(option, "-XX:ErrorFile=" + scratch.path("hs_err")), ShrunkAccess.class,
                scratch.directory().toString(), option.equals("-Xint") ? "3" : "2000").exits(0);
        List<String> lines = outcome.out().strip().lines().toList();
        assertThat(lines.get(lines.size() - 1).strip()).isEqualTo("done");
        assertThat(lines.subList(0, lines.size() - 1)).hasSize(18)
                .allMatch(line -> line.endsWith(TOUCHING_THE_END.contains(line.split(" ")[0]) ? " 2" : " 1"));
    }

    private Fd file(String name, long length) {
        Fd file = Fd.open(scratch.path(name), Fd.O_RDWR | Fd.O_CREAT, 0600);
        file.truncate(length);
        return file;
    }

    @Test
    void oneThatIsTooShortIsRefused() {
        try (Fd file = file("short", 16)) {
            assertThatThrownBy(() -> Mapping.shared(file, 32, true)).isInstanceOfSatisfying(KernelException.class,
                    e -> {
                        assertThat(e.errno()).isEqualTo(Errno.EINVAL);
                        assertThat(e.reason()).isEqualTo("it has 16 bytes, and 32 are needed");
                    });
            assertThat(file.status().size()).isEqualTo(16);
        }
    }

    @Test
    void whatIsNoRegularFileIsRefused() {
        try (Fd directory = Fd.open(scratch.directory().toString(), Fd.O_RDONLY, 0)) {
            assertThatThrownBy(() -> Mapping.shared(directory, 1, false)).isInstanceOf(KernelException.class)
                    .hasMessageContaining("it is a directory and cannot be mapped");
        }
    }

    @Test
    void aWritableMappingHasItsMemoryFromTheStart() {
        try (Fd file = file("sparse", 4 * PageSize.bytes());
             Mapping mapping = Mapping.shared(file, 4 * PageSize.bytes(), true)) {
            assertThat(file.status().allocated()).isGreaterThanOrEqualTo(4 * PageSize.bytes());
            assertThat(mapping.buffer().getLong(8)).isZero();
            mapping.check();
        }
    }

    @Test
    void aHoleThatIsOnlyLookedAtStaysOne() {
        try (Fd file = file("hole", PageSize.bytes());
             Mapping mapping = Mapping.shared(file, PageSize.bytes(), false)) {
            assertThat(mapping.isShortened()).isFalse();
            assertThat(file.status().allocated()).isZero();
        }
    }

    /** Only the entry that faulted says so, and one that is used again has forgotten it. */
    @Test
    void oneMappingsFaultIsNotAnothers() {
        Needs.that(HandlerCode.ofThisMachine() != null, "no handler of SIGBUS was written for this architecture");
        try (Fd first = file("first", 64); Fd second = file("second", 64);
             Mapping whole = Mapping.shared(first, 64, true)) {
            try (Mapping cut = Mapping.shared(second, 64, true)) {
                second.truncate(0);
                assertThat(cut.isShortened()).isTrue();
                assertThat(cut.hasFaulted()).isFalse();
                assertThat(cut.buffer().getInt(0)).isZero();
                assertThatThrownBy(cut::check).isInstanceOf(KernelException.class)
                        .hasMessageContaining("another process shortened it while it was in use");
                assertThat(whole.hasFaulted()).isFalse();
            }
            second.truncate(64);
            try (Mapping again = Mapping.shared(second, 64, true)) {
                again.buffer().putInt(0, 7);
                again.check();
                ByteBuffer seen = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
                second.readAt(seen, 0);
                assertThat(seen.getInt(0)).isEqualTo(7);
            }
        }
    }

    /**
     * A fault elsewhere is HotSpot's affair as before: its own code for mapped files gets an InternalError, a little
     * later.
     */
    @Test
    void faultsOfOthersStillReachTheJvm() throws Exception {
        Path path = Path.of(scratch.path("jdk"));
        Files.write(path, new byte[4096]);
        try (Fd file = file("guarded", 64); Mapping mapping = Mapping.shared(file, 64, true);
             FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer theirs = channel.map(FileChannel.MapMode.READ_ONLY, 0, 4096);
            channel.truncate(0);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread reader = new Thread(() -> {
                theirs.get(new byte[4096]);
                LockSupport.parkNanos(1_000_000);
            });
            reader.setUncaughtExceptionHandler((thread, failure) -> thrown.set(failure));
            reader.start();
            reader.join(10_000);
            assertThat(thrown.get()).isInstanceOf(InternalError.class);
            assertThat(mapping.hasFaulted()).isFalse();
        }
    }
}
