package org.ipcctl.bench;

import java.util.Locale;

/** Which of the two peers a process is. */
public enum Side {
    /** Creates the kernel objects, sends the blocks, starts each round trip. */
    SENDING,
    /** Opens them, receives the blocks, sends each round trip back. */
    RECEIVING;

    Side other() {
        return this == SENDING ? RECEIVING : SENDING;
    }

    /** In messages: {@code sending}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
