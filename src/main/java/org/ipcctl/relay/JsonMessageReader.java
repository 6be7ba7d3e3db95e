package org.ipcctl.relay;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.kernel.Fd;

/**
 * Reads messages out of lines of JSON, which receivers print: each an object whose {@code payload} is the message, in
 * the form that {@code encoding} names, {@code utf-8} where it does not. What else is in it means nothing here, and
 * lines of white space are passed over. What was not delivered stays where it was, as with
 * {@link RecordReader#sparing}.
 */
public final class JsonMessageReader implements AutoCloseable {
    /** Where a row has no number of the kind that was asked for. */
    public static final long NO_NUMBER = -1;

    /** What a byte can become in JSON, and what a row can have beside its payload. */
    private static final int BYTE = 6;
    private static final int ROW = 1 << 16;
    private static final int LONGEST_LINE = Integer.MAX_VALUE - 16;
    private static final int LONGEST_QUOTE = 30;
    private static final Pattern COLUMN = Pattern.compile(" at line \\d+ column (\\d+)");

    private final RecordReader lines;
    private final long longest;
    private final String numberName;
    private final long lowest;
    private final long highest;
    private final boolean timed;
    private final ByteBuffer small = ByteBuffer.allocateDirect(1 << 13);
    private long line;
    private long number;
    private Instant time;
    private String payload;
    private String encoding;

    /**
     * @param longest    bytes that the longest message may have
     * @param numberName the member that is a message's priority or type; null where it has none
     * @param lowest     what that can be
     * @param highest    likewise
     * @param timed      whether each row is to say when its message came
     */
    public JsonMessageReader(Fd from, long longest, String numberName, long lowest, long highest, boolean timed) {
        this.lines = RecordReader.sparing(from, '\n', Math.min(LONGEST_LINE, BYTE * longest + ROW));
        this.longest = longest;
        this.numberName = numberName;
        this.lowest = lowest;
        this.highest = highest;
        this.timed = timed;
    }

    /** As {@link RecordReader#settle}. */
    public void settle() {
        lines.settle();
    }

    /**
     * The next message, direct and valid until the next call, or null at the end of the stream.
     *
     * @throws BrokenRowException     where a line is none
     * @throws RecordTooLongException where the message is longer than allowed
     */
    public ByteBuffer next() {
        while (true) {
            ByteBuffer text = nextLine();
            if (text == null) {
                return null;
            }
            line++;
            String row = decoded(text);
            if (!row.isBlank()) {
                read(row);
                return direct(message());
            }
        }
    }

    private ByteBuffer nextLine() {
        try {
            return lines.next();
        } catch (RecordTooLongException e) {
            throw new BrokenRowException(line + 1, "has " + (e.isExact() ? "" : "more than ") + e.length()
                    + " bytes, too many for a message of at most " + longest);
        }
    }

    private String decoded(ByteBuffer text) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw broken("is not text in UTF-8");
        }
    }

    private void read(String row) {
        payload = null;
        encoding = "utf-8";
        number = NO_NUMBER;
        time = null;
        try (JsonReader json = new JsonReader(new StringReader(row))) {
            json.setStrictness(Strictness.STRICT);
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                throw broken("is not a JSON object");
            }
            json.beginObject();
            while (json.hasNext()) {
                take(json.nextName(), json);
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw broken("has something after its JSON object");
            }
        } catch (IOException | IllegalStateException e) {
            throw broken("is not valid JSON" + place(e));
        }
        if (payload == null) {
            throw broken("has no member 'payload'");
        } else if (timed && time == null) {
            throw broken("has no member 'received', the time that --pace uses");
        }
    }

    /** Of the parser's words only the place is for people who do not program it. */
    private static String place(Exception failure) {
        Matcher column = COLUMN.matcher(String.valueOf(failure.getMessage()));
        return column.find() ? " at character " + column.group(1) : "";
    }

    private void take(String name, JsonReader json) throws IOException {
        if (name.equals("payload")) {
            payload = text(name, json);
        } else if (name.equals("encoding")) {
            encoding = text(name, json);
        } else if (name.equals("received") && timed) {
            time = time(text(name, json));
        } else if (name.equals(numberName) && json.peek() != JsonToken.NULL) {
            number = number(json);
        } else {
            json.skipValue();
        }
    }

    private String text(String name, JsonReader json) throws IOException {
        if (json.peek() != JsonToken.STRING) {
            throw broken("has a member '" + name + "' that is not a string");
        }
        return json.nextString();
    }

    private Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw broken("has a member 'received' that is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    private long number(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.NUMBER) {
            try {
                long value = json.nextLong();
                if (value >= lowest && value <= highest) {
                    return value;
                }
            } catch (NumberFormatException notWhole) {
                // Told below.
            }
        }
        throw broken("has a member '" + numberName + "' that is not an integer "
                + (highest == Long.MAX_VALUE ? "above " + (lowest - 1) : "from " + lowest + " to " + highest));
    }

    private byte[] message() {
        byte[] message = switch (encoding) {
            // A lone surrogate, which would be lost here, is no JSON to a strict reader.
            case "utf-8" -> payload.getBytes(StandardCharsets.UTF_8);
            case "base64" -> bytes(Base64.getDecoder()::decode);
            case "hex" -> bytes(HexFormat.of()::parseHex);
            default -> throw broken("has the encoding '" + quoted(encoding) + "'; use utf-8, base64 or hex");
        };
        if (message.length > longest) {
            throw new RecordTooLongException(message.length, true);
        }
        return message;
    }

    /** From text to bytes; IllegalArgumentException for what is none. */
    private interface Decoder {
        byte[] decode(String text);
    }

    private byte[] bytes(Decoder decoder) {
        try {
            return decoder.decode(payload);
        } catch (IllegalArgumentException e) {
            throw broken("has a payload that is not " + encoding + ", as its encoding says");
        }
    }

    private static String quoted(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    }

    private BrokenRowException broken(String reason) {
        return new BrokenRowException(line, reason);
    }

    private ByteBuffer direct(byte[] bytes) {
        ByteBuffer room = bytes.length <= small.capacity() ? small.clear() : ByteBuffer.allocateDirect(bytes.length);
        return room.put(bytes).flip();
    }

    /** The number of the message that {@link #next} gave, or {@link #NO_NUMBER}. */
    public long number() {
        return number;
    }

    /** When it came; null where that was not asked for. */
    public Instant time() {
        return time;
    }

    @Override
    public void close() {
        lines.close();
    }
}
