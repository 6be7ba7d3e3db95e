package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.ipcctl.pipe.Pipe;
import org.junit.jupiter.api.Test;

class PollTest {
    private static final Deadline ONCE = Deadline.in(Duration.ZERO);

    private static void put(Pipe pipe) {
        pipe.writer().write(ByteBuffer.allocateDirect(1));
    }

    @Test
    void anEmptyPipeIsNotReadableUntilSomethingIsIn() {
        try (Pipe pipe = Pipe.open()) {
            assertThat(Poll.await(pipe.reader(), Poll.IN, ONCE)).isZero();
            assertThat(Poll.await(pipe.writer(), Poll.OUT, ONCE)).isEqualTo(Poll.OUT);
            put(pipe);
            assertThat(Poll.await(pipe.reader(), Poll.IN, Deadline.never())).isEqualTo(Poll.IN);
        }
    }

    @Test
    void aWaitLastsNotLessThanItsSpan() {
        try (Pipe pipe = Pipe.open()) {
            long start = System.nanoTime();
            assertThat(Poll.await(pipe.reader(), Poll.IN, Deadline.in(Duration.ofMillis(30)))).isZero();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
        }
    }

    @Test
    void ofSeveralTheReadyOnesAreTold() {
        try (Pipe a = Pipe.open(); Pipe b = Pipe.open()) {
            put(b);
            Fd[] both = {a.reader(), b.reader()};
            assertThat(Poll.await(both, new int[] {Poll.IN, Poll.IN}, Deadline.never())).containsExactly(0, Poll.IN);
            assertThat(Poll.await(both, new int[] {Poll.IN, 0}, ONCE)).as("0 ignores one").containsExactly(0, 0);
        }
    }

    @Test
    void theOtherEndsCloseIsSeenWhateverWasAskedFor() {
        try (Pipe a = Pipe.open(); Pipe b = Pipe.open()) {
            a.closeWriter();
            assertThat(Poll.await(a.reader(), Poll.IN, Deadline.never())).isEqualTo(Poll.HUP);
            b.closeReader();
            assertThat(Poll.await(b.writer(), Poll.ERR, Deadline.never())).isEqualTo(Poll.ERR);
        }
    }
}
