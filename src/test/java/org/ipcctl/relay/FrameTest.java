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
import java.util.Random;
import org.ipcctl.kernel.Fd;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
    private record Message(int priority, List<Byte> bytes) {
        static Message of(int priority, byte[] bytes) {
            List<Byte> list = new ArrayList<>();
            for (byte b : bytes) {
                list.add(b);
            }
            return new Message(priority, list);
        }
    }

    private static List<Message> read(byte[] stream, long longest) throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path file = Files.write(Path.of(scratch.path("in")), stream);
            List<Message> found = new ArrayList<>();
            try (Fd from = Fd.open(file.toString(), Fd.O_RDONLY, 0);
                 FrameReader reader = new FrameReader(from, longest)) {
                for (ByteBuffer message = reader.next(); message != null; message = reader.next()) {
                    byte[] bytes = new byte[message.remaining()];
                    message.get(bytes);
                    found.add(Message.of((int) reader.priority(), bytes));
                }
            }
            return found;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void theFormIsTheDocumentedOne() throws IOException {
        ByteBuffer into = ByteBuffer.allocate(100);
        Frame.put(5, ByteBuffer.wrap(ascii("hi")), into);
        Frame.put(0, ByteBuffer.allocate(0), into);
        assertThat(StandardCharsets.US_ASCII.decode(into.flip()).toString()).isEqualTo("5 2\nhi\n0 0\n\n");
        assertThat(read(ascii("5 2\nhi\n0 0\n\n"), 10))
                .containsExactly(Message.of(5, ascii("hi")), Message.of(0, new byte[0]));
        assertThat(read(new byte[0], 10)).isEmpty();
    }

    @Test
    void anyBytesAndPrioritiesComeBackAsTheyWere() throws IOException {
        Random random = new Random(3);
        List<Message> sent = new ArrayList<>();
        ByteBuffer stream = ByteBuffer.allocate(3_000_000);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(1_000)];
            random.nextBytes(bytes);
            int priority = i % 3 == 0 ? Frame.HIGHEST_PRIORITY : random.nextInt(Frame.HIGHEST_PRIORITY);
            sent.add(Message.of(priority, bytes));
            Frame.put(priority, ByteBuffer.wrap(bytes), stream);
        }
        byte[] bytes = new byte[stream.flip().remaining()];
        stream.get(bytes);
        assertThat(read(bytes, 1_000)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "5 2;hi;x         | 7  | header",
        "hello world, all | 0  | header",
        "05 2;hi;         | 0  | header",
        "5  2;hi;         | 0  | header",
        "-1 2;hi;         | 0  | header",
        ";5 2;hi;         | 0  | header",
        "5 3;hi;5 2;hi;   | 7  | newline",
        "32768 2;hi;      | 0  | 32767",
        "5 2;hi           | 6  | ends 1 bytes before",
        "5 2;hi;5 2;      | 11 | ends 3 bytes before",
        "5 2;hi;5         | 8  | inside the header",
        "5 2;hi;5 1       | 10 | inside the header"})
    void whatIsBrokenIsToldWithItsOffset(String stream, long offset, String reason) {
        assertThatThrownBy(() -> read(ascii(stream.replace(';', '\n')), 100))
                .isInstanceOfSatisfying(BrokenFrameException.class, e -> {
                    assertThat(e.offset()).isEqualTo(offset);
                    assertThat(e).hasMessageContaining(reason);
                });
    }

    @Test
    void aMessageThatIsTooLongIsNotRead() {
        assertThatThrownBy(() -> read(ascii("0 9999999999\nhi"), 100))
                .isInstanceOfSatisfying(RecordTooLongException.class,
                        e -> assertThat(e.length()).isEqualTo(9_999_999_999L));
    }
}
