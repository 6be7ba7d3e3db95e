package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

    @Test
    void aTetherThatWasClosedLeavesNoHook() {
        try (Pipe stdin = Pipe.open()) {
            Child child = new Spawn(List.of("cat")).put(stdin.reader(), 0).start();
            AtEnd tether = child.tether(SIGTERM);
            tether.close();
            tether.close();
            assertThat(child.poll()).isNull();
            stdin.closeReader();
            stdin.closeWriter();
            assertThat(child.await(Deadline.in(LONG)).shellStatus()).isZero();
        }
    }
}
