package org.ipcctl.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.pipe.Pipe;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private static List<String> records(String stream, int delimiter, long longest) throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path file = Files.writeString(Path.of(scratch.path("in")), stream);
            List<String> found = new ArrayList<>();
            try (Fd from = Fd.open(file.toString(), Fd.O_RDONLY, 0);
                 RecordReader reader = new RecordReader(from, delimiter, longest)) {
                for (ByteBuffer record = reader.next(); record != null; record = reader.next()) {
                    found.add(StandardCharsets.UTF_8.decode(record).toString());
                }
                assertThat(reader.next()).as("after the end").isNull();
            }
            return found;
        }
    }

    @Test
    void emptyLinesCountAndSoDoesALastLineWithoutNewline() throws IOException {
        assertThat(records("a\n\nbc", '\n', 100)).containsExactly("a", "", "bc");
        assertThat(records("a\n\nbc\n", '\n', 100)).containsExactly("a", "", "bc");
        assertThat(records("", '\n', 100)).isEmpty();
        assertThat(records("x\0\ny\0", 0, 100)).containsExactly("x", "\ny");
    }

    @Test
    void theWholeStreamIsOneRecordAlsoWhenItIsEmpty() throws IOException {
        assertThat(records("a\n\0b", RecordReader.WHOLE, 100)).containsExactly("a\n\0b");
        assertThat(records("", RecordReader.WHOLE, 100)).containsExactly("");
    }

    /** Also where it stands at the very end of a block, or is missing at the end. */
    @Test
    void recordsComeWithTheirDelimiters() throws IOException {
        StringBuilder stream = new StringBuilder("\n");
        for (int i = 0; i < 20_000; i++) {
            stream.append("x".repeat(i % 50)).append('\n');
        }
        try (Scratch scratch = new Scratch()) {
            Path file = Files.writeString(Path.of(scratch.path("in")), stream + "last");
            StringBuilder found = new StringBuilder();
            try (Fd from = Fd.open(file.toString(), Fd.O_RDONLY, 0);
                 RecordReader reader = new RecordReader(from, '\n', 100)) {
                for (ByteBuffer record = reader.nextWithDelimiter(); record != null; record = reader
                        .nextWithDelimiter()) {
                    assertThat(record.get(record.limit() - 1)).isEqualTo((byte) '\n');
                    found.append(StandardCharsets.UTF_8.decode(record));
                }
            }
            assertThat(found).hasToString(stream + "last\n");
        }
    }

    @Test
    void recordsThatCrossTheBlocksStayWhole() throws IOException {
        List<String> expected = new ArrayList<>();
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            String line = Integer.toString(i).repeat(i % 50);
            expected.add(line);
            stream.append(line).append('\n');
        }
        assertThat(stream.length()).isGreaterThan(1 << 21);
        assertThat(records(stream.toString(), '\n', 10)).isEqualTo(expected);
    }

    @Test
    void aRecordLongerThanMemoryIsCountedInFull() {
        String line = "x".repeat(1_000_000);
        for (String stream : List.of(line, line + "\nmore", "first\n" + line + "\n")) {
            assertThatThrownBy(() -> records(stream, '\n', 128)).isInstanceOfSatisfying(RecordTooLongException.class,
                    e -> {
                        assertThat(e.length()).isEqualTo(1_000_000);
                        assertThat(e.isExact()).isTrue();
                    });
        }
    }

    @Test
    void anEndlessRecordIsGivenUp() {
        try (Fd zero = Fd.open("/dev/zero", Fd.O_RDONLY, 0); RecordReader reader = new RecordReader(zero, '\n', 128)) {
            assertThatThrownBy(reader::next).isInstanceOfSatisfying(RecordTooLongException.class,
                    e -> assertThat(e.isExact()).isFalse());
        }
    }

    /** It read a block ahead, and that was gone. */
    @Test
    void whatWasNotDeliveredIsThereForTheNextReader() throws IOException {
        Joint socket = Joint.socket();
        try (Scratch scratch = new Scratch(); Pipe pipe = Pipe.open(); Fd unread = socket.from();
             Fd written = socket.to();
             Fd file = Fd.open(Files.writeString(Path.of(scratch.path("in")), "a\nb\nc").toString(), Fd.O_RDONLY, 0)) {
            for (Fd to : List.of(pipe.writer(), written)) {
                to.writeFully(ByteBuffer.allocateDirect(5).put("a\nb\nc".getBytes(US_ASCII)).flip());
            }
            for (Fd from : List.of(pipe.reader(), unread, file)) {
                try (RecordReader reader = RecordReader.sparing(from, '\n', 100)) {
                    assertThat(StandardCharsets.UTF_8.decode(reader.next()).toString()).isEqualTo("a");
                    assertThat(StandardCharsets.UTF_8.decode(reader.next()).toString()).isEqualTo("b");
                }
                ByteBuffer left = ByteBuffer.allocateDirect(10);
                from.read(left);
                assertThat(StandardCharsets.UTF_8.decode(left.flip()).toString()).isEqualTo("b\nc");
            }
        }
    }

    /** A writer that waits for room inside of a record gets it though that record is not taken yet. */
    @Test
    void aRecordLongerThanThePipeComesWhole() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            assertRecordsCome(pipe.reader(), pipe.writer(), 2, 300_000, 300_001);
        }
    }

    /** As above; what fills them is less than a look sees, and it was waited for more of it for a second each time. */
    @Test
    void recordsLongerThanASocketOrTheSmallestPipeHoldComeWithoutAPause() throws Exception {
        for (Joint joint : List.of(Joint.socket(), Joint.smallestPipe())) {
            try (Fd from = joint.from(); Fd to = joint.to()) {
                assertRecordsCome(from, to, 150, 300_000, 300_001);
            }
        }
    }

    /** Each write(2) into a socket has a buffer of its own, which counts for as much as hundreds of bytes. */
    @Test
    void aRecordThatComesByteByByteDoesNotWaitEachTimeTheSocketIsFull() throws Exception {
        Joint joint = Joint.socket();
        try (Fd from = joint.from(); Fd to = joint.to()) {
            assertRecordsCome(from, to, 1, 50_000, 1);
        }
    }

    private record Joint(Fd from, Fd to) {
        static Joint socket() {
            UnixSocket[] ends = UnixSocket.pair(SocketType.STREAM);
            return new Joint(ends[0].fd(), ends[1].fd());
        }

        static Joint smallestPipe() {
            Fd[] ends = PipeBuffer.open(0);
            PipeBuffer.resize(ends[0], PipeBuffer.PAGE);
            return new Joint(ends[0], ends[1]);
        }
    }

    private static void assertRecordsCome(Fd from, Fd to, int count, int length, int each) throws Exception {
        ByteBuffer record = ByteBuffer.allocateDirect(length + 1).put("x".repeat(length).getBytes(US_ASCII))
                .put((byte) '\n').flip();
        Thread writer = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                for (int start = 0; start <= length; start += each) {
                    to.writeFully(record.duplicate().limit(Math.min(length + 1, start + each)).position(start));
                }
            }
            to.close();
        });
        writer.start();
        // Many times what it takes, and a part of what as many waits would.
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(40), () -> {
            try (RecordReader reader = RecordReader.sparing(from, '\n', 1 << 20)) {
                for (int i = 0; i < count; i++) {
                    assertThat(reader.next()).isEqualTo(record.duplicate().limit(length));
                }
                assertThat(reader.next()).isNull();
            }
        });
        writer.join(60_000);
    }
}
