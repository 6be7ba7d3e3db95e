package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.ipcctl.pipe.Pipe;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

class FdTest {
    private static final int F_GETFD = 1;
    /** The lowest free number is any thread's next; above this one there is only what a test of here puts there. */
    private static final int NOBODYS = 700;

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    @Test
    void wouldBlockIsZeroAndTheEndOfTheFileIsMinusOne() {
        try (Pipe pipe = Pipe.open()) {
            pipe.reader().setNonblocking(true);
            assertThat(pipe.reader().isNonblocking()).isTrue();
            assertThat(pipe.reader().readSome(ByteBuffer.allocateDirect(4))).isZero();
            pipe.writer().write(bytes(1, 2, 3));
            ByteBuffer into = ByteBuffer.allocateDirect(2);
            assertThat(pipe.reader().readSome(into)).isEqualTo(2);
            assertThat(into.position()).isEqualTo(2);
            assertThat(pipe.reader().readSome(into.clear())).isEqualTo(1);
            pipe.closeWriter();
            assertThat(pipe.reader().readSome(into.clear())).isEqualTo(-1);
            assertThat(pipe.reader().read(into.clear())).isEqualTo(-1);
            assertThat(into.position()).isZero();
        }
    }

    @Test
    void aReadIntoAFullBufferIsNotTheEndOfTheFile() {
        try (Pipe pipe = Pipe.open()) {
            assertThat(pipe.reader().read(ByteBuffer.allocateDirect(0))).isZero();
        }
    }

    /** Its number is another's by then, often at once. */
    @Test
    void aClosedOneReachesNobodyElsesFile() {
        try (Pipe pipe = Pipe.open()) {
            Fd closed = pipe.reader().duplicateAbove(NOBODYS);
            int number = closed.number();
            closed.close();
            try (Fd next = pipe.reader().duplicateAbove(NOBODYS)) {
                assertThat(next.number()).isEqualTo(number);
                pipe.writer().write(bytes(1));
                assertThatThrownBy(() -> closed.readSome(ByteBuffer.allocateDirect(1))).isInstanceOfSatisfying(
                        KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBADF));
                assertThat(Poll.await(closed, Poll.IN, Deadline.never())).isEqualTo(Poll.NVAL);
                closed.close();
                assertThat(next.readable()).isEqualTo(1);
            }
        }
    }

    @Test
    void aFullPipeWritesNothingMore() {
        try (Pipe pipe = Pipe.open()) {
            pipe.writer().setNonblocking(true);
            ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 20);
            assertThat(pipe.writer().writeSome(chunk)).isEqualTo((int) pipe.capacity());
            assertThat(chunk.position()).isEqualTo((int) pipe.capacity());
            assertThat(pipe.writer().writeSome(chunk)).isZero();
        }
    }

    @Test
    void writeFullyWaitsForRoomAlsoInNonblockingMode() throws InterruptedException {
        byte[] sent = new byte[300_000];
        new Random(3).nextBytes(sent);
        try (Pipe pipe = Pipe.open()) {
            pipe.writer().setNonblocking(true);
            Thread writer = new Thread(() -> {
                pipe.writer().writeFully(ByteBuffer.allocateDirect(sent.length).put(sent).flip());
                pipe.closeWriter();
            });
            writer.start();
            ByteBuffer received = ByteBuffer.allocateDirect(sent.length + 1);
            while (pipe.reader().read(received) >= 0) {
                assertThat(received.hasRemaining()).isTrue();
            }
            writer.join(30_000);
            assertThat(received.flip()).isEqualTo(ByteBuffer.wrap(sent));
        }
    }

    @Test
    void aClosedReaderIsAnErrorNotASignal() {
        try (Pipe pipe = Pipe.open()) {
            pipe.closeReader();
            assertThatThrownBy(() -> pipe.writer().write(bytes(1))).isInstanceOfSatisfying(KernelException.class, e -> {
                assertThat(e.errno()).isEqualTo(Errno.EPIPE);
                assertThat(e.subject()).isEqualTo("pipe (write end)");
            });
        }
    }

    @Test
    void positionsAreTheCallersOwn() {
        try (Scratch scratch = new Scratch(); Fd file = Fd.open(scratch.path("f"), Fd.O_RDWR | Fd.O_CREAT, 0600)) {
            file.writeFullyAt(bytes(1, 2, 3, 4), 10);
            ByteBuffer into = ByteBuffer.allocateDirect(8);
            assertThat(file.readAt(into, 12)).isEqualTo(2);
            assertThat(into.flip()).isEqualTo(bytes(3, 4));
            assertThat(file.readAt(into.clear(), 14)).isEqualTo(-1);
            assertThat(file.status().size()).isEqualTo(14);
            file.allocate(0, 100);
            assertThat(file.status().size()).isEqualTo(100);
            file.truncate(3);
            assertThat(file.status().size()).isEqualTo(3);
        }
    }

    @Test
    void everyDescriptorIsCloseOnExec() {
        try (Scratch scratch = new Scratch(); Fd file = Fd.open(scratch.path("f"), Fd.O_RDWR | Fd.O_CREAT, 0600);
             Fd copy = file.duplicate(); Fd high = file.duplicateAbove(100); Pipe pipe = Pipe.open()) {
            for (Fd fd : new Fd[] {file, copy, high, pipe.reader(), pipe.writer()}) {
                assertThat(fd.control(F_GETFD, "F_GETFD", 0)).as("FD_CLOEXEC of %s", fd).isEqualTo(1);
            }
            assertThat(high.number()).isGreaterThan(100);
        }
    }

    @Test
    void closingTwiceDoesNotCloseSomebodyElses() {
        try (Scratch scratch = new Scratch(); Fd file = Fd.open(scratch.path("f"), Fd.O_RDWR | Fd.O_CREAT, 0600)) {
            Fd first = file.duplicateAbove(NOBODYS);
            int number = first.number();
            first.close();
            try (Fd second = file.duplicateAbove(NOBODYS)) {
                assertThat(second.number()).isEqualTo(number);
                first.close();
                assertThat(second.status().size()).isZero();
            }
        }
    }

    @Test
    void aBorrowedOneStaysOpen() {
        try (Scratch scratch = new Scratch(); Fd file = Fd.open(scratch.path("f"), Fd.O_RDWR | Fd.O_CREAT, 0600)) {
            Fd.borrow(file.number(), "it").close();
            assertThat(file.status().size()).isZero();
        }
    }

    @Test
    void whatIsNotThereIsToldWithItsName() {
        assertThatThrownBy(() -> Fd.open("/no/such/file", Fd.O_RDONLY, 0))
                .hasMessage("/no/such/file: no such file or directory (open: ENOENT)");
    }
}
