package org.ipcctl.sem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Named semaphores, between two handles and between two processes. */
class NamedSemaphoreTest {
    private static final Duration SOON = Duration.ofMillis(30);

    private final String name = Scratch.name("sem");
    private NamedSemaphore semaphore;

    @BeforeEach
    void create() {
        semaphore = NamedSemaphore.create(name, 0600, 2);
    }

    @AfterEach
    void unlink() {
        semaphore.close();
        NamedSemaphore.unlink(name);
    }

    @Test
    void whatOneHandleTakesTheOtherDoesNotHave() {
        try (NamedSemaphore other = NamedSemaphore.open(name)) {
            assertThat(semaphore.tryAcquire()).isTrue();
            assertThat(other.acquire(Deadline.never())).isTrue();
            assertThat(other.value()).isZero();
            assertThat(semaphore.tryAcquire()).isFalse();
            other.post();
            assertThat(semaphore.value()).isEqualTo(1);
        }
    }

    @Test
    void aWaitEndsAtItsDeadlineAndNotBefore() {
        semaphore.tryAcquire();
        semaphore.tryAcquire();
        long start = System.nanoTime();
        assertThat(semaphore.acquire(Deadline.in(SOON))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SOON.toNanos());
        assertThat(semaphore.acquire(Deadline.in(Duration.ZERO))).isFalse();
    }

    @Test
    void itIsTheOneThatCProgramsSee() {
        semaphore.tryAcquire();
        semaphore.tryAcquire();
        try (Peer c = Peer.start(CPrograms.path("sem_poster"), name)) {
            c.says("ready").tell("post");
            assertThat(semaphore.acquire(Deadline.in(Duration.ofSeconds(10)))).isTrue();
            c.says("posted").tell("wait").tell("wait").tell("wait");
            semaphore.post();
            semaphore.unchecked().post();
            semaphore.unchecked().post();
            c.says("taken").says("taken").says("taken");
            assertThat(semaphore.value()).isZero();
        }
    }

    @Test
    void openRefusesWhatIsNotThereAndCreateWhatIs() {
        assertThatThrownBy(() -> NamedSemaphore.open(name + "-none"))
                .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
        assertThatThrownBy(() -> NamedSemaphore.create(name, 0600, 0))
                .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
        NamedSemaphore.openOrCreate(name, 0600, 7).close();
        assertThat(semaphore.value()).isEqualTo(2);
    }

    @Test
    void aValueBeyondTheLargestIsRefused() {
        String full = Scratch.name("full");
        try (NamedSemaphore largest = NamedSemaphore.create(full, 0600, NamedSemaphore.MAX_VALUE)) {
            assertThatThrownBy(largest::post)
                    .isInstanceOfSatisfying(KernelException.class,
                            e -> assertThat(e.errno()).isEqualTo(Errno.EOVERFLOW));
        } finally {
            NamedSemaphore.unlink(full);
        }
    }
}
