package org.ipcctl.relay;

import org.ipcctl.kernel.Copier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;

/**
 * Copies a stream of bytes from one descriptor to another until its end: a {@link Copier} with the waits that a
 * conversation has.
 */
final class StreamCopier extends Mover {
    private final Copier copier;

    StreamCopier(Fd from, Fd to) {
        this(from, to, Deadline.never());
    }

    StreamCopier(Fd from, Fd to, Deadline limit) {
        super(from, to, limit);
        this.copier = Copier.of(from, to);
    }

    @Override
    boolean pass() {
        return pass(Long.MAX_VALUE);
    }

    /** As {@link #pass()}, but {@code most} bytes at most. */
    boolean pass(long most) {
        long count = copier.step(most);
        boolean more = count != Copier.END;
        if (count == Copier.FULL && !copier.holds()) {
            noRoom();
        }
        while (count > 0 || copier.holds()) {
            if (count > 0) {
                progressed(count);
            } else {
                awaitRoom(Deadline.never());
            }
            count = copier.holds() ? copier.step(0) : 0;
        }
        return more;
    }

    @Override
    void release() {
        copier.close();
    }
}
