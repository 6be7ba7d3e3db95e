package org.ipcctl.shm;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Copier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;

/** Takes a part of an object out of it, block by block or all at once. */
public final class ShmReader {
    private static final int BLOCK = 1 << 20;

    private final SharedMemory memory;
    private ByteBuffer block;
    private final long end;
    /** Others look how far this is. */
    private volatile long at;

    /**
     * @param offset where it begins
     * @param length how many bytes; negative for all that are there now
     * @throws OutOfRangeException where the object is shorter
     */
    public ShmReader(SharedMemory memory, long offset, long length) {
        long size = memory.size();
        if (offset > size || length > size - offset) {
            throw new OutOfRangeException(memory.name(), "the object has " + size + " bytes, so " + (length < 0
                    ? "there is no offset " + offset
                    : "there are no " + length + " bytes from offset " + offset + " on"), offset + Math.max(0, length));
        }
        this.memory = memory;
        this.at = offset;
        this.end = length < 0 ? size : offset + length;
    }

    /** Bytes that are still to come. */
    public long remaining() {
        return end - at;
    }

    /** Where in the object the next block begins. */
    public long offset() {
        return at;
    }

    /** The last byte of the part as it is now; negative where there is none. */
    public int last() {
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        return end == 0 || memory.read(one, end - 1) < 1 ? -1 : one.get(0) & 0xFF;
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
        if (block == null) {
            block = ByteBuffer.allocateDirect((int) Math.min(BLOCK, end - at));
        }
        block.clear().limit((int) Math.min(block.capacity(), end - at));
        while (block.hasRemaining()) {
            if (memory.read(block, at + block.position()) < 0) {
                throw shortened(at + block.position());
            }
        }
        long before = at;
        at = before + block.flip().remaining();
        return block;
    }

    private OutOfRangeException shortened(long there) {
        return new OutOfRangeException(memory.name(),
                "another process shortened it to " + memory.size() + " bytes while it was read; "
                        + there + " were still there",
                end);
    }

    /**
     * Copies all that is still to come to {@code to}, waiting for room. What arrives there changes no more when
     * somebody writes to the object.
     *
     * @throws OutOfRangeException where another process has shortened the object
     */
    public void copyTo(Fd to) {
        memory.fd().seek(at);
        try (Copier copier = Copier.ofWhatMayChange(memory.fd(), to)) {
            long start = at;
            while (at < end || copier.holds()) {
                long count = copier.step(end - at);
                if (count == Copier.FULL) {
                    Poll.await(to, Poll.OUT, Deadline.never());
                } else if (count == Copier.END) {
                    throw shortened(at);
                }
                at = start + copier.moved();
            }
        }
    }
}
