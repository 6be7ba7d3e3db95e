package org.ipcctl.kernel;

import java.nio.ByteBuffer;

/** What takes messages one after the other, each whole, and may have to wait for room. */
public interface MessageSink {
    /**
     * Sends what remains in {@code message}, a direct buffer; a mechanism without priorities passes over
     * {@code priority}.
     */
    void send(ByteBuffer message, long priority);

    /** Messages that went in. */
    long sent();

    /** Has {@code step} run before each wait for room. */
    void beforeWait(Runnable step);
}
