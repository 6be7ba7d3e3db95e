package org.ipcctl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our half of glibc's protocol, with glibc as the other. */
class ProcessMutexTest {
    private static final int ROUNDS = 5_000;
    private static final int THREADS = 3;
    private static final int COUNTER = 248;
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(60));

    private final Scratch scratch = new Scratch();
    private final String name = Scratch.name("mutex");
    private SharedMemory memory;
    private Mapping mapping;

    @BeforeEach
    void create() {
        scratch.atEnd(() -> SharedMemory.unlink(name));
        memory = SharedMemory.unnamed(name, 0600);
        memory.resize(SyncBlock.LENGTH);
        mapping = memory.map(SyncBlock.LENGTH, true);
        ProcessMutex.create(name, mapping);
        assertThat(memory.publish()).isTrue();
    }

    @AfterEach
    void remove() {
        mapping.close();
        memory.close();
        scratch.close();
    }

    @Test
    void threadsOfOursAndACProgramLoseNoCount() {
        try (Peer peer = Peer.start(CPrograms.path("sync_peer"), name).says("ready")) {
            peer.tell("count " + ROUNDS);
            List<CompletableFuture<Void>> ours = IntStream.range(0, THREADS)
                    .mapToObj(i -> CompletableFuture.runAsync(this::count)).toList();
            ours.forEach(CompletableFuture::join);
            peer.says("count " + ROUNDS + " ok");
        }
        assertThat(mapping.buffer().getLong(COUNTER)).isEqualTo((THREADS + 1L) * ROUNDS);
        assertThat(ProcessMutex.of(name, mapping).state()).isEqualTo(ProcessMutex.State.FREE);
    }

    private void count() {
        ProcessMutex mutex = ProcessMutex.of(name, mapping);
        ByteBuffer bytes = mapping.buffer();
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(mutex.lock(SOON)).isEqualTo(ProcessMutex.Taken.YES);
            bytes.putLong(COUNTER, bytes.getLong(COUNTER) + 1);
            mutex.unlock();
        }
    }

    @Test
    void aThreadThatEndsWithItLeavesItToTheNextOneWhoIsTold() throws InterruptedException {
        Thread thread = new Thread(() -> ProcessMutex.of(name, mapping).lock(SOON));
        thread.start();
        thread.join();
        ProcessMutex mutex = ProcessMutex.of(name, mapping);
        // Java says that it has ended a little before the kernel sees that.
        assertThat(mutex.lock(SOON)).isEqualTo(ProcessMutex.Taken.OWNER_DIED);
        assertThat(mutex.previousHolder()).isEqualTo((int) ProcessHandle.current().pid());
        mutex.unlock();
    }

    @Test
    void whoWasRobbedOfItSaysSo() {
        ProcessMutex mutex = ProcessMutex.of(name, mapping);
        assertThat(mutex.lock(Deadline.once())).isEqualTo(ProcessMutex.Taken.YES);
        mapping.buffer().putInt(64, 1);
        assertThatThrownBy(mutex::unlock).isInstanceOf(KernelException.class)
                .hasMessageContaining("no longer says");
        assertThat(mutex.lock(Deadline.in(Duration.ofMillis(10)))).isEqualTo(ProcessMutex.Taken.NO);
    }

    @Test
    void aThreadHasOneAtATime() {
        ProcessMutex mutex = ProcessMutex.of(name, mapping);
        assertThat(mutex.lock(SOON)).isEqualTo(ProcessMutex.Taken.YES);
        SharedMemory other = SharedMemory.unnamed(name, 0600);
        other.resize(SyncBlock.LENGTH);
        try (other; Mapping elsewhere = other.map(SyncBlock.LENGTH, true)) {
            ProcessMutex second = ProcessMutex.create(name, elsewhere);
            assertThatThrownBy(() -> second.lock(SOON)).isInstanceOf(IllegalStateException.class);
        }
        mutex.unlock();
        assertThat(mutex.state()).isEqualTo(ProcessMutex.State.FREE);
    }
}
