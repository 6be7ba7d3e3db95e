package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(30));

    private static CompletableFuture<Boolean> asking(Interruption interruption) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> answer.complete(interruption.ask()));
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    @Test
    void endsAWaitOnceAndTheNextWaitIsItsOwn() throws Exception {
        try (Fd neverReadable = Fd.inMemory("nothing"); Interruption interruption = Interruption.ofThisThread()) {
            CompletableFuture<Boolean> answer = asking(interruption);
            assertThatThrownBy(() -> Poll.await(neverReadable, Poll.HUP, Deadline.never()))
                    .isInstanceOf(Interruption.Interrupted.class);
            assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Poll.await(neverReadable, Poll.HUP, Deadline.in(Duration.ofMillis(1)))).isZero();
        }
    }

    @Test
    void whoAsksAgainBeforeItWasHeardIsToldSo() throws Exception {
        try (Interruption interruption = Interruption.ofThisThread()) {
            CompletableFuture<Boolean> first = asking(interruption);
            CompletableFuture<Boolean> second = asking(interruption);
            CompletableFuture<Object> earlier = CompletableFuture.anyOf(first, second);
            assertThat(earlier.get(30, TimeUnit.SECONDS)).as("one waits to be heard, the other is refused")
                    .isEqualTo(false);
            assertThatThrownBy(Interruption::check).isInstanceOf(Interruption.Interrupted.class);
            assertThat(first.get(30, TimeUnit.SECONDS)).isNotEqualTo(second.get(30, TimeUnit.SECONDS));
        }
    }

    /** As a batch has one around each command, and a command one around its wait. */
    @Test
    void aWaitHearsOfTheOuterOneToo() throws Exception {
        try (Interruption outer = Interruption.ofThisThread()) {
            try (Interruption inner = Interruption.ofThisThread()) {
                CompletableFuture<Boolean> answer = asking(outer);
                assertThatThrownBy(() -> Poll.await(new Fd[0], new int[0], Deadline.in(Duration.ofSeconds(30))))
                        .isInstanceOf(Interruption.Interrupted.class);
                assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
                answer = asking(inner);
                assertThatThrownBy(() -> Poll.await(new Fd[0], new int[0], Deadline.in(Duration.ofSeconds(30))))
                        .isInstanceOf(Interruption.Interrupted.class);
                assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
            }
            CompletableFuture<Boolean> answer = asking(outer);
            assertThatThrownBy(() -> Poll.await(new Fd[0], new int[0], Deadline.in(Duration.ofSeconds(30))))
                    .isInstanceOf(Interruption.Interrupted.class);
            assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void askingEndsWithWhatWouldHear() throws Exception {
        CompletableFuture<Boolean> answer;
        try (Interruption interruption = Interruption.ofThisThread()) {
            answer = asking(interruption);
        }
        assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
        Interruption.check();
    }

    @Test
    void anInnerOneLeavesTheOuterOneAsItWas() throws Exception {
        try (Fd neverReadable = Fd.inMemory("nothing"); Interruption outer = Interruption.ofThisThread()) {
            try (Interruption inner = Interruption.ofThisThread()) {
                CompletableFuture<Boolean> answer = asking(inner);
                assertThatThrownBy(() -> Poll.await(neverReadable, Poll.HUP, Deadline.never()))
                        .isInstanceOf(Interruption.Interrupted.class);
                assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
            }
            CompletableFuture<Boolean> answer = asking(outer);
            assertThatThrownBy(() -> Poll.await(neverReadable, Poll.HUP, Deadline.never()))
                    .isInstanceOf(Interruption.Interrupted.class);
            assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void otherThreadsGoOnWaiting() throws Exception {
        var other = Executors.newSingleThreadExecutor();
        try (Fd neverReadable = Fd.inMemory("nothing"); Interruption interruption = Interruption.ofThisThread()) {
            var waits = other.submit(() -> Poll.await(neverReadable, Poll.HUP, Deadline.in(Duration.ofMillis(50))));
            CompletableFuture<Boolean> answer = asking(interruption);
            assertThatThrownBy(() -> Poll.await(neverReadable, Poll.HUP, SOON))
                    .isInstanceOf(Interruption.Interrupted.class);
            assertThat(waits.get(30, TimeUnit.SECONDS)).isZero();
            assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            other.shutdown();
        }
    }
}
