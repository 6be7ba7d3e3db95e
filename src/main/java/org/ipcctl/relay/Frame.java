package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The frame format: how messages with priorities travel through a stream of bytes, and none of them is changed. It is
 * easily read and written in any language:
 * <pre>
 *   PRIORITY ' ' LENGTH '\n'      both decimal, without sign or leading zeros; one space between
 *   LENGTH bytes of the message   of any value
 *   '\n'                          which shows that the length was right
 * </pre>
 * A message {@code hi} of priority 5 is the seven bytes {@code 5 2\nhi\n}, an empty one of priority 0 {@code 0 0\n\n}.
 * A stream is frames, one after the other, and may be empty. {@link FrameReader} refuses everything else, and tells
 * where it begins.
 */
public final class Frame {
    /** {@code MQ_PRIO_MAX - 1}: what mq_send(3) takes. */
    public static final int HIGHEST_PRIORITY = 32767;
    static final byte END = '\n';
    /**
     * Digits of the largest long, as types of System V messages are, and of the largest int, the space and the newline.
     */
    static final int LONGEST_HEADER = 19 + 1 + 10 + 1;
    /** Bytes that a frame has beside those of its message, at most. */
    public static final int OVERHEAD = LONGEST_HEADER + 1;

    private Frame() {}

    /** Appends the frame of what remains in {@code message} to {@code into}, which has room for it. */
    public static void put(long priority, ByteBuffer message, ByteBuffer into) {
        into.put((priority + " " + message.remaining() + "\n").getBytes(StandardCharsets.US_ASCII));
        into.put(message).put(END);
    }
}
