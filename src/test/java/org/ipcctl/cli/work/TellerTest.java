package org.ipcctl.cli.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TellerTest {
    private final CountDownLatch taken = new CountDownLatch(1);
    private final List<String> told = new ArrayList<>();
    private final Teller teller = new Teller("teller of a test");

    @AfterEach
    void close() {
        taken.countDown();
        teller.close();
    }

    private void await() {
        try {
            taken.await();
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    @Test
    void everythingIsToldInItsOrderByAnotherThread() throws IOException {
        Thread[] by = new Thread[1];
        assertThat(teller.tell(() -> by[0] = Thread.currentThread())).isTrue();
        assertThat(teller.tell(() -> told.add("one"))).isTrue();
        assertThat(teller.tell(() -> told.add("two"))).isTrue();
        assertThat(by[0]).isNotSameAs(Thread.currentThread());
        assertThat(told).containsExactly("one", "two");
        assertThat(teller.isLost()).isFalse();
    }

    @Test
    void aFailureIsTheCallers() {
        assertThatThrownBy(() -> teller.tell(() -> {
            throw new IOException("nobody reads");
        })).isInstanceOf(IOException.class).hasMessage("nobody reads");
        assertThatThrownBy(() -> teller.tell(() -> {
            throw new IllegalStateException("a bug");
        })).isInstanceOf(IllegalStateException.class).hasMessage("a bug");
    }

    /** As a call of which -v tells, made while something is told. */
    @Test
    void whatIsToldMeanwhileByTheSameThreadIsToldAtOnce() throws IOException {
        teller.tell(() -> teller.tell(() -> told.add("within")));
        assertThat(told).containsExactly("within");
    }

    @Test
    void withAPatienceWhatNobodyTakesIsGivenUp() throws IOException {
        teller.patience(Duration.ofMillis(20));
        assertThat(teller.tell(this::await)).isFalse();
        assertThat(teller.isLost()).isTrue();
        assertThat(teller.tell(() -> told.add("never"))).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void aPatienceThatComesWhileSomethingIsToldHoldsForThatToo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Thread signal = new Thread(() -> {
            try {
                begun.await();
            } catch (InterruptedException nobodyInterruptsUs) {
                throw new IllegalStateException(nobodyInterruptsUs);
            }
            teller.patience(Duration.ofMillis(20));
        });
        signal.start();
        assertThat(teller.tell(() -> {
            begun.countDown();
            await();
        })).isFalse();
        signal.join();
    }

    /** As a call that is made when the command is over. */
    @Test
    void afterItsEndItIsTheCallerWhoTells() throws Exception {
        Thread[] by = new Thread[1];
        teller.tell(() -> {
            by[0] = Thread.currentThread();
            told.add("one");
        });
        teller.close();
        by[0].join();
        assertThat(teller.tell(() -> told.add("two"))).isTrue();
        assertThat(told).containsExactly("one", "two");
    }
}
