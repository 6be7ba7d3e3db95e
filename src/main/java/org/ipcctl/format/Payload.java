package org.ipcctl.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Value;

/** Received bytes where only text can stand. */
public final class Payload {
    private Payload() {}

    /** The text that {@code bytes} are in UTF-8, or null where they are none. */
    public static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * The text that the bytes are in UTF-8, or else their Base64; a column beside it says which by {@link #encoding}.
     */
    public static String text(byte[] bytes) {
        String text = utf8(bytes);
        return text != null ? text : Base64.getEncoder().encodeToString(bytes);
    }

    /** What {@link #encoding} makes its word of. */
    public static Value.Encoding encodingOf(byte[] bytes) {
        return new Value.Encoding(utf8(bytes) != null, hasZero(bytes));
    }

    /** {@code utf-8} or {@code base64}: what {@link #text} made of the bytes. */
    static String encoding(Value.Encoding of) {
        return of.isUtf8() ? "utf-8" : "base64";
    }

    /** As {@link #text} for who cannot take a zero byte, as no variable of a shell can. */
    static String textWithoutZeros(byte[] bytes) {
        return hasZero(bytes) ? Base64.getEncoder().encodeToString(bytes) : text(bytes);
    }

    /** As {@link #encoding} of {@link #textWithoutZeros}. */
    static String encodingWithoutZeros(Value.Encoding of) {
        return of.hasZero() ? "base64" : encoding(of);
    }

    private static boolean hasZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #printable}, and with backslashes doubled, so that a program can take every escape back. */
    public static String reversible(String text) {
        return printable(text.replace("\\", "\\\\"));
    }

    /**
     * The text with everything that could steer a terminal written as an escape: control and format characters, and the
     * bytes that are no text, of which 0x9b begins a sequence on terminals of eight bits.
     */
    public static String printable(String text) {
        StringBuilder safe = null;
        int step;
        for (int i = 0; i < text.length(); i += step) {
            int c = text.codePointAt(i);
            step = Character.charCount(c);
            boolean escape = steersOrBreaks(c);
            if (escape && safe == null) {
                safe = new StringBuilder(text.substring(0, i));
            }
            if (escape) {
                safe.append(escaped(c));
            } else if (safe != null) {
                safe.appendCodePoint(c);
            }
        }
        return safe == null ? text : safe.toString();
    }

    /**
     * Whether it is no character that is only to be seen; a lone surrogate is a byte that is no part of UTF-8:
     * {@link OsString}.
     */
    private static boolean steersOrBreaks(int c) {
        return Character.isISOControl(c) || switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            // The byte 0x85 and the character U+0085 stay two things.
            default -> c < 0x80 || c >= 0xDC80 && c <= 0xDCFF ? String.format("\\x%02x", c & 0xFF)
                    : String.format(c <= Character.MAX_VALUE ? "\\u%04x" : "\\U%08x", c);
        };
    }
}
