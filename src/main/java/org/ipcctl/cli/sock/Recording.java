package org.ipcctl.cli.sock;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.OutputFile;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.cli.convert.Received;
import org.ipcctl.format.Format;
import org.ipcctl.format.Payload;
import org.ipcctl.format.RowWriter;
import org.ipcctl.format.TableStyle;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.LateError;
import org.ipcctl.kernel.Users;
import org.ipcctl.kernel.WholeFile;
import org.ipcctl.relay.RecordReader;
import org.ipcctl.relay.RecordTooLongException;
import org.ipcctl.relay.Replay;
import org.ipcctl.relay.Tap;
import org.ipcctl.sock.Credentials;
import org.ipcctl.sock.SocketType;

/**
 * Conversations in a file: the rows of {@link Passing} as lines of JSON, payloads in Base64. It is complete, whoever
 * has to wait for that, and each line is in the file before what it tells of goes on.
 */
final class Recording implements Tap, AutoCloseable {
    /** Others may have had their passwords in it. */
    private static final int MODE = 0600;
    /** Bytes of a line, which has the payload of one message. */
    private static final long LONGEST_LINE = 1L << 26;
    private static final String REMEDY = "Make a recording with 'ipcctl sock proxy LISTEN TARGET --record FILE'.";

    private final Fd file;
    private final RowWriter<Passing> rows;
    private Exception failure;

    /** @param deadline for who is to read it, where it is a FIFO */
    Recording(String path, Deadline deadline) {
        file = created(path, deadline);
        rows = Format.NDJSON.open(Passing.SCHEMA, TableStyle.DEFAULT, new FileOutput(file));
    }

    /** Nobody else is to have had the file before, who could read what is written. */
    private static Fd created(String path, Deadline deadline) {
        OutputFile.refuseLinkOfOthers(path);
        Fd file = OutputFile.open(path, Fd.O_CREAT, MODE, deadline);
        FileStatus status = file.status();
        if (status.kind() == FileStatus.Kind.REGULAR && status.uid() != Users.effectiveUser()) {
            file.close();
            throw new CommandFailure(ExitCode.PERMISSION, path,
                    "the file belongs to " + Users.user(status.uid()) + ", who could read the recording",
                    "Name another file.");
        } else if (status.kind() == FileStatus.Kind.REGULAR) {
            file.truncate(0);
        }
        return file;
    }

    private static final class FileOutput extends OutputStream {
        private final Fd file;

        FileOutput(Fd file) {
            this.file = file;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            file.writeFully(ByteBuffer.allocateDirect(length).put(bytes, offset, length).flip());
        }
    }

    @Override
    public void opened(long conversation, Credentials client, SocketType type, String from) {
        add(Passing.opened(conversation, client, type, from));
    }

    @Override
    public void came(long conversation, Party from, ByteBuffer data, List<Fd> descriptors) {
        int size = data.remaining();
        add(Passing.data(conversation, from, size, Received.of(data, DataAs.BASE64),
                descriptors.stream().map(Passing::named).toList()));
    }

    @Override
    public void ended(long conversation, Party from) {
        add(Passing.of(Passing.What.END, conversation, from));
    }

    @Override
    public void failed(long conversation, RuntimeException failed) {
        add(Passing.note(Passing.What.FAILED, conversation, failed.getMessage()));
    }

    @Override
    public void closed(long conversation) {
        add(Passing.of(Passing.What.CLOSE, conversation, null));
    }

