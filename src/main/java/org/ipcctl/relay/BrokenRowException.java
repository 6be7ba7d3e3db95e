package org.ipcctl.relay;

/** A line of JSON is not a message; the message is what follows the line's number in a sentence. */
public final class BrokenRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long line;

    BrokenRowException(long line, String reason) {
        super(reason, null, false, false);
        this.line = line;
    }

    /** The line, counted from 1. */
    public long line() {
        return line;
    }
}
