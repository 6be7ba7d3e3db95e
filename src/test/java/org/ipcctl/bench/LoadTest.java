package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawIo;
import org.ipcctl.pipe.Pipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both sides under load: a message's time is that since it was due, and each is counted once, however many send and
 * receive.
 */
@Timeout(60)
class LoadTest {
    private static final int PAGE = 4096;
    private static final long MILLI = 1_000_000;

    private final Pipe pipe = Pipe.open();

    /** A pipe, of which messages can be held up, lost or doubled. */
    private class Pipeline extends Channel {
        @Override
        public long bufferBytes() {
            return PAGE;
        }

        @Override
        public void send(long address, int size) {
            RawIo.write(pipe.writer(), address, size);
        }

        @Override
        public int receive(long address, int most) {
            return RawIo.read(pipe.reader(), address, most);
        }

        @Override
        public void close() {
            pipe.close();
        }
    }

    @AfterEach
    void close() {
        pipe.close();
    }

    private static Setup setup(int size, Load load, boolean verify) {
        return new Setup("pipe", Metric.LOAD, size, "", "", Tuning.NONE, verify, load, false);
    }

    private static LoadFigures run(Channel channel, Setup setup, Limits limits) throws Exception {
        try (LoadSender sender = new LoadSender(channel, setup);
             LoadReceiver receiver = new LoadReceiver(channel, setup)) {
            return run(sender, receiver, limits);
        }
    }

    private static LoadFigures run(LoadSender sender, LoadReceiver receiver, Limits limits) throws Exception {
        CompletableFuture<ControlMessage> sent = CompletableFuture.supplyAsync(() -> sender.run(limits));
        try {
            ControlMessage received = receiver.run(new Limits(0, 0));
            return LoadFigures.of("pipe", sent.get(10, TimeUnit.SECONDS), received);
        } finally {
            // Its memory is freed next, and its descriptor becomes another test's.
            sent.handle((done, failure) -> done).get(10, TimeUnit.SECONDS);
        }
    }

    /**
     * The receiver takes nothing for 200 ms, and the pipe holds one message. 200 messages are due meanwhile, one a
     * millisecond, so at least 100 of them are late by 100 ms and more, whatever else the machine does. Measured from
     * when they are sent, only two would be.
     */
    @Test
    void whatWasDueWhileAReceiverStalledIsLateByAsMuch() throws Exception {
        Pipe.resize(pipe.writer(), PAGE);
        Channel stalling = new Pipeline() {
            private int received;

            @Override
            public int receive(long address, int most) {
                if (++received == 20) {
                    long until = System.nanoTime() + 200 * MILLI;
                    while (System.nanoTime() - until < 0) {
                        Thread.onSpinWait();
                    }
                }
                return super.receive(address, most);
            }
        };
        LoadFigures figures = run(stalling, setup(PAGE, new Load(1, 1, 1000), false), new Limits(250, 0, 1000));
        assertThat(figures.messages()).isEqualTo(250);
        assertThat(figures.of(LoadFigures.Point.MAX)).isGreaterThanOrEqualTo(195 * MILLI);
        assertThat(figures.of(LoadFigures.Point.P90)).as("a tenth of 250 messages is late by most of the stall")
                .isGreaterThanOrEqualTo(150 * MILLI);
        assertThat(figures.of(LoadFigures.Point.P50)).as("and half of them by a part of it").isGreaterThan(50 * MILLI);
    }

    /**
     * All that is due before the end is sent, also by who is late then, and the rate that was reached is told by when
     * the last one came.
     */
    @Test
    void whoIsLateAtTheEndSendsWhatIsDueAllTheSame() throws Exception {
        Channel stalling = new Pipeline() {
            private boolean stalled;

            @Override
            public void send(long address, int size) {
                if (!stalled) {
                    stalled = true;
                    long until = System.nanoTime() + 510 * MILLI;
                    while (System.nanoTime() - until < 0) {
                        Thread.onSpinWait();
                    }
                }
                super.send(address, size);
            }
        };
        LoadFigures figures = run(stalling, setup(64, new Load(1, 1, 100), false), new Limits(0, 500 * MILLI, 100));
        assertThat(figures.messages()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "16, 1, 0", "16, 4, 0", "1, 3, 0", "5, 2, 100000"})
    void everyMessageIsCountedOnceInEachRun(int senders, int receivers, long rate) throws Exception {
        Setup setup = setup(64, new Load(senders, receivers, rate), true);
        Channel channel = new Pipeline();
        try (LoadSender sender = new LoadSender(channel, setup);
             LoadReceiver receiver = new LoadReceiver(channel, setup)) {
            for (int count : new int[] {1003, 1, 5000}) {
                LoadFigures figures = run(sender, receiver, new Limits(count, 0, rate));
                assertThat(figures.messages()).isEqualTo(count);
                assertThat(figures.latencies().values().stream().mapToLong(one -> one).toArray()).isSorted();
            }
        }
    }

