package org.ipcctl.shm;

import java.nio.ByteBuffer;

/**
 * Takes a part of an object out of it, block by block. The bytes are copied, not spliced: what goes into a pipe must not
 * change when somebody writes to the object afterwards.
 */
public final class ShmReader {
    private static final int BLOCK = 1 << 20;

    private final SharedMemory memory;
    private final ByteBuffer block;
    private final long end;
    private long at;

    /**
     * @param offset where it begins
     * @param length how many bytes; negative for all that are there now
     * @throws OutOfRangeException where the object is shorter
     */
    public ShmReader(SharedMemory memory, long offset, long length) {
        long size = memory.size();
        if (offset > size || length > size - offset) {
            throw new OutOfRangeException(memory.name(), "the object has " + size + " bytes, so " + (length < 0
                    ? "there is no offset " + offset : "there are no " + length + " bytes from offset " + offset + " on"), offset + Math.max(0, length));
        }
        this.memory = memory;
        this.at = offset;
        this.end = length < 0 ? size : offset + length;
        this.block = ByteBuffer.allocateDirect((int) Math.min(BLOCK, end - at));
    }

    /** Bytes that are still to come. */
    public long remaining() {
        return end - at;
    }

    /** Where in the object the next block begins. */
    public long offset() {
        return at;
    }

    /** All that is still to come. */
    public byte[] all() {
        byte[] all = new byte[Math.toIntExact(remaining())];
        int at = 0;
        for (ByteBuffer next = next(); next != null; next = next()) {
            int count = next.remaining();
            next.get(all, at, count);
            at += count;
        }
        return all;
    }

    /**
     * The next bytes, good until those after them; null at the end.
     *
     * @throws OutOfRangeException where another process has shortened the object
     */
    public ByteBuffer next() {
        if (at == end) {
            return null;
        }
        block.clear().limit((int) Math.min(block.capacity(), end - at));
        while (block.hasRemaining()) {
            if (memory.read(block, at + block.position()) < 0) {
                throw new OutOfRangeException(memory.name(), "another process shortened it to " + memory.size()
                        + " bytes while it was read; " + (at + block.position()) + " were still there", end);
            }
        }
        at += block.flip().remaining();
        return block;
    }
}
