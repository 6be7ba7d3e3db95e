package org.ipcctl.relay;

/** A stream is not made of {@link Frame}s, from some byte on. */
public final class BrokenFrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    BrokenFrameException(long offset, String reason) {
        super(reason, null, false, false);
        this.offset = offset;
    }

    /** The byte in the stream, counted from 0. */
    public long offset() {
        return offset;
    }
}
