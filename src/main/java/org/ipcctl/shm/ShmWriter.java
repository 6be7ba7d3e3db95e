package org.ipcctl.shm;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/**
 * Puts bytes into an object, one behind the other. Each piece has memory reserved for it before it is written, so a full
 * /dev/shm is found out before and not in the middle of it.
 */
public final class ShmWriter {
    private final SharedMemory memory;
    private final boolean grows;
    private final long sizeBefore;
    private final long start;
    private long at;
    private long size;

    /**
     * @param offset where the first byte goes
     * @param grows  whether the object is to become as long as what was written needs, and no longer; otherwise it keeps its size
     */
    public ShmWriter(SharedMemory memory, long offset, boolean grows) {
        this.memory = memory;
        this.grows = grows;
        this.start = offset;
        this.at = offset;
        this.size = memory.size();
        this.sizeBefore = size;
    }

    /**
     * Says that {@code length} bytes will come in all, so that what cannot be is refused before the first is written.
     *
     * @throws OutOfRangeException where the object is too short and does not grow
     */
    public void expect(long length) {
        makeRoom(length);
    }

    /**
     * Writes all that remains in {@code bytes}, a direct buffer.
     *
     * @throws OutOfRangeException where the object is too short and does not grow
     */
    public void put(ByteBuffer bytes) {
        int length = bytes.remaining();
        makeRoom(length);
        memory.write(bytes, at);
        at += length;
    }

    private void makeRoom(long length) {
        if (length > Long.MAX_VALUE - at) {
            throw new KernelException("pwrite", memory.name(), Errno.EFBIG);
        }
        long end = at + length;
        if (end > size && !grows) {
            throw new OutOfRangeException(memory.name(),
                    "the object has " + size + " bytes, and " + length + " bytes from offset " + at + " on do not fit", end);
        }
        // A gap between the old end and the offset becomes zeros with memory behind them, too.
        long from = Math.min(at, size);
        memory.reserve(from, end - from);
        size = Math.max(size, end);
    }

    /** Bytes that went in so far. */
    public long written() {
        return at - start;
    }

    /** All is in: cuts off what is behind it where the size was to fit. */
    public void finish() {
        if (grows && size > at) {
            memory.resize(at);
        }
    }

    /** Gives back what the object grew by; what was overwritten stays so. */
    public void abandon() {
        if (size > sizeBefore) {
            memory.resize(sizeBefore);
        }
    }
}
