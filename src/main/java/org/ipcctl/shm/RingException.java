package org.ipcctl.shm;

/** A ring that cannot be used, or not to the end of its stream: what it holds, or what has become of the other side. */
public final class RingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String hint;

    /** @param hint the next step as a sentence, or null */
    RingException(String name, String message, String hint) {
        super(message, null, false, false);
        this.name = name;
        this.hint = hint;
    }

    /** The object, with its slash. */
    public String name() {
        return name;
    }

    /** What to do next; null where nobody knows. */
    public String hint() {
        return hint;
    }
}
