package org.ipcctl.cli.mq;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.cli.convert.Sizes;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.mq.QueueLimits;

/** A command that may create the queue it is about. */
abstract class QueueLeaf extends Leaf {
    private static final int DEFAULT_MODE = 0600;
    private static final Kind<Long> MESSAGE_SIZE = Kind.custom("SIZE", Long.class, QueueLeaf::messageSize);

    protected final Opt<String> name = arg(ObjectName.MQ, "NAME", "The queue, with or without its leading slash.");
    private Opt<Long> maxMessages;
    private Opt<Long> messageSize;
    private Opt<FileMode> mode;

    /** Declares what a new queue is to be like. */
    protected final void creationOptions() {
        maxMessages = opt(Kind.integer("N", 1, Long.MAX_VALUE),
                "A new queue holds at most N messages (default: /proc/sys/fs/mqueue/msg_default).", "--max-messages");
        messageSize = opt(MESSAGE_SIZE,
                "A message in a new queue has at most SIZE bytes (default: /proc/sys/fs/mqueue/msgsize_default).", "--message-size");
        mode = opt(Kind.MODE, "A new queue has exactly these permissions, octal or as u=rw,g=r; receiving needs r and sending w "
                + "(default: 0600 less the umask).", "-m", "--mode");
    }

    /** Whether anything was said that only a new queue can heed. */
    protected final boolean saysHowToCreate() {
        return maxMessages.isGiven() || messageSize.isGiven() || mode.isGiven();
    }

    /** Creates the queue, or opens the one there is, if it is as asked for. */
    protected final MessageQueue createOrOpen(MessageQueue.Access access, boolean exclusive) {
        while (true) {
            MessageQueue created = create();
            if (created != null) {
                return created;
            } else if (exclusive) {
                throw exists("it exists already").advise("Remove it with " + ShellWord.shown("ipcctl mq rm " + ShellWord.quote(name.get())) + " first.");
            }
            try {
                return checked(MessageQueue.open(name.get(), access));
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
                // Removed between the two calls: so it can be created now.
            }
        }
    }

    private MessageQueue create() {
        QueueAttributes defaults = maxMessages.isGiven() && messageSize.isGiven() ? null : QueueLimits.defaults();
        QueueAttributes wanted = QueueAttributes.wanted(
                maxMessages.isGiven() ? maxMessages.get() : defaults.maxMessages(),
                messageSize.isGiven() ? messageSize.get() : defaults.messageSize());
        int permissions = permissions();
        MessageQueue queue = MessageQueue.create(name.get(), wanted, permissions);
        if (queue != null && mode.isGiven()) {
            queue.setMode(permissions);
        }
        return queue;
    }

    private int permissions() {
        return mode.isGiven() ? mode.get().resolve(DEFAULT_MODE, Files.umask()) : DEFAULT_MODE;
    }

    private MessageQueue checked(MessageQueue queue) {
        QueueAttributes actual = queue.attributes();
        List<String> differences = new ArrayList<>();
        if (maxMessages.isGiven() && maxMessages.get() != actual.maxMessages()) {
            differences.add("--max-messages " + actual.maxMessages() + ", not " + maxMessages.get());
        }
        if (messageSize.isGiven() && messageSize.get() != actual.messageSize()) {
            differences.add("--message-size " + actual.messageSize() + ", not " + messageSize.get());
        }
        int permissions = mode.isGiven() ? queue.fd().status().permissions() : 0;
        if (mode.isGiven() && permissions != permissions()) {
            differences.add(String.format("mode %04o, not %04o", permissions, permissions()));
        }
        if (!differences.isEmpty()) {
            queue.close();
            throw exists("it exists already, with " + String.join(", and with ", differences))
                    .advise("Take it as it is, or remove it first with " + ShellWord.shown("ipcctl mq rm " + ShellWord.quote(name.get())) + ".");
        }
        return queue;
    }

    private KernelException exists(String reason) {
        return new KernelException("mq_open", name.get(), Errno.EEXIST).because(reason);
    }

    private static long messageSize(String text) {
        long size = Sizes.parse(text);
        if (size < 1) {
            throw new IllegalArgumentException("is below 1");
        }
        return size;
    }
}
