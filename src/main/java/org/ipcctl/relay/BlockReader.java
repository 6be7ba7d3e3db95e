package org.ipcctl.relay;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;

/**
 * A stream read in large blocks, of which the part that is not used up yet can be looked at. Memory grows with what
 * comes, up to what may come.
 */
class BlockReader implements AutoCloseable {
    private static final int SMALLEST = 1 << 18;

    private final Fd from;
    private final int most;
    /** Position to limit is what was read and not used. */
    private ByteBuffer block;
    private ByteBuffer view;
    private long offset;
    private boolean ended;

    /** @param most bytes that must fit at once */
    BlockReader(Fd from, long most) {
        this.from = from;
        this.most = Math.toIntExact(Math.max(SMALLEST, most));
        hold(ByteBuffer.allocateDirect(SMALLEST).limit(0));
    }

    private void hold(ByteBuffer memory) {
        block = memory;
        view = memory.duplicate();
    }

    /**
     * A part of what was read, which starts at {@code start} as {@link #unused} counts; void after the next
     * {@link #more}.
     */
    ByteBuffer view(int start, int length) {
        return view.limit(start + length).position(start);
    }

    /** What was read and not used, from position to limit; {@link #use} moves the position. */
    ByteBuffer unused() {
        return block;
    }

    /** The offset in the stream of the first unused byte. */
    long offset() {
        return offset;
    }

    final boolean isFull() {
        return block.remaining() == most;
    }

    void use(int count) {
        block.position(block.position() + count);
        offset += count;
    }

    /**
     * Reads more behind what is unused, waiting for it; what was handed out before is void afterwards.
     *
     * @return false at the end of the stream
     */
    boolean more() {
        if (ended) {
            return false;
        }
        if (block.remaining() == block.capacity()) {
            hold(ByteBuffer.allocateDirect((int) Math.min(most, 2L * block.capacity())).put(block));
        } else {
            block.compact();
        }
        ended = !fill(block);
        block.flip();
        return !ended;
    }

    /** Adds what comes next, waiting for it; false at the end. */
    boolean fill(ByteBuffer into) {
        return from.readPatiently(into) > 0;
    }

    /** How much of what is unused stays as it is whatever {@link #more} brings. */
    int settled() {
        return block.remaining();
    }

    /** Has what was delivered leave the source, where it does not do so at once. */
    void settle() {
        // It has left.
    }

    /** What was used up to now has arrived where it goes. */
    void delivered() {
        // What was read is nowhere else any more.
    }

    @Override
    public void close() {
        // The descriptor belongs to somebody else.
    }
}
