package org.ipcctl.cli.convert;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How DATA that goes in is written: what {@code --from} takes. */
public enum DataFrom {
    /** As it is. */
    TEXT,
    /** Pairs of hexadecimal digits; white space between them means nothing. */
    HEX,
    /** RFC 4648, with or without padding; white space means nothing. */
    BASE64;

    /**
     * The bytes that {@code written} stands for.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public byte[] decode(byte[] written) {
        return switch (this) {
            case TEXT -> written;
            case HEX -> hex(written);
            case BASE64 -> base64(written);
        };
    }

    private static byte[] hex(byte[] written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(written.length / 2);
        int high = -1;
        for (int i = 0; i < written.length; i++) {
            int digit = Character.digit(written[i], 16);
            if (digit < 0 && !isSpace(written[i])) {
                throw new IllegalArgumentException("is not hexadecimal data: " + name(written[i]) + " at byte " + i);
            } else if (digit >= 0 && high >= 0) {
                bytes.write(high << 4 | digit);
                high = -1;
            } else if (digit >= 0) {
                high = digit;
            }
        }
        if (high >= 0) {
            throw new IllegalArgumentException("is not hexadecimal data: the number of digits is odd");
        }
        return bytes.toByteArray();
    }

    private static byte[] base64(byte[] written) {
        ByteArrayOutputStream dense = new ByteArrayOutputStream(written.length);
        for (byte b : written) {
            if (!isSpace(b)) {
                dense.write(b);
            }
        }
        try {
            return Base64.getDecoder().decode(dense.toByteArray());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not Base64 data");
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    private static String name(byte b) {
        return b > ' ' && b < 0x7F ? "'" + new String(new byte[] {b}, StandardCharsets.US_ASCII) + "'"
                : String.format("0x%02x", b);
    }
}
