package org.ipcctl.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {
    private static final int CAPACITY = 64;
    private static final long SEED = 42;

    private final Scratch scratch = new Scratch();
    private final String path = scratch.path("claim");

    @AfterEach
    void remove() {
        scratch.close();
    }

    private void receive(byte[] message, int priority) {
        String name = Scratch.name("claim");
        try (MessageQueue queue = MessageQueue.create(name, QueueAttributes.wanted(1, CAPACITY), 0600);
             Claim claim = Claim.create(path, CAPACITY, Mark.PRIORITY)) {
            scratch.atEnd(() -> MessageQueue.unlink(name));
            queue.trySend(ByteBuffer.allocateDirect(message.length).put(message).flip(), priority);
            assertThat(claim.receive(new PosixJobQueue(queue), Claim.pattern(SEED, CAPACITY), SEED)).isTrue();
        }
    }

    private void change(int offset, long value, int size) throws IOException {
        try (FileChannel file = FileChannel.open(Path.of(path), StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, value)
                    .limit(size);
            file.write(bytes, offset);
        }
    }

    /** What a kill leaves that comes when the kernel has written the message and nobody has noted its length. */
    private void forgetLength() throws IOException {
        change(24, -1, 8);
        change(12, Claim.State.RECEIVING.ordinal(), 4);
    }

    private static byte[] bytes(Claim claim) {
        byte[] bytes = new byte[claim.length()];
        claim.message().get(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "hällo", "a line\n",
        "0123456789012345678901234567890123456789012345678901234567890123"})
    void theEndOfATextIsFound(String text) throws IOException {
        receive(text.getBytes(StandardCharsets.UTF_8), 7);
        forgetLength();
        try (Claim claim = Claim.open(path, Mark.PRIORITY)) {
            claim.find(0);
            assertThat(claim.state()).isEqualTo(Claim.State.CLAIMED);
            assertThat(claim.isFound()).isTrue();
            assertThat(claim.mark()).isEqualTo(7);
            assertThat(bytes(claim)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Where the bytes at the end are the pattern's, only the size of a layout tells. */
    @Test
    void aLeastLengthHoldsWhereTheEndIsThePatterns() throws IOException {
        byte[] message = new byte[8];
        System.arraycopy(Claim.pattern(SEED, CAPACITY), 4, message, 4, 4);
        receive(message, 0);
        forgetLength();
        try (Claim claim = Claim.open(path, Mark.PRIORITY)) {
            claim.find(8);
            assertThat(bytes(claim)).isEqualTo(message);
        }
        forgetLength();
        try (Claim claim = Claim.open(path, Mark.PRIORITY)) {
            claim.find(0);
            assertThat(bytes(claim)).isEqualTo(new byte[4]);
        }
    }

    @Test
    void nothingReceivedIsEmpty() throws IOException {
        receive(new byte[] {1}, 3);
        forgetLength();
        change(16, -1, 4);
        try (Claim claim = Claim.open(path, Mark.PRIORITY)) {
            claim.find(0);
            assertThat(claim.state()).isEqualTo(Claim.State.EMPTY);
        }
    }

    @Test
    void whatIsKnownOutlivesTheProcess() {
        receive(new byte[] {0, -1, -2}, 32767);
        Instant due = Instant.ofEpochMilli(1234567890123L);
        try (Claim claim = Claim.open(path, Mark.PRIORITY)) {
            claim.begin();
            claim.worker(12, 34);
            claim.failed("exit status 3, " + "x".repeat(1000), due);
            claim.begin();
            claim.giveUp();
        }
        try (Claim claim = Claim.open(path, Mark.PRIORITY)) {
            assertThat(claim.state()).isEqualTo(Claim.State.FAILED);
            assertThat(bytes(claim)).containsExactly(0, -1, -2);
            assertThat(claim.mark()).isEqualTo(32767);
            assertThat(claim.attempts()).isEqualTo(2);
            assertThat(claim.failures()).isEqualTo(1);
            assertThat(claim.due()).isEqualTo(due);
            assertThat(claim.reason()).startsWith("exit status 3, xxx");
            assertThat(claim.received()).isBetween(Instant.now().minusSeconds(600), Instant.now());
        }
    }

    /** No text in UTF-8 has one of its bytes. */
    @Test
    void thePatternIsNoText() {
        byte[] pattern = Claim.pattern(7, 4096);
        assertThat(Arrays.stream(new String(pattern, StandardCharsets.UTF_8).split("")).distinct())
                .containsExactly("\uFFFD");
        assertThat(pattern).contains(0xF5, 0xF9, 0xFE).doesNotContain(0xFF, 0xF4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0", "8 9", "12 77", "12 -1", "16 40000", "24 65", "24 -2", "32 -1", "36 -5", "88 500",
        "88 -1"})
    void whatNobodyCanBelieveIsRefused(String spoilt) throws IOException {
        receive(new byte[] {1}, 3);
        String[] words = spoilt.split(" ");
        int offset = Integer.parseInt(words[0]);
        change(offset, Long.parseLong(words[1]), offset == 0 || offset == 24 ? 8 : 4);
        assertThatThrownBy(() -> Claim.open(path, Mark.PRIORITY)).isInstanceOf(KernelException.class)
                .hasMessageContaining("not a claim");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Files.writeString(Path.of(scratch.path("short")), "x");
        Files.createSymbolicLink(Path.of(scratch.path("link")), Path.of(path));
        Files.createDirectory(Path.of(scratch.path("directory")));
        receive(new byte[] {1}, 3);
        for (String other : new String[] {"short", "link", "directory"}) {
            assertThatThrownBy(() -> Claim.open(scratch.path(other), Mark.PRIORITY))
                    .isInstanceOf(KernelException.class);
        }
        Files.createLink(Path.of(scratch.path("second")), Path.of(path));
        assertThatThrownBy(() -> Claim.open(path, Mark.PRIORITY)).isInstanceOf(KernelException.class)
                .hasMessageContaining("private file of this user");
    }

    /** Cut while it is in use: told, and never taken for the message. */
    @Test
    void aCutIsSeen() throws IOException {
        receive(new byte[] {1, 2, 3}, 3);
        try (Claim claim = Claim.open(path, Mark.PRIORITY)) {
            try (FileChannel file = FileChannel.open(Path.of(path), StandardOpenOption.WRITE)) {
                file.truncate(10);
            }
            bytes(claim);
            assertThatThrownBy(claim::check).isInstanceOf(KernelException.class).hasMessageContaining("shortened");
        }
        assertThatThrownBy(() -> Claim.open(path, Mark.PRIORITY)).hasMessageContaining("not a claim");
    }
}
