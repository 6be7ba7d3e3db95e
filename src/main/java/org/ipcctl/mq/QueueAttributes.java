package org.ipcctl.mq;

/**
 * What mq_getattr(3) tells, and what mq_open(3) is asked for.
 *
 * <p>In memory it is {@code struct mq_attr}, eight longs of which four have a meaning:
 * <pre>
 *   0 mq_flags   1 mq_maxmsg   2 mq_msgsize   3 mq_curmsgs   4..7 reserved
 * </pre>
 *
 * @param maxMessages messages that the queue can hold
 * @param messageSize bytes that a message can have
 * @param messages    messages that it holds now
 */
public record QueueAttributes(long maxMessages, long messageSize, long messages) {
    static final int LONGS = 8;
    private static final int MAXMSG = 1;
    private static final int MSGSIZE = 2;
    private static final int CURMSGS = 3;

    /** Kernel's {@code struct msg_msg} and {@code struct posix_msg_tree_node} on 64-bit machines. */
    private static final long MESSAGE_OVERHEAD = 48;
    private static final long PRIORITY_OVERHEAD = 48;
    private static final long PRIORITIES = 32768;

    /** Of a queue to create. */
    public static QueueAttributes wanted(long maxMessages, long messageSize) {
        return new QueueAttributes(maxMessages, messageSize, 0);
    }

    static QueueAttributes of(long[] raw) {
        return new QueueAttributes(raw[MAXMSG], raw[MSGSIZE], raw[CURMSGS]);
    }

    long[] raw() {
        long[] raw = new long[LONGS];
        raw[MAXMSG] = maxMessages;
        raw[MSGSIZE] = messageSize;
        return raw;
    }

    /**
     * The bytes that the kernel counts against {@code RLIMIT_MSGQUEUE} for such a queue, full or empty: getrlimit(2).
     * {@link Long#MAX_VALUE} where a long cannot hold them.
     */
    public long accountedBytes() {
        try {
            long payload = Math.multiplyExact(maxMessages, messageSize);
            long overhead = Math.addExact(Math.multiplyExact(maxMessages, MESSAGE_OVERHEAD),
                    Math.min(maxMessages, PRIORITIES) * PRIORITY_OVERHEAD);
            return Math.addExact(payload, overhead);
        } catch (ArithmeticException beyondAnyLimit) {
            return Long.MAX_VALUE;
        }
    }
}
