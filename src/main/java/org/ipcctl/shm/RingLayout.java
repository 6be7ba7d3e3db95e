package org.ipcctl.shm;

/**
 * A ring of bytes in shared memory with one producer and one consumer. Words of different writers have cache lines of
 * their own; numbers are in native byte order.
 *
 * <pre>
 *   offset  bytes  content
 *        0      8  "ipcctl/R", the magic
 *        8      4  version of this layout, 1
 *       12      4  offset of the bytes, 4096
 *       16      8  capacity: how many bytes there are, a power of two, 4096 at least
 *       64      4  producer: robust futex, the number of the producer's thread; the consumer sleeps on it
 *      128      8  head: bytes produced so far, written by the producer only
 *      136      4  streams that producers have ended so far
 *      192      4  consumer: likewise; the producer sleeps on it
 *      256      8  tail: bytes consumed so far, written by the consumer only
 *      264      4  streams that the consumer has taken to their end
 *      268      4  1 where the consumer stays for the next producer
 *     4096         the bytes
 * </pre>
 *
 * <p>Counters of bytes only ever grow; the place in the ring is their remainder by the capacity, and head less tail is
 * what is in it. The producer fills bytes and then stores head with release order; the consumer loads head with acquire
 * order before it reads them, and stores tail with release order when it has copied them out, before which the producer
 * does not touch them.
 *
 * <p>The word of a side is 0 where there is nobody yet, or nobody any more who has not done what was to be done;
 * FUTEX_OWNER_DIED where its process has gone too early, which the kernel writes when it was killed
 * ({@link org.ipcctl.kernel.RobustSlot}), and the process itself otherwise. Who sleeps sets FUTEX_WAITERS in the word
 * of the other side, and looks once more; who has changed one of its own words looks, behind a full fence, whether that
 * bit is in its own word, takes it out and wakes. So the word that a side sleeps on is the one that the kernel wakes
 * when the other side dies, and nobody has to look whether it is still there.
 *
 * <p>The object has a name until one of the sides has nothing more to do, so that a second producer finds the first.
 * Whoever takes a side, or the name away, has an flock(2) on the object meanwhile, and has seen that it still has a
 * name.
 *
 * <p>The rings of {@code bench} have the same words, with no header and nobody to die.
 */
public final class RingLayout {
    public static final long PRODUCER = 64;
    public static final long HEAD = 128;
    public static final long CONSUMER = 192;
    public static final long TAIL = 256;
    public static final long BYTES = 4096;

    static final int VERSION_AT = 8;
    static final int BYTES_AT = 12;
    static final int CAPACITY_AT = 16;
    static final int HEADER = 24;
    static final long ENDED = HEAD + Long.BYTES;
    static final long TAKEN = TAIL + Long.BYTES;
    static final long STAYS = TAKEN + Integer.BYTES;

    private RingLayout() {}
}
