package org.ipcctl.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings of the operating system (arguments, paths, object names) are bytes without NUL and need not be UTF-8.
 *
 * <p>Decoded, valid UTF-8 is the text it stands for, and every byte that is no part of valid UTF-8 becomes one lone low
 * surrogate U+DC80 to U+DCFF. No decoder makes those from valid input, so encoding gives back exactly the bytes that
 * came in, whatever the locale says.
 */
public final class OsString {
    private static final int ESCAPE = 0xDC00;

    private OsString() {}

    /** The text of {@code bytes}; {@link #encode} of it gives the same bytes. */
    public static String decode(byte[] bytes) {
        return decode(bytes, bytes.length);
    }

    /** The text of the first {@code length} of {@code bytes}. */
    static String decode(byte[] bytes, int length) {
        // Nearly all there is, thousands of times where a host is looked at.
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return decodeAny(Arrays.copyOf(bytes, length));
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static String decodeAny(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        while (true) {
            CoderResult step = decoder.decode(in, out, true);
            if (!step.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < step.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xFF)));
            }
            decoder.reset();
        }
    }

    /** The bytes of {@code text}, with the bytes that {@link #decode} set aside put back. */
    public static byte[] encode(String text) {
        int clean = 0;
        while (clean < text.length() && !Character.isSurrogate(text.charAt(clean))) {
            clean++;
        }
        if (clean == text.length()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c >= ESCAPE + 0x80 && c <= ESCAPE + 0xFF) {
                out.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
                out.write(c - ESCAPE);
                start = i + 1;
            }
        }
        out.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** The bytes of {@code text} with a closing NUL, as C functions take them. */
    public static byte[] cString(String text) {
        byte[] bytes = encode(text);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** The length in bytes that the kernel counts. */
    public static int length(String text) {
        return encode(text).length;
    }
}
