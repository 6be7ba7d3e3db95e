package org.ipcctl.cli.mq;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.cli.convert.Sizes;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueLimits;

/** A command that may create the queue it is about. */
abstract class QueueCommand extends Command {
    static final ValueType<Long> MESSAGE_SIZE = ValueType.custom("SIZE", Long.class, QueueCommand::messageSize);

    protected final Arg<String> name = arg(ObjectName.of(QueueKind.KIND), "NAME",
            "The queue, with or without its leading slash.");
    private Arg<Long> maxMessages;
    private Arg<Long> messageSize;
    private Arg<FileMode> mode;

    /** Declares what a new queue is to be like. */
    protected final void creationOptions() {
        maxMessages = opt(ValueType.integer("N", 1, Long.MAX_VALUE),
                "A new queue holds at most N messages (default: /proc/sys/fs/mqueue/msg_default).", "--max-messages")
                .rare();
        messageSize = opt(MESSAGE_SIZE,
                "A message in a new queue has at most SIZE bytes (default: /proc/sys/fs/mqueue/msgsize_default).",
                "--message-size").rare();
        mode = opt(ValueType.MODE,
                "The exact permissions of a new queue, octal or as u=rw,g=r; receiving needs r and sending w "
                        + "(default: 0600 less the umask).",
                "-m", "--mode");
    }

    /** Whether anything was said that only a new queue can heed. */
    protected final boolean saysHowToCreate(Args args) {
        return args.has(maxMessages) || args.has(messageSize) || args.has(mode);
    }

    /** Creates the queue, or opens the one there is, if it is as asked for. */
    protected final MessageQueue createOrOpen(Args args, MessageQueue.Access access, boolean exclusive) {
        while (true) {
            MessageQueue created = create(args);
            if (created != null) {
                return created;
            } else if (exclusive) {
                throw exists(args, "it exists already").advise("Remove it with "
                        + ShellWord.shown("ipcctl mq rm " + ShellWord.quote(args.get(name))) + " first.");
            }
            try {
                return checked(args, MessageQueue.open(args.get(name), access));
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
                // Removed between the two calls: so it can be created now.
            }
        }
    }

    private MessageQueue create(Args args) {
        QueueAttributes defaults = args.has(maxMessages) && args.has(messageSize) ? null : QueueLimits.defaults();
        QueueAttributes wanted = QueueAttributes.wanted(
                args.has(maxMessages) ? args.get(maxMessages) : defaults.maxMessages(),
                args.has(messageSize) ? args.get(messageSize) : defaults.messageSize());
        int permissions = permissions(args);
        MessageQueue queue = MessageQueue.create(args.get(name), wanted, permissions);
        if (queue != null && args.has(mode)) {
            queue.setMode(permissions);
        }
        return queue;
    }

    private int permissions(Args args) {
        return args.has(mode) ? args.get(mode).resolve(Files.MODE_OF_OBJECTS, Files.umask()) : Files.MODE_OF_OBJECTS;
    }

    private MessageQueue checked(Args args, MessageQueue queue) {
        QueueAttributes actual = queue.attributes();
        List<String> differences = new ArrayList<>();
        if (args.has(maxMessages) && args.get(maxMessages) != actual.maxMessages()) {
            differences.add("--max-messages " + actual.maxMessages() + ", not " + args.get(maxMessages));
        }
        if (args.has(messageSize) && args.get(messageSize) != actual.messageSize()) {
            differences.add("--message-size " + actual.messageSize() + ", not " + args.get(messageSize));
        }
        int permissions = args.has(mode) ? queue.fd().status().permissions() : 0;
        if (args.has(mode) && permissions != permissions(args)) {
            differences.add(String.format("mode %04o, not %04o", permissions, permissions(args)));
        }
        if (!differences.isEmpty()) {
            queue.close();
            throw exists(args, "it exists already, with " + String.join(", and with ", differences))
                    .advise("Use it as it is, or remove it first with "
                            + ShellWord.shown("ipcctl mq rm " + ShellWord.quote(args.get(name))) + ".");
        }
        return queue;
    }

    private KernelException exists(Args args, String reason) {
        return new KernelException("mq_open", args.get(name), Errno.EEXIST).because(reason);
    }

    private static long messageSize(String text) {
        long size = Sizes.parse(text);
        if (size < 1) {
            throw new IllegalArgumentException("is below 1");
        }
        return size;
    }
}
