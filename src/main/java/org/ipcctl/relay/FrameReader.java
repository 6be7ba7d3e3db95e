package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.kernel.Fd;

/** Reads a stream of {@link Frame}s, and stops at the first byte that cannot be one. */
public final class FrameReader {
    private static final Pattern HEADER = Pattern.compile("(0|[1-9][0-9]{0,4}) (0|[1-9][0-9]{0,9})\n");

    private final BlockReader blocks;
    private final long longest;
    private int priority;

    /** @param longest bytes that the longest message may have */
    public FrameReader(Fd from, long longest) {
        this.blocks = new BlockReader(from, longest + Frame.OVERHEAD);
        this.longest = longest;
    }

    /**
     * The next message, direct and valid until the next call, or null at the end of the stream.
     *
     * @throws BrokenFrameException   where the stream holds no frame, or ends within one
     * @throws RecordTooLongException where the message is longer than allowed
     */
    public ByteBuffer next() {
        String header = header();
        if (header == null) {
            return null;
        }
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw new BrokenFrameException(blocks.offset(), "a header 'PRIORITY LENGTH' was expected there");
        }
        priority = Integer.parseInt(parts.group(1));
        long length = Long.parseLong(parts.group(2));
        if (priority > Frame.HIGHEST_PRIORITY) {
            throw new BrokenFrameException(blocks.offset(), "priority " + priority + " is above " + Frame.HIGHEST_PRIORITY);
        } else if (length > longest) {
            throw new RecordTooLongException(length, true);
        }
        return message(header.length(), (int) length);
    }

    /** The priority of the message that {@link #next} gave. */
    public int priority() {
        return priority;
    }

    /** Up to and with the newline, or what is there in its place; null at the end of the stream. */
    private String header() {
        ByteBuffer unused = blocks.unused();
        int length = 0;
        while (length < Frame.LONGEST_HEADER) {
            if (length == unused.remaining() && !blocks.more()) {
                break;
            }
            if (unused.get(unused.position() + length++) == Frame.END) {
                break;
            }
        }
        byte[] bytes = new byte[length];
        unused.get(unused.position(), bytes);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        if (length > 0 && length < Frame.LONGEST_HEADER && !header.endsWith("\n") && header.matches("[0-9]+ ?[0-9]*")) {
            throw new BrokenFrameException(blocks.offset() + length, "the stream ends within the header of a frame");
        }
        return length == 0 ? null : header;
    }

    private ByteBuffer message(int header, int length) {
        int whole = header + length + 1;
        while (blocks.unused().remaining() < whole) {
            if (!blocks.more()) {
                throw new BrokenFrameException(blocks.offset() + blocks.unused().remaining(),
                        "the stream ends " + (whole - blocks.unused().remaining()) + " bytes before its frame does");
            }
        }
        int start = blocks.unused().position() + header;
        if (blocks.unused().get(start + length) != Frame.END) {
            throw new BrokenFrameException(blocks.offset() + header + length, "the newline that ends a message of " + length
                    + " bytes was expected there");
        }
        blocks.use(whole);
        return blocks.view(start, length);
    }
}
