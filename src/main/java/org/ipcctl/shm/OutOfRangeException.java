package org.ipcctl.shm;

/** Bytes were meant that the object does not have: behind its end, or cut off by somebody meanwhile. */
public final class OutOfRangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final long needed;

    OutOfRangeException(String name, String message, long needed) {
        super(message, null, false, false);
        this.name = name;
        this.needed = needed;
    }

    /** The object, with its slash. */
    public String name() {
        return name;
    }

    /** The size in bytes that would be enough for what is known to be wanted. */
    public long needed() {
        return needed;
    }
}
