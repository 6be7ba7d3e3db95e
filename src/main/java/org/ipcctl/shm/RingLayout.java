package org.ipcctl.shm;

import org.ipcctl.kernel.SharedWord;

/**
 * A ring of bytes in shared memory with one producer and one consumer. Words of different writers have cache lines of their own;
 * all are zero in a new ring, and in native byte order.
 *
 * <pre>
 *   offset  bytes  content
 *        0      8  head: bytes produced so far, written by the producer only
 *       64      8  tail: bytes consumed so far, written by the consumer only
 *      128      4  futex that the consumer sleeps on: 1 while it does, or is about to
 *      192      4  futex that the producer sleeps on: likewise
 *      256         the bytes, as many as the capacity, a power of two
 * </pre>
 *
 * <p>Counters only ever grow; the place in the ring is their remainder by the capacity, and head less tail is what is in it. The
 * producer fills bytes and then stores head with release order; the consumer loads head with acquire order before it reads them,
 * and stores tail with release order when it has copied them out, before which the producer does not touch them.
 */
public final class RingLayout {
    public static final long HEAD = 0;
    public static final long TAIL = HEAD + SharedWord.CACHE_LINE;
    public static final long CONSUMER_SLEEPS = TAIL + SharedWord.CACHE_LINE;
    public static final long PRODUCER_SLEEPS = CONSUMER_SLEEPS + SharedWord.CACHE_LINE;
    public static final long BYTES = PRODUCER_SLEEPS + SharedWord.CACHE_LINE;

    private RingLayout() {}
}
