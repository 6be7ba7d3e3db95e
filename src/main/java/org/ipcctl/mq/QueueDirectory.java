package org.ipcctl.mq;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.FileSystem;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mount;

/**
 * The mqueue file system, where each queue is a file: {@code mq_overview(7)}. Queues work without it being mounted
 * anywhere; to list them there is no other way.
 */
public final class QueueDirectory {
    static final String CUSTOMARY = "/dev/mqueue";
    private static final long MQUEUE_MAGIC = 0x19800202;

    private final String path;
    private final Boolean ours;

    private QueueDirectory(String path) {
        this.path = path;
        this.ours = isOurs(path);
    }

    /**
     * Where it is mounted, /dev/mqueue before other places, and one that shows the queues of this IPC name space before
     * those that do not; null where it is not.
     */
    public static QueueDirectory find() {
        QueueDirectory found = null;
        for (String place : places()) {
            QueueDirectory directory = new QueueDirectory(place);
            if (directory.isOurs()) {
                return directory;
            }
            found = found == null || found.isForeign() ? directory : found;
        }
        return found;
    }

    /**
     * The one that shows the queues of this IPC name space, or of which nobody can tell whether it does.
     *
     * @throws KernelException ENOTSUP where there is none
     */
    public static QueueDirectory required() {
        QueueDirectory found = find();
        if (found == null && !isSought()) {
            throw new KernelException("open", "/proc/self/mounts", Errno.EOPNOTSUPP)
                    .because(
                            "it cannot be read, so it is not known where the mqueue file system is mounted: not on "
                                    + "/dev/mqueue")
                    .advise("Mount both, as root: mount -t proc none /proc; "
                            + "mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue");
        } else if (found == null) {
            throw new KernelException("statfs", CUSTOMARY, Errno.EOPNOTSUPP)
                    .because(
                            "the mqueue file system is not mounted, so queues cannot be listed (but they work)")
                    .advise("Mount it, as root: mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue");
        } else if (found.isForeign()) {
            throw new KernelException("statx", found.path, Errno.EOPNOTSUPP)
                    .because(
                            "it shows the queues of another IPC namespace, so those of this one cannot be listed "
                                    + "(but they work)")
                    .advise("Mount this one's, as root: mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue");
        }
        return found;
    }

    private static List<String> places() {
        List<String> places = new ArrayList<>();
        List<Mount> mounts = Mount.seenBy("self");
        for (Mount mount : mounts == null ? List.<Mount>of() : mounts) {
            if (mount.type().equals("mqueue") && !places.contains(mount.point())) {
                places.add(mount.point().equals(CUSTOMARY) ? 0 : places.size(), mount.point());
            }
        }
        // Without /proc nobody knows of any but where one is looked for.
        if (mounts == null && FileSystem.isOfKind(CUSTOMARY, MQUEUE_MAGIC)) {
            places.add(CUSTOMARY);
        }
        return places;
    }

    /** Whether all places are known where it is mounted, so that {@link #find} finds it if it is. */
    public static boolean isSought() {
        return Mount.seenBy("self") != null;
    }

    /**
     * A mount goes on showing the queues of the IPC name space that it was made in, wherever it is seen from:
     * mq_overview(7), ipc_namespaces(7). All mounts of one name space are one file system and so have one device
     * number, which any open queue tells; where none can be opened, one that has a name for a moment only. Null where
     * nobody can tell.
     */
    private static Boolean isOurs(String path) {
        Long device = null;
        try {
            List<String> names = Directory.names(path);
            for (int i = 0; i < names.size() && device == null; i++) {
                device = deviceOf("/" + names.get(i));
            }
            device = device != null ? device : deviceOfPassingQueue();
            return FileStatus.of(path).device() == device;
        } catch (KernelException limited) {
            if (limited.call().equals("mq_unlink")) {
                throw limited;
            }
            return null;
        }
    }

    private static Long deviceOf(String name) {
        try (MessageQueue queue = QueueStatus.openSomehow(name)) {
            return queue.fd().status().device();
        } catch (KernelException notOursOrNotAllowed) {
            return null;
        }
    }

    /** @throws KernelException of mq_unlink(3): then somebody has to know of it */
    private static long deviceOfPassingQueue() {
        String name = "/ipcctl-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        try (MessageQueue queue = MessageQueue.create(name, QueueAttributes.wanted(1, 1), 0)) {
            unlink(name);
            return queue.fd().status().device();
        }
    }

    private static void unlink(String name) {
        try {
            MessageQueue.unlink(name);
        } catch (KernelException e) {
            throw e.because(e.reason() + "; this temporary queue is left behind").in(MqSituation.LEFT_BEHIND);
        }
    }

    /**
     * The file that the queue {@code name} is; one that may be opened for nothing can still be looked at where the file
     * system is mounted.
     *
     * @throws KernelException ENOENT; EACCES
     */
    static FileStatus file(String name) {
        try (MessageQueue queue = QueueStatus.openSomehow(name)) {
            return queue.fd().status();
        } catch (KernelException e) {
            QueueDirectory directory = e.is(Errno.EACCES) ? find() : null;
            if (directory == null || directory.isForeign()) {
                throw e;
            }
            return FileStatus.of(directory.path + name);
        }
    }

    /** Whether the file at {@code path} is a queue, wherever that file system is mounted. */
    public static boolean isQueue(String path) {
        return FileSystem.isOfKind(path, MQUEUE_MAGIC);
    }

    public String path() {
        return path;
    }

    /** Whether it is known to show the queues of this IPC name space. */
    public boolean isOurs() {
        return Boolean.TRUE.equals(ours);
    }

    /** Whether it is known to show those of another; where neither is known, nobody can tell. */
    public boolean isForeign() {
        return Boolean.FALSE.equals(ours);
    }

    /** What there is, by name; queues that vanish while this looks are left out. */
    public List<QueueStatus> queues() {
        List<QueueStatus> found = new ArrayList<>();
        for (String file : Directory.names(path).stream().sorted().toList()) {
            try {
                found.add(status(file));
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
            }
        }
        return found;
    }

    private QueueStatus status(String file) {
        try {
            return QueueStatus.of("/" + file);
        } catch (KernelException e) {
            if (!e.is(Errno.EACCES)) {
                throw e;
            }
            return new QueueStatus("/" + file, null, FileStatus.of(path + "/" + file), null, null);
        }
    }
}