    /** That it cannot be written ends nobody's conversation, and is told at the end. */
    private synchronized void add(Passing passing) {
        if (failure == null) {
            try {
                rows.write(passing);
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (file) {
            if (failure instanceof IOException e) {
                throw e;
            } else if (failure instanceof RuntimeException e) {
                throw e;
            }
            LateError.check(file);
        }
    }

    /**
     * A conversation of a file.
     *
     * @param number      its number there
     * @param type        of its sockets
     * @param begin       when it began, after the first one did
     * @param end         when it was over, likewise; null where the file does not tell
     * @param steps       what was sent, in its order
     * @param descriptors that passed, which no file can hold
     */
    record Conversation(long number, SocketType type, Duration begin, Duration end, List<Replay.Step> steps,
                        long descriptors) {
    }

    /**
     * The conversations in the file {@code path}, which may be a FIFO or {@code /dev/stdin}, in the order in which they
     * began.
     *
     * @param deadline for what comes first
     * @throws CommandFailure with the line that is none of a recording, and where there is no conversation
     */
    static List<Conversation> read(String path, Deadline deadline) {
        Reading reading = new Reading(path);
        try (Fd file = opened(path, deadline);
             RecordReader lines = new RecordReader(file, '\n', LONGEST_LINE)) {
            for (ByteBuffer line = lines.next(); line != null; line = lines.next()) {
                byte[] bytes = new byte[line.remaining()];
                line.get(bytes);
                reading.take(Payload.utf8(bytes));
            }
        } catch (RecordTooLongException e) {
            throw reading.wrong("or a later one has more than " + LONGEST_LINE + " bytes");
        }
        List<Conversation> all = reading.conversations();
        if (all.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, path, "it contains no conversation", REMEDY);
        }
        return all;
    }

    private static Fd opened(String path, Deadline deadline) {
        try {
            return WholeFile.open(path, deadline);
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) ? e.because("no such file").advise(REMEDY) : e;
        }
    }

    /** A file that is being read; it may be made up. */
    private static final class Reading {
        private final String path;
        private final Map<Long, Conversation> found = new LinkedHashMap<>();
        private final Map<Long, Long> descriptors = new LinkedHashMap<>();
        private final Map<Long, Duration> ends = new LinkedHashMap<>();
        private Instant first;
        private long line;

        Reading(String path) {
            this.path = path;
        }

        void take(String text) {
            line++;
            if (text == null) {
                throw wrong("is not text in UTF-8");
            }
            try {
                JsonObject row = JsonParser.parseString(text).getAsJsonObject();
                take(row.get("conversation").getAsLong(), row.get("event").getAsString(),
                        Instant.parse(row.get("time").getAsString()), row);
            } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NullPointerException
                    | NumberFormatException | DateTimeParseException e) {
                throw wrong("was not written by --record");
            } catch (ArithmeticException e) {
                throw wrong("has a time that is centuries away from the first one");
            } catch (IllegalArgumentException e) {
                throw wrong("has a payload that is not base64, or an unknown word");
            }
        }

        private void take(long number, String event, Instant time, JsonObject row) {
            first = first == null ? time : first;
            if (event.equals("open")) {
                SocketType type = SocketType.valueOf(row.get("type").getAsString().toUpperCase(Locale.ROOT));
                found.put(number, new Conversation(number, type, since(time), null, new ArrayList<>(), 0));
                return;
            }
            Conversation conversation = found.get(number);
            if (conversation == null) {
                throw wrong("is about conversation " + number + ", which was not opened before");
            } else if (event.equals("close")) {
                ends.put(number, since(time));
            } else if (event.equals("data") || event.equals("end")) {
                Tap.Party from = Tap.Party.valueOf(row.get("sender").getAsString().toUpperCase(Locale.ROOT));
                byte[] data = event.equals("end") ? null : payload(row);
                conversation.steps().add(new Replay.Step(since(time).minus(conversation.begin()), from, data));
                JsonElement passed = row.get("descriptors");
                descriptors.merge(number, passed == null || passed.isJsonNull() ? 0L : passed.getAsJsonArray().size(),
                        Long::sum);
            }
        }

        /** Of a length that can be counted in nanoseconds, twice over. */
        private Duration since(Instant time) {
            return Duration.ofNanos(Math.multiplyExact(Duration.between(first, time).toNanos(), 2L) / 2);
        }

        private static byte[] payload(JsonObject row) {
            String text = row.get("payload").getAsString();
            return row.get("encoding").getAsString().equals("utf-8") ? text.getBytes(StandardCharsets.UTF_8)
                    : Base64.getDecoder().decode(text);
        }

        CommandFailure wrong(String why) {
            return new CommandFailure(ExitCode.FAILED, path, "line " + line + " " + why, REMEDY);
        }

        List<Conversation> conversations() {
            return found.values().stream()
                    .map(c -> new Conversation(c.number(), c.type(), c.begin(), ends.get(c.number()), c.steps(),
                            descriptors.getOrDefault(c.number(), 0L)))
                    .toList();
        }
    }
}
