package org.ipcctl.mq;

import java.util.List;
import org.ipcctl.inspect.Limit;
import org.ipcctl.inspect.Limit.Unit;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Raise;
import org.ipcctl.kernel.ResourceLimit;
import org.ipcctl.kernel.Sysctl;

/**
 * The limits that message queues run into, and which of them a refusal was about: the number that was exceeded, and how
 * to raise it. See {@code mq_overview(7)}, {@code getrlimit(2)}.
 */
public final class QueueLimits {
    /** {@code HARD_MSGMAX} and {@code HARD_MSGSIZEMAX} of the kernel, which hold for root too. */
    public static final long HARD_MESSAGES = 65_536;
    private static final long HARD_SIZE = 16_777_216;

    private static final String FOLDER = "/proc/sys/fs/mqueue";

    private QueueLimits() {}

    /** What the kernel makes of a queue whose creator asked for nothing. */
    public static QueueAttributes defaults() {
        return QueueAttributes.wanted(Math.min(setting("msg_default", 10), setting("msg_max", 10)),
                Math.min(setting("msgsize_default", 8192), setting("msgsize_max", 8192)));
    }

    /** Each of them, and how much is in use in this IPC name space, as far as the mqueue file system shows it. */
    public static List<Limit> all() {
        QueueDirectory folder = QueueDirectory.find();
        QueueUse use = folder == null
                ? QueueUse.unknown("the mqueue file system is not mounted, so queues cannot be counted")
                : folder.isOurs() ? QueueUse.in(folder)
                        : QueueUse.unknown(folder.path()
                                + " shows, or may show, the queues of another IPC namespace, so they cannot be "
                                + "counted");
        return List.of(
                setting("msg_max", "queue", Unit.MESSAGES, "EINVAL", HARD_MESSAGES),
                setting("msgsize_max", "queue", Unit.BYTES, "EINVAL", HARD_SIZE),
                setting("queues_max", "IPC namespace", Unit.QUEUES, "ENOSPC", Integer.MAX_VALUE).using(use.queues())
                        .unseen(use.queues() < 0 ? use.unseen() : null),
                Limit.resource(ResourceLimit.MSGQUEUE, "user", Unit.BYTES, "EMFILE").using(use.bytes())
                        .unseen(use.unseen()));
    }

    private static Limit setting(String file, String holder, Unit unit, String error, long most) {
        return Limit.sysctl("mqueue/" + file, "fs.mqueue." + file, holder, unit, error, most, true)
                .exempting("CAP_SYS_RESOURCE");
    }

    private static long setting(String file, long fallback) {
        return Sysctl.number("fs/mqueue/" + file).orElse(fallback);
    }

    static KernelException explainOpen(KernelException e) {
        return switch (e.errno()) {
            case Errno.ENOENT -> e.because("no such message queue").in(MqSituation.ABSENT);
            case Errno.EACCES -> e.in(MqSituation.DENIED);
            case Errno.EMFILE -> descriptors(e);
            default -> unsupported(e);
        };
    }

    static KernelException explainUnlink(KernelException e) {
        return switch (e.errno()) {
            case Errno.ENOENT -> e.because("no such message queue").in(MqSituation.NOTHING_TO_REMOVE);
            case Errno.EACCES, Errno.EPERM -> e.because("only its owner and root may remove a queue");
            default -> unsupported(e);
        };
    }

    static KernelException explainCreate(KernelException e, QueueAttributes wanted) {
        return switch (e.errno()) {
            case Errno.EINVAL -> tooLarge(e, wanted);
            case Errno.EOVERFLOW -> e.because("messages times size is too large a number");
            case Errno.ENOSPC -> {
                long most = setting("queues_max", 256);
                yield e.because("there are as many message queues as fs.mqueue.queues_max allows, which is " + most)
                        .advise("As root: " + Raise.sysctl("fs.mqueue.queues_max", Limit.twice(most)))
                        .in(MqSituation.TOO_MANY);
            }
            case Errno.EMFILE, Errno.ENOMEM -> bytesOrDescriptors(e, wanted);
            default -> unsupported(e);
        };
    }

    private static KernelException unsupported(KernelException e) {
        return e.is(Errno.ENOSYS) ? e.because("this kernel has no POSIX message queues (CONFIG_POSIX_MQUEUE)") : e;
    }

