package org.ipcctl.shm;

import org.ipcctl.kernel.Situation;

/** A ring that cannot be used, or not to the end of its stream: what it holds, or what has become of the other side. */
public final class RingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final Situation situation;

    /** @param situation what it came of; null where nothing can be done */
    RingException(String name, String message, Situation situation) {
        super(message, null, false, false);
        this.name = name;
        this.situation = situation;
    }

    /** The object, with its slash. */
    public String name() {
        return name;
    }

    /** What it came of; null where nothing can be done. */
    public Situation situation() {
        return situation;
    }
}
