package org.ipcctl.mq;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ipcctl.kernel.OsString;

/**
 * A message that asks for an answer: the name of the queue for that, a newline, and the bytes that are asked. The name
 * begins with that of the queue which the request is sent to and a full stop, so that nobody can have a server send to,
 * or remove, any other queue.
 *
 * <p>The answer is one message. Its priority says how it went: 0 for well, 1 to 255 for the status of whoever failed,
 * and
 * {@link #NO_ANSWER} where there is none, and the bytes say why.
 *
 * @param answerTo the name, with its slash
 * @param content  what is asked
 */
public record Request(String answerTo, byte[] content) {
    /** Priority of a message that says why there is no answer. */
    public static final int NO_ANSWER = 256;
    /** Bytes of a name: {@code NAME_MAX}, and its slash. */
    private static final int LONGEST_NAME = 256;
    private static final byte END = '\n';

    /**
     * Takes {@code message} apart, which was sent to {@code queue}.
     *
     * @return null where it is none
     */
    public static Request of(String queue, byte[] message) {
        int end = 0;
        while (end < message.length && end <= LONGEST_NAME && message[end] != END) {
            end++;
        }
        if (end == message.length || end > LONGEST_NAME) {
            return null;
        }
        String name = OsString.decode(Arrays.copyOf(message, end));
        boolean belongs = name.startsWith(prefix(queue)) && name.indexOf('/', 1) < 0 && name.indexOf('\0') < 0;
        return belongs ? new Request(name, Arrays.copyOfRange(message, end + 1, message.length)) : null;
    }

    /** How the name begins of each queue for answers to what was sent to {@code queue}. */
    static String prefix(String queue) {
        return queue + ".";
    }

    /** Bytes that stand before the content of a request. */
    static int overhead(String answerTo) {
        return OsString.encode(answerTo).length + 1;
    }

    /** A direct buffer of the whole message. */
    static ByteBuffer message(String answerTo, ByteBuffer content) {
        byte[] name = OsString.encode(answerTo);
        return ByteBuffer.allocateDirect(name.length + 1 + content.remaining()).put(name).put(END)
                .put(content.duplicate()).flip();
    }
}
