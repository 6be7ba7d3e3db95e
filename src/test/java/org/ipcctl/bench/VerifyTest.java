package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.RawIo;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.pipe.Pipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With --verify no byte can change on its way unseen; without it only the stamp is looked at. */
@Timeout(30)
class VerifyTest {
    private static final Limits TEN = new Limits(10, 0);
    private static final int F_SETPIPE_SZ = 1031;

    private final Pipe there = Pipe.open();
    private final Pipe back = Pipe.open();
    private final Wire sending = new Wire(there.writer(), back.reader());
    private final Wire receiving = new Wire(back.writer(), there.reader());

    /** One side of two pipes, which turns one bit of one byte of one block that it sends. */
    private static final class Wire extends Channel {
        private final Fd out;
        private final Fd in;
        private int block = -1;
        private int at;
        private int sent;

        Wire(Fd out, Fd in) {
            this.out = out;
            this.in = in;
        }

        void corrupt(int whichBlock, int whichByte) {
            block = whichBlock;
            at = whichByte;
        }

        @Override
        public long bufferBytes() {
            return 0;
        }

        @Override
        public void send(long address, int size) {
            if (sent++ == block) {
                RawMemory.putByte(address + at, (byte) (RawMemory.getByte(address + at) ^ 0x10));
            }
            RawIo.write(out, address, size);
        }

        @Override
        public int receive(long address, int most) {
            return RawIo.read(in, address, most);
        }

        @Override
        public void close() {
            out.close();
            in.close();
        }
    }

    /** So that all blocks fit, and a sender does not wait for a receiver that has given up. */
    @BeforeEach
    void enlarge() {
        there.writer().control(F_SETPIPE_SZ, "F_SETPIPE_SZ", 1 << 20);
    }

    @AfterEach
    void close() {
        sending.close();
        receiving.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 100, 4096, 70001})
    void whatArrivesAsItWasSentIsFine(int size) throws Exception {
        assertThat(throughput(size, true).number("blocks")).isEqualTo(10);
        assertThat(latency(size).number("blocks")).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 0", "7, 6, 3", "9, 8, 9", "16, 8, 1", "16, 15, 1", "100, 50, 4", "100, 99, 9", "4096, 8, 0",
        "4096, 4095, 9",
        "70001, 70000, 5"})
    void aByteThatChangedIsNamed(int size, int at, int block) {
        sending.corrupt(block, at);
        assertThatThrownBy(() -> throughput(size, true)).isInstanceOf(BenchFailure.class)
                .message().matches("block " + block + " arrived changed: byte " + at
                        + " is 0x[0-9a-f]{2}, and 0x[0-9a-f]{2} was sent");
    }

    @Test
    void theAnswersOfALatencyAreCheckedToo() {
        receiving.corrupt(3, 63);
        assertThatThrownBy(() -> latency(64)).isInstanceOf(BenchFailure.class)
                .hasMessageStartingWith("block 3 arrived changed: byte 63 is");
    }

    @Test
    void theSideThatAnswersChecksAsWell() {
        sending.corrupt(2, 20);
        Block block = new Block(64);
        try (block; Echo echo = new Echo(receiving, 64, true)) {
            for (int i = 0; i < 3; i++) {
                Content.put(block.address(), 64, i);
                SequenceHeader.put(block.address(), 64, i);
                sending.send(block.address(), 64);
            }
            assertThatThrownBy(() -> echo.run(TEN)).isInstanceOf(BenchFailure.class)
                    .hasMessageStartingWith("block 2 arrived changed: byte 20 is");
        }
    }

    @Test
    void withoutItOnlyTheStampIsChecked() throws Exception {
        sending.corrupt(2, 50);
        assertThat(throughput(100, false).number("blocks")).isEqualTo(10);
    }

    @Test
    void blocksOfDifferentNumbersDifferEverywhere() {
        try (Block one = new Block(64)) {
            Content.put(one.address(), 64, 41);
            SequenceHeader.put(one.address(), 64, 42);
            assertThatThrownBy(() -> Content.check(one.address(), 64, 42)).as("a fresh stamp on a stale block")
                    .hasMessageStartingWith("block 42 arrived changed: byte 8 is");
        }
    }

    private ControlMessage throughput(int size, boolean verify) throws Exception {
        try (Sender sender = new Sender(sending, size, verify);
             Receiver receiver = new Receiver(receiving, size, verify)) {
            CompletableFuture<ControlMessage> sent = CompletableFuture.supplyAsync(() -> sender.run(TEN));
            try {
                return receiver.run(TEN);
            } finally {
                sent.get(10, TimeUnit.SECONDS);
            }
        }
    }

    private ControlMessage latency(int size) throws Exception {
        try (Pinger pinger = new Pinger(sending, size, true); Echo echo = new Echo(receiving, size, true)) {
            CompletableFuture<ControlMessage> answered = CompletableFuture.supplyAsync(() -> echo.run(TEN));
            try {
                return pinger.run(TEN);
            } catch (BenchFailure e) {
                // The other side waits for more, which is over when nobody can send.
                sending.close();
                answered.exceptionally(hungUp -> null).get(10, TimeUnit.SECONDS);
                throw e;
            } finally {
                answered.exceptionally(told -> null).get(10, TimeUnit.SECONDS);
            }
        }
    }
}
