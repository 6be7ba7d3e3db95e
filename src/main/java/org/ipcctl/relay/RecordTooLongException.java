package org.ipcctl.relay;

/** A record is longer than its receiver can take. */
public final class RecordTooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long length;
    private final boolean exact;

    RecordTooLongException(long length, boolean exact) {
        super("record of " + length + " bytes", null, false, false);
        this.length = length;
        this.exact = exact;
    }

    /** Its bytes, or as many as were counted. */
    public long length() {
        return length;
    }

    /** Whether that is all of it. */
    public boolean isExact() {
        return exact;
    }
}