    /** EMSGSIZE of a message that has {@code length} bytes. */
    public static KernelException tooLong(String name, long length, long messageSize) {
        KernelException e = new KernelException("mq_send", name, Errno.EMSGSIZE)
                .because("the message has " + length + " bytes, and this queue accepts at most " + messageSize);
        return length > HARD_SIZE ? e.advise("No queue accepts more than " + HARD_SIZE + "; send it in parts.")
                : e.asking(length).in(MqSituation.TOO_LONG);
    }

    /** A message of which only so much is known: that it goes beyond {@code length} bytes. */
    public static KernelException endless(String name, long length, long messageSize) {
        return new KernelException("mq_send", name, Errno.EMSGSIZE)
                .because(
                        "the message has more than " + length + " bytes, and this queue accepts at most " + messageSize)
                .advise("No queue accepts more than " + HARD_SIZE + "; send it in parts.");
    }

    private static KernelException tooLarge(KernelException e, QueueAttributes wanted) {
        if (wanted.maxMessages() > HARD_MESSAGES) {
            return e.asLimit().because(
                    wanted.maxMessages() + " messages are more than any queue can hold, which is " + HARD_MESSAGES);
        } else if (wanted.messageSize() > HARD_SIZE) {
            return e.asLimit().because(
                    "messages of " + wanted.messageSize() + " bytes are longer than any message can be, which "
                            + "is " + HARD_SIZE);
        } else if (wanted.maxMessages() > setting("msg_max", Long.MAX_VALUE)) {
            return setBy(e, wanted.maxMessages() + " messages are more", wanted.maxMessages(), "msg_max");
        } else if (wanted.messageSize() > setting("msgsize_max", Long.MAX_VALUE)) {
            return setBy(e, "messages of " + wanted.messageSize() + " bytes are longer", wanted.messageSize(),
                    "msgsize_max");
        }
        return e;
    }

    private static KernelException setBy(KernelException e, String excess, long wanted, String file) {
        return e.asLimit().because(excess + " than " + FOLDER + "/" + file + " allows, which is " + setting(file, 0))
                .advise("Ask for less, or as root: " + Raise.sysctl("fs.mqueue." + file, wanted))
                .in(MqSituation.BEYOND_LIMIT);
    }

    /**
     * EMFILE has two causes: the user's bytes in queues, and the process's descriptors. If one can still be had, it is
     * not those.
     */
    private static KernelException bytesOrDescriptors(KernelException e, QueueAttributes wanted) {
        ResourceLimit.Bounds limit = ResourceLimit.MSGQUEUE.bounds();
        long needed = wanted.accountedBytes();
        boolean aboveLimit = needed > limit.soft();
        if (!aboveLimit && (e.is(Errno.ENOMEM) || !canOpen())) {
            return e.is(Errno.ENOMEM) ? e : descriptors(e);
        }
        String amount = "the queue needs " + needed + " bytes (" + wanted.maxMessages() + " messages of "
                + wanted.messageSize()
                + " and the kernel's overhead)";
        String excess = aboveLimit ? ", and all queues of a user together may have " + limit.soft()
                : " in addition to this user's other queues, and all together may have " + limit.soft();
        long enough = aboveLimit ? needed : needed + limit.soft();
        return e.because(amount + excess + " (RLIMIT_MSGQUEUE)")
                .advise((enough <= limit.hard() ? "Ask for less, or raise it: "
                        : "Ask for less, remove queues, or let root raise it for this shell: ")
                        + ResourceLimit.MSGQUEUE.raise(enough, limit.hard()))
                .in(MqSituation.BEYOND_LIMIT);
    }

    private static KernelException descriptors(KernelException e) {
        ResourceLimit.Bounds limit = ResourceLimit.NOFILE.bounds();
        return e.because(
                "this process already has the maximum number of open descriptors, which is " + limit.soft()
                        + " (RLIMIT_NOFILE)")
                .advise("Raise it: " + ResourceLimit.NOFILE.raise(Limit.twice(limit.soft()), limit.hard()));
    }

    private static boolean canOpen() {
        try {
            Fd.open("/dev/null", Fd.O_RDONLY, 0).close();
            return true;
        } catch (KernelException full) {
            return !full.is(Errno.EMFILE);
        }
    }
}
