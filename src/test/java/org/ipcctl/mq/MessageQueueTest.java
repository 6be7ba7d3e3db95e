package org.ipcctl.mq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageQueueTest {
    private final Scratch scratch = new Scratch();
    private final String name = Scratch.name("queue");
    private MessageQueue queue;
    private Fd sink;

    @BeforeEach
    void create() {
        scratch.atEnd(() -> MessageQueue.unlink(name));
        queue = MessageQueue.create(name, QueueAttributes.wanted(4, 300), 0600);
        sink = Fd.open("/dev/null", Fd.O_WRONLY, 0);
    }

    @AfterEach
    void remove() {
        scratch.close();
        sink.close();
        queue.close();
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static ByteBuffer direct(String text) {
        return direct(text.getBytes(StandardCharsets.UTF_8));
    }

    private QueueReader reader(Duration patience) {
        QueueReader reader = new QueueReader(queue, new Outlet(sink), Deadline.inOrNever(patience));
        scratch.atEnd(reader::close);
        return reader;
    }

    private QueueWriter writer(Duration patience, boolean nonblock) {
        QueueWriter writer = new QueueWriter(queue, nonblock ? Deadline.once() : Deadline.inOrNever(patience),
                () -> {});
        scratch.atEnd(writer::close);
        return writer;
    }

    private String text(QueueReader reader) {
        return StandardCharsets.UTF_8.decode(reader.message()).toString();
    }

    private static void expect(MqSituation situation, ThrowingCallable call) {
        KernelException failure = catchThrowableOfType(KernelException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.situation()).as(failure.getMessage()).isEqualTo(situation);
    }

    /** By which the command line knows the next step. */
    @Test
    void aRefusalTellsWhatItCameOf() {
        String absent = Scratch.name("absent");
        expect(MqSituation.ABSENT, () -> MessageQueue.open(absent, MessageQueue.Access.SEND));
        expect(MqSituation.NOTHING_TO_REMOVE, () -> MessageQueue.unlink(absent));
        expect(MqSituation.TOO_LONG, () -> writer(null, true).send(direct(new byte[301]), 0));
        for (int i = 0; i < 4; i++) {
            writer(null, true).send(direct("full"), 0);
        }
        expect(MqSituation.FULL, () -> writer(null, true).send(direct("more"), 0));
    }

    @Test
    void higherPrioritiesComeFirstAndEqualOnesInTheOrderTheyWereSent() {
        QueueWriter writer = writer(null, true);
        writer.send(direct("low"), 1);
        writer.send(direct("first"), 5);
        writer.send(direct("second"), 5);
        writer.send(direct("top"), MessageQueue.HIGHEST_PRIORITY);
        List<String> received = new ArrayList<>();
        QueueReader reader = reader(Duration.ZERO);
        for (int i = 0; i < 4; i++) {
            reader.next();
            received.add(reader.priority() + " " + text(reader));
        }
        assertThat(received).containsExactly("32767 top", "5 first", "5 second", "1 low");
        assertThat(writer.sent()).isEqualTo(4);
    }

    @Test
    void emptyMessagesAndAllByteValuesSurvive() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(queue.trySend(direct(new byte[0]), 0)).isTrue();
        assertThat(queue.trySend(direct(all), 0)).isTrue();
        QueueReader reader = reader(Duration.ZERO);
        reader.next();
        assertThat(reader.message().remaining()).isZero();
        reader.next();
        assertThat(reader.message()).isEqualTo(direct(all));
    }

    @Test
    void aMessageThatIsTooLongIsRefusedWithBothNumbers() {
        assertThatThrownBy(() -> queue.trySend(direct(new byte[301]), 0)).isInstanceOfSatisfying(KernelException.class,
                e -> {
                    assertThat(e.errno()).isEqualTo(Errno.EMSGSIZE);
                    assertThat(e).hasMessageContaining("301").hasMessageContaining("300");
                    assertThat(e.asked()).isEqualTo(301);
                });
    }

    @Test
    void waitsEndAtTheirDeadline() {
        assertThatThrownBy(() -> reader(Duration.ofMillis(30)).next())
                .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT));
        fill();
        assertThatThrownBy(() -> writer(Duration.ofMillis(30), false).send(direct("x"), 0))
                .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT));
        assertThatThrownBy(() -> writer(null, true).send(direct("x"), 0))
                .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EAGAIN));
    }

    private void fill() {
        while (queue.trySend(direct("x"), 0)) {
            // Until it is full.
        }
    }

    @Test
    void waitersGoOnWhenTheOtherSideActs() throws Exception {
        QueueReader reader = reader(Duration.ofSeconds(20));
        CompletableFuture<Void> receiving = CompletableFuture.runAsync(reader::next);
        assertThat(queue.trySend(direct("late"), 7)).isTrue();
        receiving.get(20, TimeUnit.SECONDS);
        assertThat(text(reader)).isEqualTo("late");
        fill();
        CompletableFuture<Void> sending = CompletableFuture
                .runAsync(() -> writer(Duration.ofSeconds(20), false).send(direct("more"), 9));
        reader(Duration.ZERO).next();
        sending.get(20, TimeUnit.SECONDS);
        assertThat(queue.attributes().messages()).isEqualTo(4);
    }

    /** A stream gets a description of the queue that does not wait, and goes on waiting on the one it has. */
    @Test
    void receivesAStreamByADescriptionOfItsOwn() throws Exception {
        long before = descriptors();
        QueueReader reader = reader(Duration.ofSeconds(20));
        for (int i = 0; i < 1500; i++) {
            assertThat(queue.trySend(direct("message " + i), i % 3)).isTrue();
            assertThat(reader.take()).isTrue();
            assertThat(text(reader)).isEqualTo("message " + i);
            assertThat(reader.priority()).isEqualTo(i % 3);
        }
        assertThat(descriptors()).isEqualTo(before + 1);
        assertThat(reader.take()).isFalse();
        CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(() -> queue.trySend(direct("last"), 7));
        assertThat(reader.await()).isTrue();
        assertThat(text(reader)).isEqualTo("last");
        assertThat(reader.priority()).isEqualTo(7);
        assertThat(sent.get(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Of this process, of the queue. */
    private long descriptors() throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
            return links.filter(this::isOfTheQueue).count();
        }
    }

    private boolean isOfTheQueue(Path link) {
        try {
            return Files.readSymbolicLink(link).toString().equals(name);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void severalReceiversThatRaceEachGetTheirOwnMessages() throws Exception {
        int each = 500;
        List<CompletableFuture<Long>> receivers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            receivers.add(CompletableFuture.supplyAsync(() -> {
                long sum = 0;
                try (MessageQueue own = MessageQueue.open(name, MessageQueue.Access.RECEIVE);
                     QueueReader reader = new QueueReader(own, new Outlet(sink), Deadline.in(Duration.ofSeconds(20)))) {
                    for (int k = 0; k < each; k++) {
                        reader.next();
                        sum += Integer.parseInt(text(reader));
                    }
                }
                return sum;
            }, command -> new Thread(command).start()));
        }
        QueueWriter writer = writer(Duration.ofSeconds(20), false);
        for (int i = 0; i < 3 * each; i++) {
            writer.send(direct(Integer.toString(i)), 0);
        }
        long sum = 0;
        for (CompletableFuture<Long> receiver : receivers) {
            sum += receiver.get(20, TimeUnit.SECONDS);
        }
        assertThat(sum).isEqualTo((3L * each - 1) * 3 * each / 2);
    }

    @Test
    void removingTheQueueEndsAWait() {
        MessageQueue.unlink(name);
        assertThatThrownBy(() -> reader(null).next()).isInstanceOf(QueueRemovedException.class);
        fill();
        assertThatThrownBy(() -> writer(null, false).send(direct("x"), 0)).isInstanceOf(QueueRemovedException.class);
    }

    @Test
    void creatingTwiceAndOpeningNothingAreTold() {
        assertThat(MessageQueue.create(name, QueueLimits.defaults(), 0600)).isNull();
        assertThatThrownBy(() -> MessageQueue.open(Scratch.name("none"), MessageQueue.Access.SEND))
                .isInstanceOfSatisfying(KernelException.class, e -> {
                    assertThat(e.errno()).isEqualTo(Errno.ENOENT);
                    assertThat(e.reason()).isEqualTo("no such message queue");
                });
    }

    @Test
    void statusTellsBytesAndTakesNoMessage() {
        queue.trySend(direct("abc"), 0);
        queue.trySend(direct("de"), 3);
        QueueStatus status = QueueStatus.of(name);
        assertThat(status.queuedBytes()).isEqualTo(5);
        assertThat(status.notifyPid()).isZero();
        assertThat(status.attributes()).isEqualTo(new QueueAttributes(4, 300, 2));
        assertThat(status.file().permissions()).isEqualTo(0600);
    }

    /** The kernel gives the line once; a second look through the descriptor would find the end of a file. */
    @Test
    void whoIsRegisteredCanBeAskedAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            assertThat(QueueStatus.notifyPid(queue)).isZero();
        }
        QueueNotification.request(queue, 28);
        for (int i = 0; i < 3; i++) {
            assertThat(QueueStatus.notifyPid(queue)).isEqualTo(ProcessHandle.current().pid());
            QueueNotification.requestAgain(queue, 28);
        }
    }

    /** What the help says of them; whole seconds. */
    @Test
    void timesAreThoseOfTheLastMessage() {
        FileStatus created = QueueStatus.of(name).file();
        awaitSecondAfter(created.modified());
        queue.trySend(direct("abc"), 0);
        FileStatus sent = QueueStatus.of(name).file();
        assertThat(sent.modified()).isAfter(created.modified());
        assertThat(sent.accessed()).isEqualTo(sent.modified());
        awaitSecondAfter(sent.modified());
        QueueStatus.of(name);
        FileStatus looked = QueueStatus.of(name).file();
        assertThat(looked.modified()).isEqualTo(sent.modified());
        assertThat(looked.accessed()).isAfter(sent.accessed());
    }

    /** The kernel's clock for files is behind by up to a tick. */
    private static void awaitSecondAfter(Instant time) {
        Until.holds("the second is over", () -> Instant.now().isAfter(time.plusMillis(1100)));
    }

    @Test
    void theBytesThatTheKernelCountsAreKnown() {
        assertThat(QueueAttributes.wanted(10, 8192).accountedBytes()).isEqualTo(10 * 8192 + 10 * 48 + 10 * 48);
        assertThat(QueueAttributes.wanted(65536, 1).accountedBytes()).isEqualTo(65536 + 65536 * 48 + 32768 * 48);
        assertThat(QueueAttributes.wanted(Long.MAX_VALUE, 2).accountedBytes()).isEqualTo(Long.MAX_VALUE);
    }
}
