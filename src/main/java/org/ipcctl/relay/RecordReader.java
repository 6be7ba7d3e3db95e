package org.ipcctl.relay;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;

/**
 * Cuts a stream into records: at each delimiter, or none at all. The delimiter is no part of the record; what stands
 * behind the last one is a record too, unless it is empty.
 */
public final class RecordReader {
    /** Instead of a delimiter: the whole stream is one record, also where it is empty. */
    public static final int WHOLE = -1;

    /** As long as a record is counted, when it is longer than wanted. */
    private static final long COUNTED = 1L << 26;

    private final BlockReader blocks;
    private final int delimiter;
    private boolean wholeGiven;

    /**
     * @param delimiter a byte, or {@link #WHOLE}
     * @param longest   bytes that the longest record may have; little more are ever held
     */
    public RecordReader(Fd from, int delimiter, long longest) {
        this.blocks = new BlockReader(from, longest + 1);
        this.delimiter = delimiter;
    }

    /**
     * The next record, direct and valid until the next call, or null at the end.
     *
     * @throws RecordTooLongException where the record is longer than there is memory for
     */
    public ByteBuffer next() {
        int searched = 0;
        while (true) {
            int end = find(searched);
            if (end >= 0) {
                return taken(end, 1);
            }
            searched = blocks.unused().remaining();
            if (blocks.isFull()) {
                throw tooLong();
            } else if (!blocks.more()) {
                boolean last = delimiter == WHOLE ? !wholeGiven : searched > 0;
                wholeGiven = true;
                return last ? taken(searched, 0) : null;
            }
        }
    }

    /** Length of the record in what is there, looked for from {@code start} on, or -1. */
    private int find(int start) {
        ByteBuffer unused = blocks.unused();
        int limit = unused.limit();
        for (int i = unused.position() + start; delimiter != WHOLE && i < limit; i++) {
            if (unused.get(i) == delimiter) {
                return i - unused.position();
            }
        }
        return -1;
    }

    private ByteBuffer taken(int length, int delimiterLength) {
        int start = blocks.unused().position();
        blocks.use(length + delimiterLength);
        return blocks.view(start, length);
    }

    /** Passes over what is left of the record that {@link #next} found too long. */
    public void skip() {
        int end = find(0);
        while (end < 0) {
            blocks.use(blocks.unused().remaining());
            if (!blocks.more()) {
                return;
            }
            end = find(0);
        }
        blocks.use(end + 1);
    }

    private RecordTooLongException tooLong() {
        long length = 0;
        int end = -1;
        do {
            length += blocks.unused().remaining();
            blocks.use(blocks.unused().remaining());
            if (length > COUNTED || !blocks.more()) {
                break;
            }
            end = find(0);
        } while (end < 0);
        return new RecordTooLongException(length + Math.max(0, end), length <= COUNTED);
    }
}
