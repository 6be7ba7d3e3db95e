package org.ipcctl.sem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wants several of a semaphore sleeps until there are enough, and keeps from nobody what is not enough for him. */
class SeveralAtOnceTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final String name = Scratch.name("several");
    private final NamedSemaphore semaphore = NamedSemaphore.create(name, 0600, 0);
    private Peer c;

    @BeforeEach
    void start() {
        c = Peer.start(CPrograms.path("sem_poster"), name).says("ready");
    }

    @AfterEach
    void remove() {
        c.close();
        semaphore.close();
        NamedSemaphore.unlink(name);
    }

    /** Asleep when this returns. */
    private CompletableFuture<Boolean> waiting(int count, Deadline deadline, int value) throws IOException {
        int before = asleep(Integer.toHexString(value)).size();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try (NamedSemaphore own = NamedSemaphore.open(name)) {
                return own.acquire(count, deadline);
            }
        }, task -> {
            Thread thread = new Thread(task, "several");
            thread.setDaemon(true);
            thread.start();
        });
        awaitAsleep(value, before + 1);
        return waiting;
    }

    private static void awaitAsleep(int value, int count) {
        Until.holds(count + " are asleep while the value is " + value,
                () -> asleep(Integer.toHexString(value)).size() == count);
    }

    /**
     * Our threads that sleep in futex(2) on a word that others map, too, while that is {@code value}, in hexadecimal;
     * parked ones do on their own.
     */
    private static List<Path> asleep(String value) throws IOException {
        Pattern call = Pattern.compile("(202|98) 0x[0-9a-f]+ 0x9 0x" + value + " .*", Pattern.DOTALL);
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(
                    task -> text(task, "comm").equals("several\n") && call.matcher(text(task, "syscall")).matches()
                            && text(task, "stat").contains(") S "))
                    .toList();
        }
    }

    private static String text(Path task, String file) {
        try {
            return Files.readString(task.resolve(file));
        } catch (IOException ended) {
            return "";
        }
    }

    private void post() {
        c.tell("post").says("posted");
    }

    private static void taken(CompletableFuture<Boolean> waiting) throws Exception {
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    }

    private int counted() throws IOException {
        return SemLayout.waiters(ByteBuffer.wrap(Files.readAllBytes(Path.of("/dev/shm/sem." + name.substring(1))))
                .order(ByteOrder.nativeOrder()).getLong(0));
    }

    /** It looked each millisecond. */
    @Test
    void whoWantsTwoSleepsWhileThereIsOne() throws Exception {
        CompletableFuture<Boolean> two = waiting(2, Deadline.in(LONG), 0);
        post();
        awaitAsleep(1, 1);
        post();
        taken(two);
        assertThat(semaphore.value()).isZero();
        assertThat(counted()).isZero();
    }

    /** What woke who wants two is passed on to a C program, which sleeps behind. */
    @Test
    void oneIsNotKeptByWhoWantsTwo() throws Exception {
        CompletableFuture<Boolean> two = waiting(2, Deadline.never(), 0);
        try (Peer one = Peer.start(CPrograms.path("sem_poster"), name)) {
            one.says("ready").tell("wait");
            Asleep.FUTEX.await(one.pid());
            post();
            one.says("taken");
        }
        semaphore.post(2);
        taken(two);
        assertThat(semaphore.value()).isZero();
    }

    /** The post wakes who came first, and its two would be enough for the other. */
    @ParameterizedTest
    @ValueSource(ints = {2, 31, 40})
    void whoWantsMorePassesOnToWhoWantsLess(int less) throws Exception {
        semaphore.post(less - 1);
        CompletableFuture<Boolean> first = waiting(less + 8, Deadline.in(LONG), less - 1);
        CompletableFuture<Boolean> second = waiting(less, Deadline.never(), less - 1);
        post();
        taken(second);
        assertThat(first).isNotDone();
        semaphore.post(less + 8);
        taken(first);
        assertThat(semaphore.value()).isZero();
        assertThat(counted()).isZero();
    }

    /**
     * They would wake each other some thousand times; each gets up for what is posted, and perhaps for what another
     * passed on.
     */
    @ParameterizedTest
    @ValueSource(ints = {3, 50})
    void thoseForWhomThereAreTooFewLetEachOtherSleep(int wanted) throws Exception {
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int more = 0; more < 6; more++) {
            all.add(waiting(wanted + more, Deadline.in(LONG.multipliedBy(2)), 0));
        }
        semaphore.post(wanted - 1);
        long end = System.nanoTime() + LONG.toNanos();
        List<Integer> before;
        List<Integer> after = List.of();
        do {
            assertThat(System.nanoTime()).as("when %s were asleep at last", after).isLessThan(end);
            before = after;
            Thread.sleep(100);
            after = switches();
        } while (after.size() < all.size() || !after.equals(before));
        assertThat(after).allMatch(times -> times < 200);
        for (int more = 0; more < 6; more++) {
            semaphore.post(more == 0 ? 1 : wanted + more);
            taken(all.get(more));
        }
        assertThat(semaphore.value()).isZero();
    }

    /** How often each sleeper got up so far. */
    private static List<Integer> switches() throws IOException {
        return asleep("[0-9a-f]+").stream()
                .map(task -> text(task, "status").lines().filter(line -> line.startsWith("voluntary"))
                        .map(line -> Integer.valueOf(line.replaceAll("\\D", ""))).findFirst().orElse(0))
                .toList();
    }

    @Test
    void theDeadlineEndsTheSleepAndTakesNothing() throws Exception {
        semaphore.post();
        assertThat(semaphore.acquire(2, Deadline.in(Duration.ofMillis(30)))).isFalse();
        assertThat(semaphore.value()).isEqualTo(1);
        assertThat(counted()).isZero();
    }
}
