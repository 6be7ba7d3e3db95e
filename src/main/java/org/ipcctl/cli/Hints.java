package org.ipcctl.cli;

import java.util.Map;
import java.util.Set;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;

/**
 * The next step in the words of the command line, for failures that a mechanism tells as facts: the call, its object,
 * the number.
 */
public final class Hints {
    /** The group of commands that makes each of these calls. */
    private static final Map<String, String> SYSV = Map.ofEntries(Map.entry("msgget", "msg"),
            Map.entry("msgsnd", "msg"), Map.entry("msgrcv", "msg"),
            Map.entry("msgctl", "msg"), Map.entry("semget", "sem"), Map.entry("semtimedop", "sem"),
            Map.entry("semctl", "sem"), Map.entry("shmget", "shm"),
            Map.entry("shmat", "shm"), Map.entry("shmctl", "shm"));

    /** Calls that refuse nobody by themselves, so that EPERM of one is a sandbox's. */
    private static final Set<String> FOR_ALL = Set.of("epoll_create1", "eventfd", "futex",
            "inotify_init1", "memfd_create", "mq_getattr", "mq_notify", "mq_open", "mq_receive", "mq_send",
            "mq_timedreceive", "mq_timedsend", "msgget", "msgrcv", "msgsnd", "pidfd_open", "pipe2", "poll", "recvmsg",
            "semget", "semtimedop", "shmat", "shmget", "socketpair", "splice", "statx", "tee");
    private static final String PLACES = "see its container's seccomp profile, or SystemCallFilter= of its systemd "
            + "unit.";

    private Hints() {}

    /**
     * What to do about {@code failure}: what the mechanism advises, or else what the commands offer; null where nobody
     * knows.
     */
    public static String of(KernelException failure) {
        String known = ofCase(failure);
        return known != null ? known : ofNumber(failure);
    }

    /** What holds whatever the call was about. */
    private static String ofNumber(KernelException failure) {
        return switch (failure.errno()) {
            case Errno.EMFILE -> "Raise the limit with 'ulimit -n'.";
            case Errno.ENFILE -> "'ipcctl limits' shows "
                    + (failure.call().equals("pipe2") ? "pipe-user-pages-hard, and " : "")
                    + "file-max, which holds for the whole host.";
            case Errno.ENOSYS -> "If the kernel has this call, the sandbox of this process forbids it: " + PLACES;
            case Errno.EPERM -> FOR_ALL.contains(failure.call())
                    ? "The sandbox of this process may forbid this call: " + PLACES
                    : null;
            default -> null;
        };
    }

    private static String ofCase(KernelException failure) {
        boolean isOfSysv = SYSV.containsKey(failure.call())
                && !(failure.is(Errno.EPERM) && FOR_ALL.contains(failure.call()));
        if (failure.situation() != null) {
            return NextSteps.of(failure);
        }
        String raise = failure.hint();
        boolean ofFullHost = failure.call().equals("mq_open") && failure.is(Errno.ENOSPC);
        if (isOfSysv) {
            return ofSysv(failure, SYSV.get(failure.call()));
        } else if (ofFullHost) {
            return "Remove some with 'ipcctl mq rm'" + (raise == null ? "." : ", or a" + raise.substring(1));
        } else if (raise != null) {
            // Of a queue's bytes; where descriptors ran out, there is nothing to ask less of.
            return failure.call().equals("mq_open") && raise.startsWith("Ask for less")
                    ? "'ipcctl limits mq' shows what is in use. " + raise : raise;
        }
        return switch (failure.call()) {
            case "mq_open" -> ofOpening(failure);
            case "mq_unlink" -> failure.is(Errno.ENOENT) ? "List queues with 'ipcctl mq ls'." : null;
            case "mq_send" -> ofSending(failure);
            case "mq_notify" -> failure.is(Errno.EBUSY)
                    ? "A queue notifies one process at a time; "
                            + ShellWord.shown("ipcctl mq stat " + ShellWord.object(failure.subject())) + " shows which."
                    : null;
            default -> null;
        };
    }

    /** The same failure for those who know no situations: with the next step in words. */
    public static KernelException worded(KernelException failure) {
        return failure.situation() == null ? failure : failure.advise(NextSteps.of(failure));
    }

    private static String ofSysv(KernelException failure, String group) {
        String command = "ipcctl sysv " + group;
        if (failure.isLimit() || failure.is(Errno.ENOSPC)) {
            return "'ipcctl limits sysv' shows what is allowed and in use."
                    + (failure.hint() == null ? "" : " " + failure.hint());
        } else if (failure.hint() != null) {
            return failure.hint();
        } else if (failure.isGone()) {
            return "List those there are with " + ShellWord.shown(command + " ls") + ".";
        }
        return switch (failure.errno()) {
            case Errno.ENOENT -> "Create it with "
                    + ShellWord.shown(command + " create " + ShellWord.quote(failure.subject()))
                    + ", or list those there are with "
                    + ShellWord.shown(command + " ls") + ".";
            case Errno.EACCES, Errno.EPERM -> ShellWord.shown(command + " stat " + ShellWord.quote(failure.subject()))
                    + " shows its mode and owner.";
            default -> null;
        };
    }

    private static String ofOpening(KernelException failure) {
        return switch (failure.errno()) {
            case Errno.ENOENT -> "Create it with "
                    + ShellWord.shown("ipcctl mq create " + ShellWord.quote(failure.subject()))
                    + ", or list queues with 'ipcctl mq ls'.";
            case Errno.EACCES -> "The queue's mode does not allow it; 'ipcctl mq ls' shows its mode and owner.";
            default -> null;
        };
    }

    private static String ofSending(KernelException failure) {
        if (failure.is(Errno.EMSGSIZE) && failure.asked() > 0) {
            return "Create a queue with larger messages: 'ipcctl mq create NAME --message-size " + failure.asked()
                    + "'.";
        }
        return failure.is(Errno.EAGAIN) ? "Wait for room with --timeout, or receive some first." : null;
    }
}
