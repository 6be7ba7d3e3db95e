package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void neverHasNoEnd() {
        Deadline never = Deadline.never();
        assertThat(never.isBounded()).isFalse();
        assertThat(never.hasPassed()).isFalse();
        assertThat(never.remainingMillis()).isEqualTo(-1);
        assertThat(never.remainingNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.inOrNever(null)).isSameAs(never);
        assertThat(never.restarted()).isSameAs(never);
    }

    @Test
    void zeroHasPassedAtOnce() {
        Deadline now = Deadline.in(Duration.ZERO);
        assertThat(now.hasPassed()).isTrue();
        assertThat(now.remainingMillis()).isZero();
        assertThat(now.remainingNanos()).isZero();
    }

    @Test
    void millisecondsAreRoundedUpSoThatNoWaitIsCutShort() {
        Deadline hour = Deadline.in(Duration.ofHours(1));
        long nanos = hour.remainingNanos();
        assertThat(hour.remainingMillis() * 1_000_000L).isBetween(nanos - 1_000_000_000L, nanos + 1_000_000L);
        Deadline soon = Deadline.in(Duration.ofNanos(1));
        assertThat(soon.remainingMillis()).isBetween(0, 1);
    }

    @Test
    void aSpanTooLongForPollIsTheLongestItTakes() {
        assertThat(Deadline.in(Duration.ofDays(365)).remainingMillis()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void restartedCountsFromNowAgain() {
        Deadline passed = Deadline.in(Duration.ofNanos(1));
        while (!passed.hasPassed()) {
            Thread.onSpinWait();
        }
        Deadline hour = Deadline.in(Duration.ofHours(1));
        assertThat(hour.restarted().remainingNanos()).isGreaterThanOrEqualTo(hour.remainingNanos());
    }

    @Test
    void theMessageSaysHowLongAndForWhat() {
        assertThat(Deadline.in(Duration.ofMillis(200)).passed("poll", "/jobs", "a message"))
                .hasMessage("/jobs: timed out after 200ms waiting for a message (poll: ETIMEDOUT)");
        assertThat(Deadline.in(Duration.ofSeconds(2)).passed("poll", "/jobs", "room").reason())
                .isEqualTo("timed out after 2s waiting for room");
    }
}