    @Test
    void aLostMessageIsAFailureThatNamesIt() {
        assertThatThrownBy(
                () -> run(meddling(message -> message == 7 ? 0 : 1), setup(64, Load.PLAIN, false), new Limits(20, 0)))
                .isInstanceOf(BenchFailure.class)
                .hasMessage("message 7 of sender 0 was due, and message 8 came: messages were lost");
    }

    @Test
    void aMessageThatComesTwiceIsAFailureThatNamesIt() {
        assertThatThrownBy(
                () -> run(meddling(message -> message == 7 ? 2 : 1), setup(64, Load.PLAIN, false), new Limits(20, 0)))
                .isInstanceOf(BenchFailure.class)
                .hasMessage("message 8 of sender 0 was due, and message 7 came: a message came twice, or out of order");
    }

    /** Where one of several receivers cannot see it, the numbers of all of them do. */
    @Test
    void whatIsLostBetweenSeveralReceiversIsAFailureToo() {
        assertThatThrownBy(() -> run(meddling(message -> message == 7 ? 0 : 1), setup(64, new Load(1, 3, 0), false),
                new Limits(20, 0))).isInstanceOf(BenchFailure.class)
                .hasMessage(
                        "of each sender 20 messages were sent and 19 received, so messages were lost or came twice");
        ControlMessage sent = LoadFigures.told(new long[] {2, 2}, digest(0, 1, 2, 3));
        assertThat(LoadFigures.told(new long[] {2, 2}, digest(3, 2, 1, 0)).text("digest")).as("in any order")
                .isEqualTo(sent.text("digest"));
        assertThatThrownBy(() -> LoadFigures.of("mq", sent, LoadFigures.told(new long[] {2, 2}, digest(0, 1, 2, 2))))
                .isInstanceOf(BenchFailure.class)
                .hasMessageEndingWith("but not the same: some were lost and others came twice");
    }

    private interface Copies {
        int of(int message);
    }

    private Channel meddling(Copies copies) {
        return new Pipeline() {
            private int sent;

            @Override
            public void send(long address, int size) {
                int count = copies.of(sent++);
                for (int i = 0; i < count; i++) {
                    super.send(address, size);
                }
            }
        };
    }

    private static long digest(long... stamps) {
        return LongStream.of(stamps).map(LoadStamp::digest).sum();
    }

    @Test
    void theShareOfTheSlowestAndTheFastestSenderIsOfAnEqualOne() {
        ControlMessage received = LoadFigures.told(new long[] {50, 100, 150, 100}, 1).with("mean", 5);
        for (LoadFigures.Point point : LoadFigures.Point.values()) {
            received = received.with(point.field(), point.ordinal());
        }
        LoadFigures figures = LoadFigures.of("mq", LoadFigures.told(new long[] {50, 100, 150, 100}, 1), received);
        assertThat(figures.least()).isEqualTo(50);
        assertThat(figures.most()).isEqualTo(150);
        assertThat(Stream.of(LoadFigures.Point.values()).map(LoadFigures.Point::fewest)).containsExactly(2L, 10L, 100L,
                1000L, 10_000L, 1L);
    }

    @Test
    void sendersTakeTurnsAndTheirRateIsThatOfAll() {
        Schedule second = new Schedule(1000, 500_000, 4, 1, false);
        assertThat(LongStream.range(0, 3).map(second::due)).containsExactly(3000L, 11_000L, 19_000L);
        assertThat(new Schedule(0, 3, 1, 0, false).due(3_000_000)).as("a third of a second does not add up wrongly")
                .isEqualTo(1_000_000_000_000_000L);
    }

    /** What they use is theirs until the last of them has come back from the kernel, which writes into it. */
    @Test
    void aFailingThreadIsToldWithoutWaitingForTheOthers() throws Exception {
        NativeMemory memory = NativeMemory.allocate(2);
        CountDownLatch reading = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(1);
        try (Crew crew = new Crew(3, "test", over::countDown)) {
            assertThatThrownBy(() -> crew.work(number -> {
                if (number == 1) {
                    throw new BenchFailure("", "number 1", null);
                }
                reading.countDown();
                RawIo.read(pipe.reader(), memory.address(), 1);
            })).hasMessage("number 1");
            assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(over.getCount()).as("two of them read").isEqualTo(1);
        RawIo.write(pipe.writer(), memory.address(), 1);
        RawIo.write(pipe.writer(), memory.address(), 1);
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        memory.close();
    }
}
