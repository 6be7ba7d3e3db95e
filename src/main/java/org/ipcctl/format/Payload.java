package org.ipcctl.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Received bytes where only text can stand. */
public final class Payload {
    private Payload() {
    }

    /** The text that {@code bytes} are in UTF-8, or null where they are none. */
    public static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The text that the bytes are in UTF-8, or else their Base64; a column beside it says which by {@link #encoding}. */
    public static String text(byte[] bytes) {
        String text = utf8(bytes);
        return text != null ? text : Base64.getEncoder().encodeToString(bytes);
    }

    /** {@code utf-8} or {@code base64}: what {@link #text} made of the bytes. */
    public static String encoding(byte[] bytes) {
        return utf8(bytes) != null ? "utf-8" : "base64";
    }

    /** As {@link #printable}, and with backslashes doubled, so that a program can take every escape back. */
    static String reversible(String text) {
        return printable(text.replace("\\", "\\\\"));
    }

    /** The text with everything that could steer a terminal written as an escape. */
    public static String printable(String text) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            if (escape && safe == null) {
                safe = new StringBuilder(text.substring(0, i));
            }
            if (safe != null) {
                safe.append(escape ? escaped(c) : String.valueOf(c));
            }
        }
        return safe == null ? text : safe.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c);
        };
    }
}
