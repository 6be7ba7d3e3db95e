package org.ipcctl.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ProcessStart;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The locks are those of open files, so processes can be played by objects of one. */
class ClaimDirectoryTest {
    private static final String QUEUE = "/jobs";

    private final Scratch scratch = new Scratch();
    private final List<RuntimeException> complaints = new ArrayList<>();
    private final String name = Scratch.name("claims");
    private final MessageQueue queue = MessageQueue.create(name, QueueAttributes.wanted(5, 64), 0600);
    private final JobQueue jobs = new PosixJobQueue(queue);

    @AfterEach
    void remove() {
        queue.close();
        MessageQueue.unlink(name);
        scratch.close();
    }

    private ClaimDirectory open() {
        return ClaimDirectory.open(scratch.path("state"), QUEUE, 64, Mark.PRIORITY, complaints::add);
    }

    private Claim claim(ClaimDirectory claims, int content) {
        queue.trySend(ByteBuffer.allocateDirect(1).put((byte) content).flip(), content);
        Claim claim = claims.create();
        assertThat(claims.receive(claim, jobs)).isTrue();
        return claim;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(scratch.path("state")))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void theLivingKeepTheirs() {
        try (ClaimDirectory living = open(); Claim claim = claim(living, 1); ClaimDirectory other = open()) {
            assertThat(other.takeOver(0)).isEqualTo(new ClaimDirectory.Left(List.of(), 0));
            assertThat(claim.state()).isEqualTo(Claim.State.CLAIMED);
        }
    }

    @Test
    void thoseOfTheDeadAreTakenOverOnce() throws IOException {
        try (ClaimDirectory dead = open()) {
            claim(dead, 1).close();
            Claim done = claim(dead, 2);
            done.clear();
            done.close();
        }
        try (ClaimDirectory one = open(); ClaimDirectory other = open()) {
            List<Claim> taken = one.takeOver(0).claims();
            assertThat(taken).hasSize(1);
            assertThat(taken.get(0).mark()).isEqualTo(1);
            assertThat(other.takeOver(0).claims()).isEmpty();
            taken.get(0).clear();
            one.remove(taken.get(0));
        }
        assertThat(files()).isEmpty();
        assertThat(complaints).isEmpty();
        assertThat(Path.of(scratch.path("state/jobs"))).doesNotExist();
    }

    /** This process plays the job. */
    @Test
    void aMessageIsLeftToAJobThatOutlivedItsWorker() {
        long self = ProcessHandle.current().pid();
        try (ClaimDirectory dead = open(); Claim claim = claim(dead, 1)) {
            claim.begin();
            claim.worker(self, ProcessStart.of(self));
        }
        try (ClaimDirectory next = open()) {
            assertThat(next.takeOver(0)).isEqualTo(new ClaimDirectory.Left(List.of(), 1));
        }
        // A process that has its number by now is another.
        try (ClaimDirectory next = open()) {
            String left = complainFreeClaim();
            try (Claim claim = Claim.open(left, Mark.PRIORITY)) {
                claim.worker(self, ProcessStart.of(self) + 1);
            }
            assertThat(next.takeOver(0).claims()).hasSize(1);
        }
    }

    /** Its worker was killed when it had begun the job, and not noted which process that is: it ran twice at once. */
    @Test
    void aJobThatIsNotNotedIsFoundByItsInput() throws Exception {
        Process sleeper;
        try (ClaimDirectory dead = open(); Claim claim = claim(dead, 1)) {
            claim.begin();
            try (Fd input = Fd.inMemory(claim.inputName())) {
                sleeper = new ProcessBuilder("sleep", "60")
                        .redirectInput(new File("/proc/" + ProcessHandle.current().pid() + "/fd/" + input.number()))
                        .start();
            }
        }
        try (ClaimDirectory next = open(); Claim claim = Claim.open(complainFreeClaim(), Mark.PRIORITY)) {
            assertThat(next.takeOver(0)).isEqualTo(new ClaimDirectory.Left(List.of(), 1));
            assertThat(claim.pid()).as("from then on it is known, wherever its input goes").isEqualTo(sleeper.pid());
        } finally {
            sleeper.destroyForcibly().waitFor();
        }
        try (ClaimDirectory next = open()) {
            assertThat(next.takeOver(0).claims()).hasSize(1);
        }
    }

