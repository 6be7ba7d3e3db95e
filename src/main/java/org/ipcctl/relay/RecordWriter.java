package org.ipcctl.relay;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;

/**
 * Writes records to a descriptor, apart from one another as asked: what {@link RecordReader} and {@link FrameReader}
 * read again. It collects a few before it writes; what was put and not flushed is lost if the process ends.
 */
public final class RecordWriter {
    /** Few enough to lose little when ipcctl is killed, enough that writing costs nothing. */
    private static final int BATCH = 1 << 14;

    /** What stands behind a record, or around it; LINE_END is a newline where the record does not end with one. */
    public enum Separation {
        NONE(-1), NEWLINE('\n'), LINE_END('\n'), NUL(0), FRAME(-1);

        private final int terminator;

        Separation(int terminator) {
            this.terminator = terminator;
        }

        /** What there is on {@code out}: none is a line's end on a terminal, where the prompt comes next. */
        public Separation on(Fd out) {
            return this == NONE && out.isTerminal() ? LINE_END : this;
        }

        /** What was asked for, in this order; nothing at all is no separation. */
        public static Separation of(boolean framed, boolean nul, boolean lines) {
            return framed ? FRAME : nul ? NUL : lines ? NEWLINE : NONE;
        }
    }

    private final Fd out;
    private final Separation separation;
    private ByteBuffer batch = ByteBuffer.allocateDirect(BATCH);
    private long held;

    public RecordWriter(Fd out, Separation separation) {
        this.out = out;
        this.separation = separation;
    }

    /** Takes what remains in {@code record}; the priority is kept where a {@link Frame} has room for it. */
    public void put(long priority, ByteBuffer record) {
        makeRoom(record.remaining() + Frame.OVERHEAD);
        if (separation == Separation.FRAME) {
            Frame.put(priority, record, batch);
        } else {
            boolean isLine = separation == Separation.LINE_END && record.hasRemaining()
                    && record.get(record.limit() - 1) == '\n';
            batch.put(record);
            if (separation.terminator >= 0 && !isLine) {
                batch.put((byte) separation.terminator);
            }
        }
        held++;
    }

    private void makeRoom(int needed) {
        if (batch.remaining() < needed) {
            flush();
        }
        if (batch.capacity() < needed) {
            batch = ByteBuffer.allocateDirect(needed);
        }
    }

    /** Records that were put and not flushed. */
    public long held() {
        return held;
    }

    /** Their bytes. */
    public long heldBytes() {
        return batch.position();
    }

    /** Writes what was put; whether that fails or not, nothing is held then. */
    public void flush() {
        held = 0;
        try {
            out.writeFully(batch.flip());
        } finally {
            batch.clear();
        }
    }
}
