package org.ipcctl.mq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Errno;

/**
 * What the kernel knows about one queue.
 *
 * @param name        with its slash
 * @param attributes  null where it may not be opened
 * @param file        owner, mode and times
 * @param queuedBytes of all its messages, null where it may not be read
 * @param notifyPid   the process that mq_notify(3) will tell, 0 where none is registered, null where nobody says
 */
public record QueueStatus(String name, QueueAttributes attributes, FileStatus file, Long queuedBytes, Long notifyPid) {
    private static final Pattern TEXT = Pattern.compile("QSIZE:(\\d+)\\s+NOTIFY:\\d+\\s+SIGNO:\\d+\\s+NOTIFY_PID:(\\d+)");

    /**
     * Of the queue {@code name}.
     *
     * @throws KernelException ENOENT; EACCES where it may be opened neither for receiving nor for sending
     */
    public static QueueStatus of(String name) {
        try (MessageQueue queue = openSomehow(name)) {
            Matcher text = TEXT.matcher(text(queue.fd()));
            boolean told = text.find();
            return new QueueStatus(name, queue.attributes(), queue.fd().status(),
                    told ? Long.valueOf(text.group(1)) : null, told ? Long.valueOf(text.group(2)) : null);
        }
    }

    /**
     * The process that mq_notify(3) will tell of a message in {@code queue}: 0 for none, null where the queue is not open for
     * receiving. The open descriptor itself is asked: in the registered process, closing any descriptor of the queue, also
     * one that was opened only to look, ends the registration.
     */
    static Long notifyPid(MessageQueue queue) {
        Matcher text = TEXT.matcher(text(queue.fd()));
        return text.find() ? Long.valueOf(text.group(2)) : null;
    }

    private static MessageQueue openSomehow(String name) {
        try {
            return MessageQueue.open(name, MessageQueue.Access.RECEIVE);
        } catch (KernelException e) {
            if (!e.is(Errno.EACCES)) {
                throw e;
            }
            return MessageQueue.open(name, MessageQueue.Access.SEND);
        }
    }

    /** read(2) of the descriptor takes no message; it gives the line that the file in /dev/mqueue has. */
    private static String text(Fd fd) {
        ByteBuffer line = ByteBuffer.allocateDirect(256);
        try {
            fd.read(line);
        } catch (KernelException openForSendingOnly) {
            return "";
        }
        byte[] bytes = new byte[line.flip().remaining()];
        line.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
