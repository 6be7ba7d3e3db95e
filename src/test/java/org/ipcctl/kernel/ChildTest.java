package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ipcctl.pipe.Pipe;
import org.junit.jupiter.api.Test;

/** Waiting for a child's end, which the test itself brings about: it holds the child's stdin open. */
class ChildTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int SIGTERM = 15;

    @Test
    void runsUntilItEndsAndIsReapedOnce() {
        try (Pipe stdin = Pipe.open()) {
            Child child = new Spawn(List.of("cat")).put(stdin.reader(), 0).start();
            stdin.closeReader();
            assertThat(child.pid()).isPositive();
            assertThat(child.poll()).isNull();
            assertThat(child.await(Deadline.in(Duration.ZERO))).isNull();
            assertThat(child.await(Deadline.in(Duration.ofMillis(5)))).isNull();
            stdin.closeWriter();
            assertThat(child.await(Deadline.in(LONG))).isEqualTo(new Child.Ending(0, 0));
            assertThat(child.poll()).isEqualTo(new Child.Ending(0, 0));
            assertThat(child.await()).isEqualTo(new Child.Ending(0, 0));
            assertThat(ProcessHandle.of(child.pid())).as("no zombie is left").isEmpty();
        }
    }

    @Test
    void aSignalEndsIt() {
        try (Pipe stdin = Pipe.open()) {
            Child child = new Spawn(List.of("cat")).put(stdin.reader(), 0).start();
            child.signal(SIGTERM);
            assertThat(child.await(Deadline.in(LONG))).isEqualTo(new Child.Ending(0, SIGTERM));
            child.signal(SIGTERM);
        }
    }

    @Test
    void whileOneThreadWaitsAnotherCanSignal() throws InterruptedException {
        try (Pipe stdin = Pipe.open()) {
            Child child = new Spawn(List.of("cat")).put(stdin.reader(), 0).start();
            Child.Ending[] seen = new Child.Ending[1];
            Thread waiter = new Thread(() -> seen[0] = child.await());
            waiter.start();
            child.signal(SIGTERM);
            waiter.join(LONG.toMillis());
            assertThat(seen[0]).isEqualTo(new Child.Ending(0, SIGTERM));
        }
    }

    /**
     * What ended a benchmark by Ctrl-C with a stack trace: one thread reaped between the other's look and its
     * pidfd_open.
     */
    @Test
    void aChildThatAnotherThreadReapsMeanwhileIsNoErrorForWhoWaitsForItOrSignalsIt() throws InterruptedException {
        for (int i = 0; i < 150; i++) {
            Child child = new Spawn(List.of("true")).start();
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            List<Thread> all = new ArrayList<>();
            List<Runnable> users = List.of(() -> child.await(Deadline.in(LONG)), () -> child.await(Deadline.in(LONG)),
                    () -> {
                        child.signal(SIGTERM);
                        child.watch().close();
                    });
            for (Runnable user : users) {
                Thread thread = new Thread(user);
                thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
                all.add(thread);
            }
            all.forEach(Thread::start);
            for (Thread thread : all) {
                thread.join(LONG.toMillis());
            }
            assertThat(failures).isEmpty();
            assertThat(child.poll()).isNotNull();
        }
    }

    @Test
    void theWatchOfAChildThatIsGoneIsReadableAtOnce() {
        Child child = new Spawn(List.of("true")).start();
        assertThat(child.await(Deadline.in(LONG))).isEqualTo(new Child.Ending(0, 0));
        try (Fd watch = child.watch()) {
            assertThat(Poll.await(watch, Poll.IN, Deadline.in(LONG))).isNotZero();
        }
        child.signal(SIGTERM);
        child.stop();
    }

    @Test
    void aChildThatTheKernelReapedIsNoError() {
        // A number that is nobody's child, as that of one whose parent ignores SIGCHLD.
        Child child = new Child(1, "init");
        assertThat(child.poll()).isEqualTo(new Child.Ending(127, 0));
        assertThat(child.await(Deadline.in(LONG)).shellStatus()).isEqualTo(127);
        child.signal(SIGTERM);
    }

    @Test
    void aTetherThatWasClosedLeavesNoHook() {
        try (Pipe stdin = Pipe.open()) {
            Child child = new Spawn(List.of("cat")).put(stdin.reader(), 0).start();
            ExitHook tether = child.tether();
            tether.close();
            tether.close();
            assertThat(child.poll()).isNull();
            stdin.closeReader();
            stdin.closeWriter();
            assertThat(child.await(Deadline.in(LONG)).shellStatus()).isZero();
        }
    }
}
