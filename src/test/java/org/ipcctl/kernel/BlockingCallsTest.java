package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ipcctl.pipe.Pipe;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The call that blocks is read(2) of an empty pipe. */
@Timeout(60)
class BlockingCallsTest {
    private final Pipe pipe = Pipe.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1);
    private final LongSupplier read = () -> LibC.C.read(pipe.reader().number(), buffer, 1);

    @AfterEach
    void close() {
        pipe.close();
    }

    private void write() {
        pipe.writer().write(ByteBuffer.allocateDirect(1));
    }

    private static Deadline millis(long millis) {
        return Deadline.in(Duration.ofMillis(millis));
    }

    @Test
    void aDeadlineEndsACallNotBeforeItsTime() {
        try (BlockingCalls calls = new BlockingCalls()) {
            long begin = System.nanoTime();
            assertThat(calls.attempt("read", "pipe", read, millis(120))).isEqualTo(-Errno.ETIMEDOUT);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(120));
            assertThat(calls.attempt("read", "pipe", read, millis(10))).isEqualTo(-Errno.ETIMEDOUT);
            assertThat(calls.attempt("read", "pipe", read, millis(0))).isEqualTo(-Errno.ETIMEDOUT);
            write();
            assertThat(calls.attempt("read", "pipe", read, millis(60_000))).isEqualTo(1);
        }
    }

    /** On a busy host a deadline is over before the call is made, and "timed out" was told of what was there. */
    @Test
    void whatIsThereIsHadHoweverLateTheCallerComes() {
        try (BlockingCalls calls = new BlockingCalls()) {
            for (int i = 0; i < 100; i++) {
                write();
                assertThat(calls.attempt("read", "pipe", read, millis(0))).isEqualTo(1);
                assertThat(calls.attempt("read", "pipe", read, millis(0))).isEqualTo(-Errno.ETIMEDOUT);
            }
            write();
            assertThat(calls.attempt("read", "pipe", read, Deadline.once())).isEqualTo(-Errno.ETIMEDOUT);
        }
    }

    /** Each has a later deadline than the one before, and the watcher sleeps until an early one. */
    @Test
    void manyCallsShareOneWatcher() throws Exception {
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 2000; i++) {
                write();
                Thread.yield();
            }
        });
        try (BlockingCalls calls = new BlockingCalls()) {
            writer.start();
            for (int i = 0; i < 2000; i++) {
                assertThat(calls.attempt("read", "pipe", read, millis(30_000))).isEqualTo(1);
            }
            writer.join();
            assertThat(calls.attempt("read", "pipe", read, millis(60))).isEqualTo(-Errno.ETIMEDOUT);
        }
    }

    @Test
    void aCallMayComeFromAnotherThreadEachTime() throws Exception {
        try (BlockingCalls calls = new BlockingCalls()) {
            assertThat(calls.attempt("read", "pipe", read, millis(10))).isEqualTo(-Errno.ETIMEDOUT);
            assertThat(CompletableFuture.supplyAsync(() -> calls.attempt("read", "pipe", read, millis(10))).get())
                    .isEqualTo(-Errno.ETIMEDOUT);
        }
    }

    @Test
    void aReaderThatLeavesEndsThisCallAndAllLaterOnes() {
        try (Pipe outlet = Pipe.open()) {
            ReaderGone gone = new ReaderGone(outlet.writer());
            try (BlockingCalls calls = new BlockingCalls(gone)) {
                assertThat(calls.attempt("read", "pipe", read, millis(20))).isEqualTo(-Errno.ETIMEDOUT);
                CompletableFuture<Void> leaving = CompletableFuture.runAsync(() -> outlet.reader().close());
                assertThat(calls.attempt("read", "pipe", read, Deadline.never())).isEqualTo(ReaderGone.VERDICT);
                assertThat(calls.attempt("read", "pipe", read, Deadline.never())).isEqualTo(ReaderGone.VERDICT);
                assertThat(gone.failure().errno()).isEqualTo(Errno.EPIPE);
                leaving.join();
            }
        }
    }

    @Test
    void aFileThatLosesItsNameEndsIt() {
        try (Scratch scratch = new Scratch(); Fd file = Fd.open(scratch.path("file"), Fd.O_RDONLY | Fd.O_CREAT, 0600)) {
            try (Removal removal = new Removal(file); BlockingCalls calls = new BlockingCalls(removal)) {
                file.setMode(0644);
                assertThat(calls.attempt("read", "pipe", read, millis(50))).isEqualTo(-Errno.ETIMEDOUT);
                CompletableFuture<Void> removing = CompletableFuture.runAsync(() -> Files.unlink(scratch.path("file")));
                assertThat(calls.attempt("read", "pipe", read, Deadline.never())).isEqualTo(Removal.VERDICT);
                removing.join();
            }
            // And where it had none from the start.
            try (Removal removal = new Removal(file); BlockingCalls calls = new BlockingCalls(removal)) {
                assertThat(removal.descriptor()).isNull();
                assertThat(calls.attempt("read", "pipe", read, Deadline.never())).isEqualTo(Removal.VERDICT);
            }
        }
    }

    /** An Error too, for memory may have run out. */
    @Test
    void aWaitThatNobodyLooksAfterAnyMoreEndsWithWhatHappened() {
        OutOfMemoryError happened = new OutOfMemoryError("for a test");
        BlockingCalls.Watch watch = new BlockingCalls.Watch() {
            @Override
            public Fd descriptor() {
                return null;
            }

            @Override
            public int events() {
                return 0;
            }

            @Override
            public long look(int seen) {
                throw happened;
            }
        };
        try (BlockingCalls calls = new BlockingCalls(watch)) {
            assertThatThrownBy(() -> calls.attempt("read", "pipe", read, Deadline.never())).isSameAs(happened);
        }
    }

    @Test
    void endEndsItFromOutside() throws Exception {
        try (Pipe outlet = Pipe.open(); BlockingCalls calls = new BlockingCalls(new ReaderGone(outlet.writer()))) {
            isEndedFromOutside(calls);
        }
    }

    @Test
    void endEndsWhatNothingElseWould() throws Exception {
        try (BlockingCalls calls = new BlockingCalls().endable()) {
            isEndedFromOutside(calls);
        }
    }

    private void isEndedFromOutside(BlockingCalls calls) throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CompletableFuture<Long> answer = CompletableFuture.supplyAsync(() -> calls.attempt("read", "pipe", () -> {
            called.countDown();
            return read.getAsLong();
        }, Deadline.never()));
        assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
        calls.end();
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(BlockingCalls.ENDED);
        assertThat(calls.attempt("read", "pipe", read, Deadline.never())).isEqualTo(BlockingCalls.ENDED);
    }

    @Test
    void aCallThatWasNeverMadeCanBeEndedToo() {
        try (Pipe outlet = Pipe.open(); BlockingCalls calls = new BlockingCalls(new ReaderGone(outlet.writer()))) {
            calls.end();
            assertThat(calls.attempt("read", "pipe", read, Deadline.never())).isEqualTo(BlockingCalls.ENDED);
            assertThat(calls.attempt("read", "pipe", read, millis(30_000))).isEqualTo(BlockingCalls.ENDED);
        }
    }

    @Test
    void aSlowOneIsTold() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (BlockingCalls calls = new BlockingCalls().whenSlow(told::countDown)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                write();
            });
            long begin = System.nanoTime();
            assertThat(calls.attempt("read", "pipe", read, Deadline.never())).isEqualTo(1);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(1_000_000_000);
            writing.get();
        }
    }
}
