package org.ipcctl.cli.mq;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where received messages go. What was put and not flushed has not reached its reader, so nobody waits with something in it. */
interface Delivery extends AutoCloseable {
    /** Takes a message, whose bytes are all of {@code message}. */
    void put(int priority, ByteBuffer message) throws IOException;

    /** Bytes that were put and not flushed; a guess that is not too small, where they depend on what they are written as. */
    long held();

    /** Has all that was put reach its reader. */
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
