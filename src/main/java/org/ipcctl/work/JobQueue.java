package org.ipcctl.work;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;

/** A queue that messages are taken from, or sent to when they have failed, of either kind. */
public interface JobQueue extends AutoCloseable {
    /** What {@link #tryReceive} returns where there was none. */
    int NOTHING = -1;

    String name();

    /** What its messages have beside their bytes. */
    Mark mark();

    /** Bytes that a message of it can have. */
    long messageSize();

    /**
     * Takes a message, if there is one, without waiting.
     *
     * @param claim the whole of a mapped claim; the kernel writes the message from {@link Claim#HEADER} on, and its
     * mark where {@link #mark} says
     * @return its length, or {@link #NOTHING}
     */
    int tryReceive(ByteBuffer claim);

    /** Sends what remains in {@code content}, a direct buffer; false where there is no room. */
    boolean trySend(ByteBuffer content, long mark);

    /** Messages that are in it. */
    long messages();

    /**
     * What poll(2) finds readable when there is a message; null where nothing tells of that, so that one has to look.
     */
    Fd readable();

    /** What poll(2) finds readable when it may have been removed; null likewise. */
    Fd removalTold();

    /** Whether it was removed. */
    boolean isRemoved();

    /** What to throw then. */
    RuntimeException removed();

    /** The C function that takes, for messages. */
    String receiveCall();

    /** The one that sends. */
    String sendCall();

    @Override
    void close();
}
