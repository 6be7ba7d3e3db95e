package org.ipcctl.relay;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;

/**
 * Cuts a stream into records: at each delimiter, or none at all. The delimiter is no part of the record; what stands
 * behind the last one is a record too, unless it is empty.
 */
public final class RecordReader implements AutoCloseable {
    /** Instead of a delimiter: the whole stream is one record, also where it is empty. */
    public static final int WHOLE = -1;

    /** As long as a record is counted, when it is longer than wanted. */
    private static final long COUNTED = 1L << 26;

    private final BlockReader blocks;
    private final int delimiter;
    private boolean wholeGiven;
    /** Whether the last record that was given had its delimiter behind it. */
    private boolean delimited;

    /**
     * @param delimiter a byte, from 0 to 255, or {@link #WHOLE}
     * @param longest   bytes that the longest record may have; little more are ever held
     */
    public RecordReader(Fd from, int delimiter, long longest) {
        this(new BlockReader(from, longest + 1), delimiter);
    }

    private RecordReader(BlockReader blocks, int delimiter) {
        this.blocks = blocks;
        this.delimiter = delimiter;
    }

    /**
     * As the other, but what was not delivered stays where it was: a record counts as delivered when the next one is
     * asked for, and a signal ends this process between two.
     */
    public static RecordReader sparing(Fd from, int delimiter, long longest) {
        return new RecordReader(new SparingReader(from, longest + 1, delimiter != WHOLE), delimiter);
    }

    /**
     * Somebody is about to wait: what was delivered is not in its source any more, though this process be killed
     * meanwhile.
     */
    public void settle() {
        blocks.settle();
    }

    /**
     * The next record, direct and valid until the next call, or null at the end.
     *
     * @throws RecordTooLongException where the record is longer than there is memory for
     */
    public ByteBuffer next() {
        blocks.delivered();
        int searched = 0;
        while (true) {
            int end = find(searched);
            if (end >= 0) {
                return taken(end, 1);
            }
            searched = blocks.settled();
            if (blocks.isFull()) {
                throw tooLong();
            } else if (!blocks.more()) {
                int rest = blocks.unused().remaining();
                boolean last = delimiter == WHOLE ? !wholeGiven : rest > 0;
                wholeGiven = true;
                return last ? taken(rest, 0) : null;
            }
        }
    }

    /** As {@link #next}, with the delimiter that ends the record; one that the end of the stream ends gets it, too. */
    public ByteBuffer nextWithDelimiter() {
        ByteBuffer record = next();
        if (record == null || delimited) {
            return record == null ? null : record.limit(record.limit() + 1);
        }
        return ByteBuffer.allocateDirect(record.remaining() + 1).put(record).put((byte) delimiter).flip();
    }

    /** Length of the record in what is there, looked for from {@code start} on, or -1. */
    private int find(int start) {
        ByteBuffer unused = blocks.unused();
        int limit = unused.limit();
        byte end = (byte) delimiter;
        for (int i = unused.position() + start; delimiter != WHOLE && i < limit; i++) {
            if (unused.get(i) == end) {
                return i - unused.position();
            }
        }
        return -1;
    }

    private ByteBuffer taken(int length, int delimiterLength) {
        int start = blocks.unused().position();
        delimited = delimiterLength > 0;
        blocks.use(length + delimiterLength);
        return blocks.view(start, length);
    }

    /** Passes over what is left of the record that {@link #next} found too long. */
    public void skip() {
        int end = find(0);
        while (end < 0) {
            passAll();
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
            passAll();
            if (length > COUNTED || !blocks.more()) {
                break;
            }
            end = find(0);
        } while (end < 0);
        return new RecordTooLongException(length + Math.max(0, end), length <= COUNTED);
    }

    private void passAll() {
        blocks.use(blocks.unused().remaining());
        blocks.delivered();
    }

    /** Has what was not delivered be there for who reads next. */
    @Override
    public void close() {
        blocks.close();
    }
}
