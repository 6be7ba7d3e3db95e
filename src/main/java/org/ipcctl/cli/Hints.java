package org.ipcctl.cli;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;

/** The next step in the words of the command line, for failures that a mechanism tells as facts: the call, its object, the number. */
final class Hints {
    private Hints() {}

    /** What to do about {@code failure}: what the mechanism advises, or else what the commands offer; null where nobody knows. */
    static String of(KernelException failure) {
        String raise = failure.hint();
        boolean ofFullHost = failure.call().equals("mq_open") && failure.is(Errno.ENOSPC);
        if (ofFullHost) {
            return "Remove some with 'ipcctl mq rm'" + (raise == null ? "." : ", or a" + raise.substring(1));
        } else if (raise != null) {
            // Of a queue's bytes; where descriptors ran out, there is nothing to ask less of.
            return failure.call().equals("mq_open") && raise.startsWith("Ask for less") ? "'ipcctl limits mq' shows what is in use. " + raise : raise;
        }
        return switch (failure.call()) {
            case "mq_open" -> ofOpening(failure);
            case "mq_unlink" -> failure.is(Errno.ENOENT) ? "List queues with 'ipcctl mq ls'." : null;
            case "mq_send" -> ofSending(failure);
            case "mq_notify" -> failure.is(Errno.EBUSY)
                    ? "A queue notifies one process at a time; " + ShellWord.shown("ipcctl mq stat " + ShellWord.object(failure.subject())) + " shows which."
                    : null;
            default -> null;
        };
    }

    private static String ofOpening(KernelException failure) {
        return switch (failure.errno()) {
            case Errno.ENOENT -> "Create it with " + ShellWord.shown("ipcctl mq create " + ShellWord.quote(failure.subject()))
                    + ", or list queues with 'ipcctl mq ls'.";
            case Errno.EACCES -> "The queue's mode does not let you; 'ipcctl mq ls' shows its mode and owner.";
            default -> null;
        };
    }

    private static String ofSending(KernelException failure) {
        if (failure.is(Errno.EMSGSIZE) && failure.asked() > 0) {
            return "Create a queue with larger messages: 'ipcctl mq create NAME --message-size " + failure.asked() + "'.";
        }
        return failure.is(Errno.EAGAIN) ? "Wait for room with --timeout, or receive some first." : null;
    }
}