    /** What a failed attempt has left behind, with the input of that, is none. */
    @Test
    void afterAFailureNobodyIsLookedFor() {
        try (ClaimDirectory dead = open(); Claim claim = claim(dead, 1);
             Fd input = Fd.inMemory(claim.inputName().replaceAll("0$", "1"))) {
            claim.begin();
            assertThat(input.name()).isEqualTo(claim.inputName());
            claim.failed("for a reason", Instant.now());
            assertThat(claim.isAtWork()).isFalse();
        }
    }

    private String complainFreeClaim() {
        try {
            return files().stream().map(Path::toString).filter(path -> path.matches(".*/\\d+")).findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatIsNoClaimIsToldAndLeft() throws IOException {
        try (ClaimDirectory dead = open()) {
            claim(dead, 1).close();
            Path folder = Path.of(complainFreeClaim()).getParent();
            Files.writeString(folder.resolve("99"), "#!/bin/sh\necho no\n");
            Files.writeString(folder.resolve("other"), "x");
            Files.createSymbolicLink(folder.resolve("98"), Path.of("/etc/passwd"));
        }
        try (ClaimDirectory next = open()) {
            assertThat(next.takeOver(0).claims()).hasSize(1);
            assertThat(complaints).hasSize(2);
            assertThat(files().stream().map(path -> path.getFileName().toString())).contains("99", "other");
        }
    }

    @Test
    void aDirectoryThatOthersCouldChangeIsRefused() throws IOException {
        Path jobs = Files.createDirectories(Path.of(scratch.path("state/jobs")));
        Files.setPosixFilePermissions(jobs, PosixFilePermissions.fromString("rwxrwx---"));
        assertThatThrownBy(this::open).isInstanceOf(KernelException.class)
                .hasMessageContaining("may be written by others");
        Files.delete(jobs);
        Files.createSymbolicLink(jobs, scratch.directory());
        assertThatThrownBy(this::open).isInstanceOf(KernelException.class).hasMessageContaining("symbolic link");
        Files.delete(jobs);
        Files.writeString(jobs, "");
        assertThatThrownBy(this::open).isInstanceOf(KernelException.class).hasMessageContaining("regular file");
    }

    @Test
    void nobodyElseMayLook() throws IOException {
        try (ClaimDirectory claims = open(); Claim claim = claim(claims, 1)) {
            String kept = claims.keep(claim, "{}\n");
            assertThat(Files.readAllBytes(Path.of(kept))).containsExactly(1);
            try (Stream<Path> all = Files.walk(Path.of(scratch.path("state/jobs")))) {
                assertThat(all.map(path -> permissions(path)).distinct()).containsExactlyInAnyOrder("rwx------",
                        "rw-------");
            }
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Begun by a process that was killed between two steps. */
    @Test
    void halfADirectoryIsNoHindrance() throws IOException {
        Path half = Files.createDirectories(Path.of(scratch.path("state/jobs/run-1-2")));
        Path draft = Files.createDirectories(Path.of(scratch.path("state/jobs/run-3-4")));
        for (Path made : List.of(half.getParent(), half, draft)) {
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
        }
        Fd.open(draft.resolve("lock").toString(), Fd.O_RDWR | Fd.O_CREAT, 0600).close();
        Files.writeString(draft.resolve("1.new"), "");
        try (ClaimDirectory next = open()) {
            assertThat(next.takeOver(0).claims()).isEmpty();
        }
        assertThat(complaints).isEmpty();
        assertThat(half.getParent()).doesNotExist();
    }
}
