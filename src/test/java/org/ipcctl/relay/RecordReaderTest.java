package org.ipcctl.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.Fd;
import org.ipcctl.pipe.Pipe;
import org.ipcctl.testing.Scratch;
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
        try (Scratch scratch = new Scratch(); Pipe pipe = Pipe.open();
             Fd file = Fd.open(Files.writeString(Path.of(scratch.path("in")), "a\nb\nc").toString(), Fd.O_RDONLY, 0)) {
            pipe.writer()
                    .writeFully(ByteBuffer.allocateDirect(5).put("a\nb\nc".getBytes(StandardCharsets.US_ASCII)).flip());
            for (Fd from : List.of(pipe.reader(), file)) {
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
            byte[] record = "x".repeat(300_000).getBytes(StandardCharsets.US_ASCII);
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 2; i++) {
                    pipe.writer().writeFully(
                            ByteBuffer.allocateDirect(record.length + 1).put(record).put((byte) '\n').flip());
                }
                pipe.closeWriter();
            });
            writer.start();
            try (RecordReader reader = RecordReader.sparing(pipe.reader(), '\n', 1 << 20)) {
                assertThat(reader.next().remaining()).isEqualTo(record.length);
                assertThat(reader.next().remaining()).isEqualTo(record.length);
                assertThat(reader.next()).isNull();
            }
            writer.join(60_000);
        }
    }
}
