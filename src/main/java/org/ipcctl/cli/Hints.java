package org.ipcctl.cli;

import java.util.Set;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/**
 * The next step in the words of the command line, for failures that a mechanism tells as facts: by the
 * {@link org.ipcctl.kernel.Situation} it came of, or else by the call and the number alone.
 */
public final class Hints {
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
        String known = NextSteps.of(failure);
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

    /** The same failure for those who know no situations: with the next step in words. */
    public static KernelException worded(KernelException failure) {
        return failure.situation() == null ? failure : failure.advise(NextSteps.of(failure));
    }
}
