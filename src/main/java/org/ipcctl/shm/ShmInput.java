package org.ipcctl.shm;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;

/**
 * What goes into shared memory, in blocks: bytes at hand, a stream of any length, of which one block is in memory at a
 * time, or a part of another object. The first block of a stream is read ahead, so that the length of a short one is
 * known.
 */
public final class ShmInput {
    private static final int BLOCK = 1 << 20;

    /** Fills the buffer as far as it can and says false at the end. */
    private interface Source {
        boolean read(ByteBuffer into);
    }

    private final Source source;
    private final Fd stream;
    private final ByteBuffer block;
    private volatile long length;
    /** Others look how far this is. */
    private volatile long written;
    private boolean ended;
    private boolean primed;
    /** Whether the block has not been handed out yet. */
    private boolean fresh;

    private ShmInput(Source source, Fd stream, ByteBuffer block, long length) {
        this.source = source;
        this.stream = stream;
        this.block = block;
        this.length = length;
    }

    /** These bytes. */
    public ShmInput(byte[] bytes) {
        this(into -> false, null, ByteBuffer.allocateDirect(bytes.length).put(bytes), bytes.length);
        ended = true;
        primed = true;
        fresh = true;
        block.flip();
    }

    /** What {@code from} gives until its end. */
    public ShmInput(Fd from) {
        this(into -> from.readPatiently(into) > 0, from, ByteBuffer.allocateDirect(BLOCK), from.bytesLeft());
    }

    /** {@code length} bytes of {@code memory}. */
    public ShmInput(SharedMemory memory, long offset, long length) {
        this(new Source() {
            private long at = offset;

            @Override
            public boolean read(ByteBuffer into) {
                into.limit((int) Math.min(into.capacity(), offset + length - at));
                int count = into.hasRemaining() ? memory.read(into, at) : -1;
                at += Math.max(0, count);
                return count >= 0;
            }
        }, null, ByteBuffer.allocateDirect(BLOCK), length);
    }

    /** How much comes in all, -1 where nobody knows. */
    public long length() {
        prime();
        return length;
    }

    /** The next block, good until the one after it; null at the end. */
    public ByteBuffer next() {
        prime();
        if (!fresh && ended) {
            return null;
        } else if (!fresh) {
            fill();
        }
        fresh = false;
        passed(block.remaining());
        return block.hasRemaining() ? block : null;
    }

    private void prime() {
        if (!primed) {
            primed = true;
            fill();
            if (ended) {
                // A file may have changed since its length was asked for.
                length = block.remaining();
            }
        }
    }

    private void fill() {
        block.clear();
        while (!ended && block.hasRemaining()) {
            ended = !source.read(block);
        }
        fresh = true;
        block.flip();
    }

    /** The descriptor with what was not handed out; null where there is none, or nothing is left in it. */
    public Fd rest() {
        return ended ? null : stream;
    }

    /** Somebody took {@code count} bytes out of {@link #rest}. */
    public void passed(long count) {
        long before = written;
        written = before + count;
    }

    /** As {@link #length}, as far as it is known before anything was read. */
    public long expected() {
        return length;
    }

    /** Bytes that were handed out. */
    public long written() {
        return written;
    }

    /** For a failure midway, bytes that went in before: all blocks but the last. */
    public long writtenBefore() {
        return Math.max(0, written - block.limit());
    }
}
