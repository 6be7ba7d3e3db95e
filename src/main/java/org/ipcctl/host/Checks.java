package org.ipcctl.host;

import java.util.List;
import java.util.function.Supplier;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.mq.QueueFindings;
import org.ipcctl.sem.SemaphoreFindings;
import org.ipcctl.shm.ShmFindings;
import org.ipcctl.sock.StaleSockets;
import org.ipcctl.sync.LockFindings;

/** The registry of what can be missing or odd on a host. */
public final class Checks {
    /** Each check, a line. */
    public static final List<Check> ALL = List.of(
            new Check("mqueue", "the mqueue file system shows the queues of this IPC namespace", QueueFindings::all),
            new Check("shm", "/dev/shm is a writable tmpfs with enough room, for all users", ShmFindings::ofMount),
            new Check("files", "/dev/shm contains only objects", ShmFindings::ofFiles),
            new Check("sem", "files named like semaphores are semaphores", SemaphoreFindings::all),
            new Check("mutex", "no mutex has a dead owner", LockFindings::all),
            new Check("sockets", "a socket is bound to each socket file", StaleSockets::all),
            new Check("logout", "objects remain when their user logs out", LogoutFindings::all),
            new Check("proc", "processes and their open files can be seen", ProcFindings::all),
            new Check("namespaces", "this is the host, not a container", NamespaceFindings::all),
            new Check("limits", "no limit is nearly used up", LimitFindings::all),
            new Check("ipcctl", "ipcctl starts from its archive, and has left nothing behind", OwnFindings::all));

    private Checks() {}

    /**
     * One of them.
     *
     * @param word  how it is called
     * @param fine  what is so where it finds nothing
     * @param look  what it finds now
     */
    public record Check(String word, String fine, Supplier<List<Finding>> look) {
        /** What it finds; that it could not look is a finding, too, unless it is for want of descriptors or memory. */
        public List<Finding> findings() {
            try {
                return look.get();
            } catch (KernelException e) {
                if (e.isShortage()) {
                    throw e;
                }
                return List.of(Finding.note(e.subject(), "not known: " + e.reason()));
            }
        }
    }

    /** The check that {@code word} stands for, or null. */
    public static Check find(String word) {
        for (Check check : ALL) {
            if (check.word().equals(word)) {
                return check;
            }
        }
        return null;
    }
}
