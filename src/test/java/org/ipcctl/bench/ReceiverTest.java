package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.kernel.RawIo;
import org.ipcctl.pipe.Pipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The receiving side counts what came and is not fooled, whatever way a pipe cuts the blocks. */
class ReceiverTest {
    private static final Limits NONE = new Limits(0, 0);

    private final Pipe pipe = Pipe.open();
    private final Channel channel = new Channel() {
        @Override
        public long bufferBytes() {
            return PipeBuffer.capacity(pipe.writer());
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
    };

    @AfterEach
    void close() {
        channel.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 100, 4096, 65536, 70001})
    void takesAllThatASenderSendsAndTheNextRunToo(int size) throws Exception {
        try (Sender sender = new Sender(channel, size, false); Receiver receiver = new Receiver(channel, size, false)) {
            for (int count : new int[] {1, 2, 300}) {
                CompletableFuture<ControlMessage> sent = CompletableFuture
                        .supplyAsync(() -> sender.run(new Limits(count, 0)));
                assertThat(receiver.run(NONE).number("blocks")).isEqualTo(count);
                assertThat(sent.get(10, TimeUnit.SECONDS).number("blocks")).isEqualTo(count);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "8, 3", "24, 5", "24, 7", "100, 99", "100, 3"})
    void findsStampsThatAreCutAnywhere(int size, int piece) throws Exception {
        ByteBuffer stream = blocks(size, 0, 1, 2, 3 | Long.MIN_VALUE);
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> inPieces(stream, piece));
        try (Receiver receiver = new Receiver(channel, size, false)) {
            assertThat(receiver.run(NONE).number("blocks")).isEqualTo(4);
        }
        sent.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aGapIsAFailureThatNamesTheBlocks() {
        inPieces(blocks(64, 0, 1, 3), 64);
        try (Receiver receiver = new Receiver(channel, 64, false)) {
            assertThatThrownBy(() -> receiver.run(NONE)).isInstanceOf(BenchFailure.class)
                    .hasMessage("block 2 was due, and the stamp of block 3 came: blocks were lost or overwritten");
        }
    }

    @Test
    void aDuplicateIsAFailure() {
        inPieces(blocks(64, 0, 1, 1), 64);
        try (Receiver receiver = new Receiver(channel, 64, false)) {
            assertThatThrownBy(() -> receiver.run(NONE)).isInstanceOf(BenchFailure.class)
                    .hasMessage("block 2 was due, and the stamp of block 1 came: a block came twice");
        }
    }

    @Test
    void aGapIsSeenInBlocksOfOneByteToo() {
        inPieces(ByteBuffer.allocateDirect(3).put(new byte[] {0, 1, 3}).flip(), 3);
        try (Receiver receiver = new Receiver(channel, 1, false)) {
            assertThatThrownBy(() -> receiver.run(NONE)).isInstanceOf(BenchFailure.class)
                    .hasMessageContaining("block 2 was due");
        }
    }

    @Test
    void anEchoThatAnswersAnotherBlockIsAFailure() {
        // A pipe to itself gives each block back; the one that is there already is not the one that was sent.
        inPieces(blocks(64, 5), 64);
        try (Pinger pinger = new Pinger(channel, 64, false)) {
            assertThatThrownBy(() -> pinger.run(new Limits(2, 0))).isInstanceOf(BenchFailure.class)
                    .hasMessageContaining("block 0 was due, and the stamp of block 5 came");
        }
    }

    @Test
    void aPingerKeepsEveryRoundTrip() {
        try (Pinger pinger = new Pinger(channel, 64, false)) {
            ControlMessage done = pinger.run(new Limits(100, 0));
            assertThat(done.number("blocks")).isEqualTo(100);
            assertThat(done.number("p50")).isPositive().isLessThanOrEqualTo(done.number("max"));
        }
    }

    private static ByteBuffer blocks(int size, long... stamps) {
        ByteBuffer stream = ByteBuffer.allocateDirect(size * stamps.length).order(ByteOrder.nativeOrder());
        for (int i = 0; i < stamps.length; i++) {
            stream.putLong(i * size, stamps[i]);
        }
        return stream;
    }

    private void inPieces(ByteBuffer stream, int piece) {
        for (int at = 0; at < stream.capacity(); at += piece) {
            pipe.writer().writeFully(stream.slice(at, Math.min(piece, stream.capacity() - at)));
        }
    }
}
