package org.ipcctl.cli.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.shm.RingConsumer;
import org.ipcctl.shm.RingLayout;
import org.ipcctl.shm.RingProducer;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams through a ring, who may join one, and what one side says of the other; RingIT has what kill -9 and signals
 * do.
 */
@Timeout(60)
class ShmRingTest {
    private static final int SMALL = 4096;
    private static final long BOUND_SECONDS = 50;

    private final Memories memories = new Memories();
    private final String name = memories.name("ring");

    @AfterEach
    void remove() {
        memories.close();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private void isGone() {
        assertThat(Path.of("/dev/shm" + name)).doesNotExist();
    }

    private void awaitRing() {
        Cli.run("wait", "shm:" + name, "--for", "exists", "-t", "60s").succeeds();
    }

    private CompletableFuture<Outcome> push(byte[] bytes, String... options) {
        return Cli.reading(bytes).start(words("push", options)).orTimeout(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<Outcome> pull(String... options) {
        return Cli.reading("").start(words("pull", options)).orTimeout(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    private String[] words(String command, String... options) {
        String[] words = Arrays.copyOf(new String[] {"shm", command, name}, 3 + options.length);
        System.arraycopy(options, 0, words, 3, options.length);
        return words;
    }

    /** From nothing to many times around, with a piece that ends at the ring's end and ones that do not. */
    @ParameterizedTest
    @CsvSource({"0, 4096", "1, 4096", "4096, 4096", "4097, 1", "1000001, 5000", "3000000, 1M", "9000000, 64K"})
    void whatIsPushedIsPulled(int count, String size) {
        byte[] all = bytes(count);
        CompletableFuture<Outcome> push = push(all, "--size", size);
        awaitRing();
        Outcome pulled = Cli.run("shm", "pull", name).succeeds();
        assertThat(pulled.outBytes()).isEqualTo(all);
        push.join().succeeds();
        isGone();
    }

    @Test
    void theReaderMayComeFirst() {
        CompletableFuture<Outcome> pull = pull("--size", "4096");
        awaitRing();
        byte[] all = bytes(100_000);
        Cli.reading(all).execute("shm", "push", name).succeeds();
        assertThat(pull.join().succeeds().outBytes()).isEqualTo(all);
        isGone();
    }

    @Test
    void bothMayComeAtTheSameTimeAndAgainAtOnce() {
        for (int i = 0; i < 30; i++) {
            byte[] all = bytes(10_000 + i);
            CompletableFuture<Outcome> pull = pull("--size", "4096");
            Cli.reading(all).execute("shm", "push", name, "--size", "4096").succeeds();
            assertThat(pull.join().succeeds().outBytes()).isEqualTo(all);
        }
        isGone();
    }

    @Test
    void aRingHasTheModeThatWasAskedFor() throws Exception {
        CompletableFuture<Outcome> pull = pull("--mode", "640");
        awaitRing();
        assertThat(Files.getPosixFilePermissions(Path.of("/dev/shm" + name)).toString()).contains("GROUP_READ")
                .doesNotContain("OTHERS");
        assertThat(Files.size(Path.of("/dev/shm" + name))).isEqualTo(RingLayout.BYTES + (1 << 20));
        Cli.reading("x").execute("shm", "push", name).succeeds();
        pull.join().succeeds();
    }

    @Test
    void aSecondProducerIsRefusedAndTheFirstGoesOn() {
        CompletableFuture<Outcome> push = push(bytes(50_000), "--size", "4096");
        awaitRing();
        Cli.reading("second").execute("shm", "push", name).exits(1).complains("another process pushes into it already");
        assertThat(Cli.run("shm", "pull", name).succeeds().outBytes()).isEqualTo(bytes(50_000));
        push.join().succeeds();
    }

    @Test
    void aSecondConsumerIsRefused() {
        CompletableFuture<Outcome> pull = pull();
        awaitRing();
        Cli.run("shm", "pull", name).exits(1).complains("another process pulls from it already");
        Cli.reading("x").execute("shm", "push", name).succeeds();
        pull.join().succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "pull"})
    void anObjectThatIsNoRingIsRefusedAndStays(String command) {
        Cli.run("shm", "write", name, "--create", "hello").succeeds();
        Cli.run("shm", command, name).exits(1).complains("it is not a ring of ipcctl");
        Cli.run("shm", "resize", name, "100000").succeeds();
        Cli.run("shm", command, name).exits(1).complains("it is not a ring of ipcctl");
        assertThat(Cli.run("shm", "read", name, "--length", "5").succeeds().out()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8  | 2    | its layout is version 2, and this ipcctl knows version 1
            12 | 0    | its header is damaged
            16 | 5000 | its header is damaged
            16 | 2097152 | its header is damaged
            16 | 0    | its header is damaged
            """)
    void aRingOfAnotherVersionOrWithADamagedHeaderIsRefused(int offset, int value, String said) {
        CompletableFuture<Outcome> pull = pull();
        awaitRing();
        byte[] before = Cli.run("shm", "read", name, "--offset", Integer.toString(offset), "--length", "4").succeeds()
                .outBytes();
        write(offset, value);
        Cli.reading("x").execute("shm", "push", name).exits(1).complains(said);
        write(offset, ByteBuffer.wrap(before).order(ByteOrder.nativeOrder()).getInt());
        Cli.reading("x").execute("shm", "push", name).succeeds();
        pull.join().succeeds();
    }

    private void write(long offset, int value) {
        try (SharedMemory memory = SharedMemory.open(name, SharedMemory.Access.WRITE)) {
            memory.write(ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()).putInt(value).flip(), offset);
        }
    }

    @Test
    void aHeadThatCannotBeIsToldByTheConsumer() {
        try (RingProducer producer = RingProducer.join(name, SMALL, -1, Deadline.never())) {
            CompletableFuture<Outcome> pull = pull();
            producer.awaitConsumer();
            write(RingLayout.HEAD, SMALL + 1);
            pull.join().exits(1)
                    .complains("its counters are damaged: 4097 bytes went in, 0 came out, and it holds 4096");
        }
        isGone();
    }

    @Test
    void aTailThatCannotBeIsToldByTheProducer() {
        try (RingConsumer consumer = RingConsumer.join(name, SMALL, -1, false, Deadline.never())) {
            write(RingLayout.TAIL, 1);
            push(bytes(10)).join().exits(1)
                    .complains("its counters are damaged: 0 bytes went in, 1 came out, and it holds 4096");
            assertThat(consumer.memory().name()).isEqualTo(name);
        }
        isGone();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4096, 6000})
    void aRingThatIsCutIsToldByBothSides(long length) {
        CompletableFuture<Outcome> pull = pull();
        awaitRing();
        Cli.run("shm", "resize", name, Long.toString(length)).succeeds();
        pull.join().exits(1).complains("another process shortened it while it was in use");
        CompletableFuture<Outcome> push = push(bytes(10));
        awaitRing();
        Cli.run("shm", "resize", name, Long.toString(length)).succeeds();
        push.join().exits(1).complains("another process shortened it while it was in use");
        isGone();
    }

    @Test
    void aProducerThatFailsIsToldApartFromOneThatEnds() {
        try (RingProducer producer = RingProducer.join(name, SMALL, -1, Deadline.never())) {
            producer.room().put((byte) 'a').put((byte) 'b');
            producer.produced(2);
        }
        isGone();
        CompletableFuture<Outcome> pull;
        try (RingProducer producer = RingProducer.join(name, SMALL, -1, Deadline.never())) {
            pull = pull();
            producer.awaitConsumer();
            producer.room().put((byte) 'a').put((byte) 'b');
            producer.produced(2);
        }
        Outcome outcome = pull.join().exits(1).complains(
                "the process that pushed into it exited before the end of its stream, of which 2 bytes came");
        assertThat(outcome.out()).isEqualTo("ab");
        isGone();
    }

    @Test
    void aConsumerThatGoesEarlyIsToldWithWhatItTook() {
        CompletableFuture<Outcome> push = push(bytes(100_000), "--size", "4096");
        awaitRing();
        try (RingConsumer consumer = RingConsumer.join(name, SMALL, -1, false, Deadline.never())) {
            assertThat(consumer.next().hasRemaining()).isTrue();
            consumer.consumed(5);
        }
        push.join().exits(1).complains("the process that pulls from it exited after taking 5 of ");
        isGone();
    }

    @Test
    void withKeepOpenStreamsComeInTurnAndABrokenOneIsWarnedOf() {
        CompletableFuture<Outcome> pull = pull("--keep-open", "-t", "3s", "--size", "4096");
        awaitRing();
        Cli.reading("one ").execute("shm", "push", name).succeeds();
        Cli.reading("").execute("shm", "push", name).succeeds();
        try (RingProducer producer = RingProducer.join(name, SMALL, -1, Deadline.never())) {
            producer.room().put((byte) 'x');
            producer.produced(1);
        }
        Cli.reading(" two ").execute("shm", "push", name).succeeds();
        byte[] much = bytes(100_000);
        Cli.reading(much).execute("shm", "push", name).succeeds();
        Outcome outcome = pull.join().exits(124).complains("3s waiting for data");
        assertThat(outcome.err()).contains("exited before the end of its stream, of which 1 bytes came")
                .hasLineCount(2);
        assertThat(outcome.outBytes()).startsWith("one x two ".getBytes(StandardCharsets.US_ASCII)).endsWith(much)
                .hasSize(10 + much.length);
        isGone();
    }

    @Test
    void aRingThatNobodyHasIsReplaced() {
        try (SharedMemory memory = SharedMemory.unnamed(name, 0600)) {
            memory.resize(RingLayout.BYTES + SMALL);
            try (Mapping mapping = memory.map(RingLayout.BYTES, true)) {
                mapping.buffer().put("ipcctl/R".getBytes(StandardCharsets.US_ASCII)).putInt(8, 1).putInt(12, 4096)
                        .putLong(16, SMALL).putInt((int) RingLayout.PRODUCER, 0x40000000)
                        .putLong((int) RingLayout.HEAD, 7);
            }
            assertThat(memory.publish()).isTrue();
        }
        CompletableFuture<Outcome> pull = pull();
        Cli.reading("new").execute("shm", "push", name).succeeds();
        assertThat(pull.join().succeeds().out()).isEqualTo("new");
        isGone();
    }

    @Test
    void aSizeBeyondTheMostIsRefused() {
        Cli.run("shm", "pull", name, "--size", "2G").exits(2).complains("a ring holds 1073741824 bytes at most");
    }
}
