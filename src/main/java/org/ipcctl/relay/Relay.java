package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;

/**
 * Copies from one descriptor to another until the end of the file or a count of bytes. Nothing is held back: what one
 * read brought is written before the next, and at most one buffer of it is in memory.
 */
public final class Relay {
    private static final int BUFFER = 1 << 17;

    private final Fd from;
    private final Fd to;
    private Duration patience;
    private long moved;

    public Relay(Fd from, Fd to) {
        this.from = from;
        this.to = to;
    }

    /** Each wait for data may last {@code span}; null, the default, is for ever. */
    public Relay patience(Duration span) {
        this.patience = span;
        return this;
    }

    /** Bytes that have reached {@code to} so far, also when a copy failed midway. */
    public long moved() {
        return moved;
    }

    /**
     * Copies until the end of the file.
     *
     * @return the bytes moved by this call
     */
    public long copy() {
        return copy(Long.MAX_VALUE);
    }

    /**
     * Copies until {@code limit} bytes have moved or the file ends, whichever comes first.
     *
     * @return the bytes moved by this call
     */
    public long copy(long limit) {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER, Math.max(1, limit)));
        long before = moved;
        while (moved - before < limit) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), limit - (moved - before)));
            if (patience != null) {
                awaitData(Deadline.in(patience));
            }
            int count = from.readSome(buffer);
            if (count < 0) {
                break;
            } else if (count == 0) {
                awaitData(Deadline.inOrNever(patience));
                continue;
            }
            to.writeFully(buffer.flip());
            moved += count;
        }
        return moved - before;
    }

    private void awaitData(Deadline deadline) {
        if (Poll.await(from, Poll.IN, deadline) == 0) {
            throw deadline.timedOut("poll", from.name(), "data");
        }
    }
}
