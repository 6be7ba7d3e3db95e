package org.ipcctl.bench;

/** What of a mechanism can be set; a {@link Transport} tells which of these it has. */
public enum Tunable {
    /** Bytes: the capacity of a pipe, SO_SNDBUF and SO_RCVBUF, the size of a ring. */
    BUFFER,
    /** Messages that a queue holds. */
    DEPTH,
    /** Slots of a double buffer. */
    SLOTS
}
