package org.ipcctl.cli.convert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.ipcctl.format.Payload;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Value;

/** How received bytes are written: what {@code --as} takes. All but raw fit into a line. */
public enum DataAs {
    /** As they are. */
    RAW,
    /**
     * UTF-8 as it is; control characters, bytes that are no UTF-8, and the backslash as escapes: {@code \n},
     * {@code \xff}.
     */
    TEXT,
    /** Two lower-case digits a byte. */
    HEX,
    /** RFC 4648 with padding. */
    BASE64;

    /** The bytes to write for {@code received}, which {@link DataFrom} of the same name reads again (but for text). */
    public byte[] encode(byte[] received) {
        return switch (this) {
            case RAW -> received;
            case TEXT -> OsString.encode(Payload.reversible(OsString.decode(received)));
            case HEX -> HexFormat.of().formatHex(received).getBytes(StandardCharsets.US_ASCII);
            case BASE64 -> Base64.getEncoder().encode(received);
        };
    }

    /** As {@link #encode(byte[])}, of what remains in {@code received}. */
    public ByteBuffer encode(ByteBuffer received) {
        if (this == RAW) {
            return received;
        }
        byte[] bytes = new byte[received.remaining()];
        received.get(bytes);
        return ByteBuffer.wrap(encode(bytes));
    }

    /**
     * What is written for {@code received} where nothing else is: a line, or raw the bytes as they are. On a terminal
     * these end the line, too, where there are any, for the prompt would stand behind them.
     */
    public byte[] alone(byte[] received, boolean onTerminal) {
        byte[] text = encode(received);
        boolean lacksNewline = this != RAW
                || onTerminal && received.length > 0 && received[received.length - 1] != '\n';
        if (!lacksNewline) {
            return text;
        }
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }

    /** The bytes where only text can stand, in a row of a result: raw is text where it can, and else Base64. */
    public Value textOf(byte[] received) {
        return this == RAW ? Value.of(received) : Value.of(new String(encode(received), StandardCharsets.UTF_8));
    }

    /** What {@link #textOf} made of them, for the column beside it. */
    public Value encodingOf(byte[] received) {
        return this == RAW ? Payload.encodingOf(received) : Value.of(name().toLowerCase(Locale.ROOT));
    }
}
