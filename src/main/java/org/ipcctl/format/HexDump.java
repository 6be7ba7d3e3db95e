package org.ipcctl.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Bytes as {@code hexdump -C} shows them: the address, sixteen bytes in hexadecimal and as ASCII, a {@code *} for lines
 * that repeat the one before, and the address of the end.
 */
public final class HexDump {
    private static final int WIDTH = 16;
    private static final int BUFFER = 1 << 16;
    private static final int ADDRESS_DIGITS = 8;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SQUEEZED = {'*', '\n'};

    private final boolean squeeze;
    private final byte[] line = new byte[WIDTH];
    private final byte[] previous = new byte[WIDTH];
    private final ByteBuffer text = ByteBuffer.allocate(96);
    private int filled;
    private long address;
    private boolean hasPrevious;
    private boolean inRepeats;

    /** Where finished lines go. */
    public interface Sink {
        /** Takes what remains in {@code text}, which is used again afterwards. */
        void put(ByteBuffer text);
    }

    /**
     * @param address of the first byte
     * @param squeeze whether repeated lines are left out
     */
    public HexDump(long address, boolean squeeze) {
        this.address = address;
        this.squeeze = squeeze;
    }

    /**
     * Dumps {@code blocks}, null at their end, from {@code address} on to {@code out}, which takes what remains in what
     * it is handed.
     */
    public static void all(Supplier<ByteBuffer> blocks, long address, boolean squeeze, Consumer<ByteBuffer> out) {
        HexDump dump = new HexDump(address, squeeze);
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        Sink sink = text -> {
            if (buffer.remaining() < text.remaining()) {
                out.accept(buffer.flip());
                buffer.clear();
            }
            buffer.put(text);
        };
        for (ByteBuffer block = blocks.get(); block != null; block = blocks.get()) {
            dump.put(block, sink);
        }
        dump.finish(sink);
        out.accept(buffer.flip());
    }

    /** Takes all that remains in {@code bytes}; whole lines go to {@code sink}. */
    public void put(ByteBuffer bytes, Sink sink) {
        while (bytes.hasRemaining()) {
            int count = Math.min(WIDTH - filled, bytes.remaining());
            bytes.get(line, filled, count);
            filled += count;
            if (filled == WIDTH) {
                endLine(sink);
            }
        }
    }

    /** The last, short line and the address of the end, where there was anything at all. */
    public void finish(Sink sink) {
        boolean any = hasPrevious || filled > 0;
        if (filled > 0) {
            endLine(sink);
        }
        if (any) {
            text.clear();
            putAddress();
            sink.put(text.put((byte) '\n').flip());
        }
    }

    private void endLine(Sink sink) {
        boolean repeats = squeeze && hasPrevious && filled == WIDTH && Arrays.equals(line, previous);
        if (!repeats) {
            sink.put(format());
            System.arraycopy(line, 0, previous, 0, WIDTH);
        } else if (!inRepeats) {
            sink.put(ByteBuffer.wrap(SQUEEZED));
        }
        inRepeats = repeats;
        hasPrevious = true;
        address += filled;
        filled = 0;
    }

    private ByteBuffer format() {
        text.clear();
        putAddress();
        text.put((byte) ' ');
        for (int i = 0; i < WIDTH; i++) {
            text.put((byte) ' ');
            if (i == WIDTH / 2) {
                text.put((byte) ' ');
            }
            boolean there = i < filled;
            text.put(there ? DIGITS[line[i] >> 4 & 0xF] : (byte) ' ').put(there ? DIGITS[line[i] & 0xF] : (byte) ' ');
        }
        text.put((byte) ' ').put((byte) ' ').put((byte) '|');
        for (int i = 0; i < filled; i++) {
            text.put(line[i] >= ' ' && line[i] < 0x7F ? line[i] : (byte) '.');
        }
        return text.put((byte) '|').put((byte) '\n').flip();
    }

    private void putAddress() {
        int digits = Math.max(ADDRESS_DIGITS, (Long.SIZE - Long.numberOfLeadingZeros(address) + 3) / 4);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            text.put(DIGITS[(int) (address >> shift) & 0xF]);
        }
    }
}
