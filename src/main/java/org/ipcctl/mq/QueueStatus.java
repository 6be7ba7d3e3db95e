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
 * @param notifyPid   the process that mq_notify(3) will tell, 0 where none is registered, {@link #FOREIGN}, null where
 * nobody says
 */
public record QueueStatus(String name, QueueAttributes attributes, FileStatus file, Long queuedBytes, Long notifyPid) {
    private static final Pattern TEXT = Pattern
            .compile("QSIZE:(\\d+)\\s+NOTIFY:(\\d+)\\s+SIGNO:(\\d+)\\s+NOTIFY_PID:(\\d+)");
    /** The {@link #notifyPid} of a process that has no number in this PID name space. */
    public static final long FOREIGN = -1;

    /**
     * Of the queue {@code name}.
     *
     * @throws KernelException ENOENT; EACCES where it may be opened neither for receiving nor for sending
     */
    public static QueueStatus of(String name) {
        try (MessageQueue queue = openSomehow(name)) {
            // Reading the text is an access, which is not to be what is shown as the last one.
            FileStatus file = queue.fd().status();
            Matcher text = TEXT.matcher(text(queue.fd()));
            boolean told = text.find();
            return new QueueStatus(name, queue.attributes(), file,
                    told ? Long.valueOf(text.group(1)) : null, told ? Long.valueOf(pid(text)) : null);
        }
    }

    /**
     * The process that mq_notify(3) will tell of a message in {@code queue}: 0 for none, {@link #FOREIGN}, null where
     * the queue is not open for receiving. The open descriptor itself is asked: in the registered process, closing any
     * descriptor of the queue, also one that was opened only to look, ends the registration.
     */
    static Long notifyPid(MessageQueue queue) {
        Matcher text = TEXT.matcher(text(queue.fd()));
        return text.find() ? Long.valueOf(pid(text)) : null;
    }

    /**
     * The kernel tells a process of another PID name space as 0; but SIGEV_SIGNAL, which is 0, has a signal, and the
     * others are not 0.
     */
    private static long pid(Matcher text) {
        long pid = Long.parseLong(text.group(4));
        boolean registered = !text.group(2).equals("0") || !text.group(3).equals("0");
        return pid == 0 && registered ? FOREIGN : pid;
    }

    static MessageQueue openSomehow(String name) {
        try {
            return MessageQueue.open(name, MessageQueue.Access.RECEIVE);
        } catch (KernelException e) {
            if (!e.is(Errno.EACCES)) {
                throw e;
            }
            return MessageQueue.open(name, MessageQueue.Access.SEND);
        }
    }

    /**
     * Reading the descriptor takes no message; it gives the line that the file in /dev/mqueue has, and gives it once:
     * what comes behind it is the end of the file, so each look is one at the beginning.
     */
    private static String text(Fd fd) {
        ByteBuffer line = ByteBuffer.allocateDirect(256);
        try {
            fd.readAt(line, 0);
        } catch (KernelException openForSendingOnly) {
            return "";
        }
        byte[] bytes = new byte[line.flip().remaining()];
        line.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
