package org.ipcctl.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.Spawn;
import org.junit.jupiter.api.Test;

/** What the experiments see, on real pipes between real processes. */
class ExperimentsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aMessageArrivesByteForByte() {
        Capture capture = Capture.message("%s\\n \udcff x", Deadline.in(LONG));
        assertThat(capture.bytes()).isEqualTo(new byte[] {'%', 's', '\\', 'n', ' ', (byte) 0xFF, ' ', 'x'});
        assertThat(capture.ending()).isEqualTo(new Child.Ending(0, 0));
    }

    @Test
    void moreThanAPipeHoldsIsCapturedToo() {
        Capture capture = Capture.stdout(List.of("sh", "-c", "head -c 1000000 /dev/zero; exit 3"), Deadline.in(LONG));
        assertThat(capture.bytes()).hasSize(1_000_000);
        assertThat(capture.ending()).isEqualTo(new Child.Ending(3, 0));
    }

    @Test
    void aChildThatSaysNothingIsGivenUpAndEnded() {
        try (Pipe input = Pipe.open()) {
            Spawn cat = new Spawn(List.of("cat")).put(input.reader(), 0);
            assertThatThrownBy(() -> Capture.of(cat, 1, Deadline.in(Duration.ofMillis(50))))
                    .isInstanceOfSatisfying(KernelException.class,
                            e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT));
            input.closeReader();
            assertThatThrownBy(() -> input.writer().write(ByteBuffer.allocateDirect(1))).as("nobody reads any more")
                    .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPIPE));
        }
    }

    @Test
    void aBlockedReaderIsToldFromABusyOneAndFromOneThatHasEnded() {
        try (Pipe pipe = Pipe.open(); ChildProcesses crew = new ChildProcesses()) {
            Child reader = crew.start(new Spawn(List.of("cat")).put(pipe.reader(), 0));
            Blocked blocked = Blocked.await(reader, Blocked.Call.READ, 0, Deadline.in(LONG));
            assertThat(blocked.state()).isEqualTo('S');
            assertThat(Blocked.look(reader.pid(), Blocked.Call.WRITE, 1)).isNull();
            assertThat(Blocked.look(reader.pid(), Blocked.Call.READ, 3)).isNull();
            Child busy = crew.start(new Spawn(List.of("sh", "-c", "while :; do :; done")));
            assertThatThrownBy(() -> Blocked.await(busy, Blocked.Call.READ, 0, Deadline.in(Duration.ofMillis(50))))
                    .hasMessageContaining("block in read(0)");
            assertThat(Blocked.await(crew.start(new Spawn(List.of("true"))), Blocked.Call.READ, 0, Deadline.in(LONG)))
                    .isNull();
        }
    }

    @Test
    void recordsUpToPipeBufStayWhole() {
        for (int size : new int[] {1, 512, 4096}) {
            Atomicity seen = Atomicity.measure(4, 1000, size, LONG);
            assertThat(seen.isPromised()).isTrue();
            assertThat(seen.blocked()).as("writers asleep in write at the same time").isEqualTo(4);
            assertThat(seen.complete()).isTrue();
            assertThat(seen.torn()).as("torn records of %d bytes", size).isZero();
        }
    }

    /** Not promised by anyone, but with a pipe that is emptied page by page it has never been otherwise. */
    @Test
    void largeRecordsAreSeenTornAndNoByteIsLost() {
        Atomicity seen = Atomicity.measure(6, 200, 32768, LONG);
        assertThat(seen.isPromised()).isFalse();
        assertThat(seen.complete()).isTrue();
        assertThat(seen.torn()).isBetween(1L, 1200L);
        assertThat(seen.interruptions()).isGreaterThanOrEqualTo(seen.torn());
    }

    @Test
    void theLastCloseAndOnlyThatReleasesTheReader() {
        EndOfFile seen = EndOfFile.observe(LONG);
        assertThat(seen.bothOpen().state()).isEqualTo('S');
        assertThat(seen.passedOn()).isEqualTo(1);
        assertThat(seen.oneOpen().state()).isEqualTo('S');
        assertThat(seen.leftover()).isZero();
        assertThat(seen.ending()).isEqualTo(new Child.Ending(0, 0));
    }

    @Test
    void aWriterWithoutReaderDiesOrIsTold() {
        BrokenPipe seen = BrokenPipe.observe(Deadline.in(LONG));
        assertThat(seen.byDefault()).isEqualTo(new Child.Ending(0, Signals.SIGPIPE));
        assertThat(seen.ignoring().signal()).isZero();
        assertThat(seen.ignoring().status()).isNotZero();
        assertThat(seen.isEpipeSeen()).as(seen.complaint()).isTrue();
        assertThat(seen.ourErrno()).isEqualTo(Errno.EPIPE);
    }

    @Test
    void capacityIsWhatFillingShows() {
        Capacity fresh = Capacity.byDefault();
        assertThat(fresh.filled()).isEqualTo(fresh.capacity());
        Capacity resized = Capacity.afterResize(4 * fresh.limits().pageSize());
        assertThat(resized.filled()).isEqualTo(resized.capacity()).isEqualTo(4 * fresh.limits().pageSize());
        assertThat(Capacity.shrunkWhileFull().errno()).isEqualTo(Errno.EBUSY);
    }
}
