package org.ipcctl.cli.shm;

import java.nio.ByteBuffer;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;
import org.ipcctl.shm.SharedMemory;

/**
 * What goes into shared memory, in blocks: bytes at hand, a stream of any length, of which one block is in memory at a
 * time, or a part of another object. The first block of a stream is read ahead, so that the length of a short one is known.
 */
final class ShmInput {
    private static final int BLOCK = 1 << 20;
    private static final int MOST_AT_ONCE = 1 << 26;

    /** Fills the buffer as far as it can and says false at the end. */
    private interface Source {
        boolean read(ByteBuffer into);
    }

    private final Source source;
    private final ByteBuffer block;
    private long length;
    private long written;
    private boolean ended;
    private boolean primed;
    /** Whether the block has not been handed out yet. */
    private boolean fresh;

    private ShmInput(Source source, ByteBuffer block, long length) {
        this.source = source;
        this.block = block;
        this.length = length;
    }

    /** These bytes. */
    ShmInput(byte[] bytes) {
        this(into -> false, ByteBuffer.allocateDirect(bytes.length).put(bytes), bytes.length);
        ended = true;
        primed = true;
        fresh = true;
        block.flip();
    }

    /** What {@code from} gives until its end. */
    ShmInput(Fd from) {
        this(into -> read(from, into), ByteBuffer.allocateDirect(BLOCK), from.bytesLeft());
    }

    /** {@code length} bytes of {@code memory}. */
    ShmInput(SharedMemory memory, long offset, long length) {
        this(new Source() {
            private long at = offset;

            @Override
            public boolean read(ByteBuffer into) {
                into.limit((int) Math.min(into.capacity(), offset + length - at));
                int count = into.hasRemaining() ? memory.read(into, at) : -1;
                at += Math.max(0, count);
                return count >= 0;
            }
        }, ByteBuffer.allocateDirect(BLOCK), length);
    }

    /** How much comes in all, -1 where nobody knows. */
    long length() {
        prime();
        return length;
    }

    /** The next block, good until the one after it; null at the end. */
    ByteBuffer next() {
        prime();
        if (!fresh && ended) {
            return null;
        } else if (!fresh) {
            fill();
        }
        fresh = false;
        written += block.remaining();
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

    /** Bytes that were handed out. */
    long written() {
        return written;
    }

    /** For a failure midway, what went in before: all blocks but the last. */
    String soFar() {
        long before = written - block.limit();
        return before > 0 ? "; " + before + " bytes went in before" : "";
    }

    /** All that {@code from} gives, for forms that are decoded as a whole. */
    static byte[] all(Fd from) {
        ByteBuffer all = ByteBuffer.allocateDirect(BLOCK);
        while (read(from, all)) {
            if (!all.hasRemaining() && all.capacity() == MOST_AT_ONCE) {
                throw new CommandFailure(ExitCode.LIMIT, from.name(), "more than " + MOST_AT_ONCE + " bytes are not decoded here",
                        "Decode them first: base64 -d FILE | ipcctl shm write NAME");
            } else if (!all.hasRemaining()) {
                all = ByteBuffer.allocateDirect(Math.min(MOST_AT_ONCE, 4 * all.capacity())).put(all.flip());
            }
        }
        byte[] bytes = new byte[all.flip().remaining()];
        all.get(bytes);
        return bytes;
    }

    private static boolean read(Fd from, ByteBuffer into) {
        int count = from.readSome(into);
        while (count == 0) {
            // Somebody left our stdin in non-blocking mode.
            Poll.await(from, Poll.IN, Deadline.never());
            count = from.readSome(into);
        }
        return count > 0;
    }
}
