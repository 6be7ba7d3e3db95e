package org.ipcctl.shm;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.ipcctl.kernel.Copier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;

/**
 * Puts bytes into an object, one behind the other. That there is memory for what is known to come is seen to before the
 * first of it is written, so that a full /dev/shm is found out before and not in the middle of it.
 */
public final class ShmWriter {
    /** What is told to be missing where nobody knows how much is still to come. */
    private static final int PIECE = 1 << 20;

    private final SharedMemory memory;
    private final boolean grows;
    private final long sizeBefore;
    private final long start;
    private long at;
    private long size;

    /**
     * @param offset where the first byte goes
     * @param grows  whether the object is to become as long as what was written needs, and no longer; otherwise it
     * keeps its size
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
                    "the object has " + size + " bytes, and " + length + " bytes from offset " + at + " on do not fit",
                    end);
        }
        // A gap between the old end and the offset becomes zeros with memory behind them, too.
        long from = Math.min(at, size);
        if (from < at) {
            memory.reserve(from, at - from);
        }
        memory.prepare(at, length);
        size = Math.max(size, end);
    }

    /**
     * Writes what comes out of {@code from} until its end, or until an object that does not grow has no more room.
     *
     * @param passed is told of each piece how many bytes it has
     */
    public void take(Fd from, LongConsumer passed) {
        long before = at;
        memory.fd().seek(at);
        try (Copier copier = Copier.of(from, memory.fd())) {
            try {
                copy(copier, from, passed);
            } finally {
                at = before + copier.moved();
                size = Math.max(size, at);
            }
        } catch (KernelException e) {
            throw memory.fd().isSubjectOf(e) ? ShmDirectory.explainReserve(e, PIECE) : e;
        }
    }

    private void copy(Copier copier, Fd from, LongConsumer passed) {
        long most = grows ? Long.MAX_VALUE : size - at;
        while (copier.moved() < most || copier.holds()) {
            long count = copier.step(most - copier.moved());
            if (count == Copier.END) {
                return;
            } else if (count == Copier.EMPTY) {
                Poll.await(from, Poll.IN, Deadline.never());
            } else if (count > 0) {
                passed.accept(count);
            }
        }
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
        if (grows && memory.size() > sizeBefore) {
            memory.resize(sizeBefore);
        }
    }
}
