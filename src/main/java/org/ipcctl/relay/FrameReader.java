package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.kernel.Fd;

/**
 * Reads a stream of {@link Frame}s, and stops at the first byte that cannot be one. What was not delivered stays where
 * it was, as with {@link RecordReader#sparing}.
 */
public final class FrameReader implements AutoCloseable {
    private static final Pattern HEADER = Pattern.compile("(0|[1-9][0-9]{0,18}) (0|[1-9][0-9]{0,9})\n");

    private final BlockReader blocks;
    private final long longest;
    private final long lowest;
    private final long highest;
    private long priority;

    /** @param longest bytes that the longest message may have */
    public FrameReader(Fd from, long longest) {
        this(from, longest, 0, Frame.HIGHEST_PRIORITY);
    }

    /** The same where {@code lowest} to {@code highest} is what the first number of a frame can be. */
    public FrameReader(Fd from, long longest, long lowest, long highest) {
        this.lowest = lowest;
        this.highest = highest;
        this.blocks = new SparingReader(from, longest + Frame.OVERHEAD, true);
        this.longest = longest;
    }

    /** As {@link RecordReader#settle}. */
    public void settle() {
        blocks.settle();
    }

    /**
     * The next message, direct and valid until the next call, or null at the end of the stream.
     *
     * @throws BrokenFrameException   where the stream holds no frame, or ends within one
     * @throws RecordTooLongException where the message is longer than allowed
     */
    public ByteBuffer next() {
        blocks.delivered();
        while (true) {
            String header = header();
            if (header == null) {
                return null;
            }
            int length = length(header);
            int whole = header.length() + length + 1;
            if (blocks.unused().remaining() >= whole) {
                return message(header.length(), length);
            } else if (!blocks.more()) {
                throw new BrokenFrameException(blocks.offset() + blocks.unused().remaining(),
                        "the stream ends " + (whole - blocks.unused().remaining()) + " bytes before its frame does");
            }
        }
    }

    private int length(String header) {
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw new BrokenFrameException(blocks.offset(), "a header 'PRIORITY LENGTH' was expected there");
        }
        try {
            priority = Long.parseLong(parts.group(1));
        } catch (NumberFormatException beyondAll) {
            priority = Long.MAX_VALUE;
        }
        long length = Long.parseLong(parts.group(2));
        if (priority > highest) {
            throw new BrokenFrameException(blocks.offset(), "priority " + parts.group(1) + " is above " + highest);
        } else if (priority < lowest) {
            throw new BrokenFrameException(blocks.offset(),
                    "its first number is " + priority + ", and here " + lowest + " is the lowest that can be");
        } else if (length > longest) {
            throw new RecordTooLongException(length, true);
        }
        return (int) length;
    }

    /** The priority of the message that {@link #next} gave. */
    public long priority() {
        return priority;
    }

    /** Up to and with the newline, or what is there in its place; null at the end of the stream. */
    private String header() {
        ByteBuffer unused = blocks.unused();
        int length = 0;
        while (length < Frame.LONGEST_HEADER) {
            if (length == unused.remaining()) {
                int settled = blocks.settled();
                if (!blocks.more()) {
                    break;
                }
                length = settled;
            }
            if (unused.get(unused.position() + length++) == Frame.END) {
                break;
            }
        }
        byte[] bytes = new byte[length];
        unused.get(unused.position(), bytes);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        if (length > 0 && length < Frame.LONGEST_HEADER && !header.endsWith("\n") && header.matches("[0-9]+ ?[0-9]*")) {
            throw new BrokenFrameException(blocks.offset() + length, "the stream ends inside the header of a frame");
        }
        return length == 0 ? null : header;
    }

    private ByteBuffer message(int header, int length) {
        int start = blocks.unused().position() + header;
        if (blocks.unused().get(start + length) != Frame.END) {
            throw new BrokenFrameException(blocks.offset() + header + length,
                    "the newline that ends a message of " + length
                            + " bytes was expected there");
        }
        blocks.use(header + length + 1);
        return blocks.view(start, length);
    }

    @Override
    public void close() {
        blocks.close();
    }
}
