package org.ipcctl.sem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Semaphores whose file is no longer what it was, and the queue of those who wait. */
class CutSemaphoreTest {
    private static final String TURN = "turn";
    private static final String FUTEX = System.getProperty("os.arch").equals("aarch64") ? "98" : "202";
    private static final int FUTEX_PRIVATE_FLAG = 0x80;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final String name = Scratch.name("cut");
    private final Path file = Path.of("/dev/shm/sem." + name.substring(1));

    @BeforeEach
    void create() {
        NamedSemaphore.create(name, 0600, 0).close();
    }

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    private void cut(long size) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private CompletableFuture<Boolean> waiting(int count, Deadline deadline) {
        return waiting(count, deadline, "waiter");
    }

    private CompletableFuture<Boolean> waiting(int count, Deadline deadline, String thread) {
        return CompletableFuture.supplyAsync(() -> {
            try (NamedSemaphore semaphore = NamedSemaphore.open(name)) {
                return semaphore.acquire(count, deadline);
            }
        }, task -> new Thread(task, thread).start());
    }

    /** Until {@code count} are counted as waiters, which they do right before they sleep. */
    private void awaitWaiters(int count) {
        Until.holds(count + " wait", () -> SemLayout.waiters(
                ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder()).getLong(0)) == count);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 16})
    void aWaitEndsWhenTheFileIsCut(long size) throws Exception {
        CompletableFuture<Boolean> waiting = waiting(1, Deadline.never());
        awaitWaiters(1);
        cut(size);
        // 16 bytes keep the page, so only the look at the size can tell.
        assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EIO))
                .hasMessageContaining("another process shortened it while it was in use");
    }

    /** In the C library it would sleep for good, or abort(3). */
    @Test
    void aMeasuredWaitOnACutFileDoesNotBegin() {
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try (NamedSemaphore semaphore = NamedSemaphore.open(name)) {
                UncheckedSemaphore wire = semaphore.unchecked();
                wire.post();
                wire.await();
                cut(0);
                wire.await();
            }
        }, task -> {
            Thread thread = new Thread(task, "waiter");
            thread.setDaemon(true);
            thread.start();
        });
        assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EIO));
    }

    /** Who waits is woken by a C program's sem_post(3), and wakes who waits in the C library. */
    @Test
    void measuredWaitsAndPostsAreThoseOfTheCLibrary() throws Exception {
        try (Peer c = Peer.start(CPrograms.path("sem_poster"), name);
             NamedSemaphore semaphore = NamedSemaphore.open(name)) {
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> semaphore.unchecked().await(),
                    task -> new Thread(task, "waiter").start());
            awaitWaiters(1);
            c.says("ready").tell("post");
            waiting.get(60, TimeUnit.SECONDS);
            c.says("posted").tell("wait").tell("wait").tell("wait");
            awaitWaiters(1);
            for (int i = 0; i < 3; i++) {
                semaphore.unchecked().post();
            }
            c.says("taken").says("taken").says("taken");
        }
    }

    @Test
    void aWaitEndsWhenTheFileIsWrittenAnewAndNobodyWouldWakeIt() throws Exception {
        byte[] contents = Files.readAllBytes(file);
        CompletableFuture<Boolean> waiting = waiting(1, Deadline.never());
        awaitWaiters(1);
        Files.write(file, contents, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS)).cause().isInstanceOf(KernelException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(contents);
    }

    @Test
    void eachOperationOnACutSemaphoreFails() {
        for (var operation : List.<java.util.function.Consumer<NamedSemaphore>>of(NamedSemaphore::post,
                NamedSemaphore::value,
                NamedSemaphore::tryAcquire, s -> s.post(2), s -> s.acquire(2, Deadline.once()),
                s -> s.acquire(Deadline.in(Duration.ofMillis(20))))) {
            try (NamedSemaphore semaphore = NamedSemaphore.openOrCreate(name, 0600, 3)) {
                cut(0);
                assertThatThrownBy(() -> operation.accept(semaphore)).isInstanceOfSatisfying(KernelException.class,
                        e -> assertThat(e.errno()).isIn(Errno.EIO, Errno.EINVAL));
            }
            NamedSemaphore.unlink(name);
        }
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // served tells
    void whoCameFirstIsServedFirst() throws Exception {
        BlockingQueue<Integer> served = new LinkedBlockingQueue<>();
        for (int i = 1; i <= 4; i++) {
            int number = i;
            waiting(1, number % 2 == 0 ? Deadline.never() : Deadline.in(LONG), TURN)
                    .thenAccept(taken -> served.add(number));
            awaitWaiters(i);
            awaitAsleep(i);
        }
        try (NamedSemaphore semaphore = NamedSemaphore.open(name)) {
            for (int i = 1; i <= 4; i++) {
                semaphore.post();
                assertThat(served.poll(60, TimeUnit.SECONDS)).isEqualTo(i);
            }
        }
    }

    /**
     * Until so many threads of this process sleep in futex(2) on a semaphore, and not in a lock of the JVM's, which is
     * a private futex.
     */
    private static void awaitAsleep(int count) {
        Until.holds(count + " are asleep", () -> asleep() >= count);
    }

    private static long asleep() throws IOException {
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(CutSemaphoreTest::isAsleepWaiter).count();
        }
    }

    private static boolean isAsleepWaiter(Path task) {
        try {
            String[] call = Files.readString(task.resolve("syscall")).strip().split(" ");
            return Files.readString(task.resolve("comm")).strip().equals(TURN) && call.length > 2
                    && call[0].equals(FUTEX)
                    && (Long.decode(call[2]) & FUTEX_PRIVATE_FLAG) == 0;
        } catch (IOException ended) {
            return false;
        }
    }

    @Test
    void aCProgramThatWaitedBeforeIsServedBefore() throws Exception {
        try (Peer c = Peer.start(CPrograms.path("sem_poster"), name)) {
            c.says("ready").tell("wait");
            awaitWaiters(1);
            CompletableFuture<Boolean> ours = waiting(1, Deadline.never(), TURN);
            awaitWaiters(2);
            awaitAsleep(1);
            try (NamedSemaphore semaphore = NamedSemaphore.open(name)) {
                semaphore.post();
                c.says("taken");
                assertThat(ours).isNotDone();
                semaphore.post();
                assertThat(ours.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void severalAreGivenAtOnceOrNotAtAll() {
        try (NamedSemaphore semaphore = NamedSemaphore.open(name)) {
            semaphore.post(Integer.MAX_VALUE - 1);
            assertThatThrownBy(() -> semaphore.post(2)).isInstanceOfSatisfying(KernelException.class,
                    e -> assertThat(e.errno()).isEqualTo(Errno.EOVERFLOW));
            assertThat(semaphore.value()).isEqualTo(Integer.MAX_VALUE - 1);
            semaphore.post(1);
            assertThat(semaphore.acquire(Integer.MAX_VALUE, Deadline.once())).isTrue();
        }
    }
}
