package org.ipcctl.host;

import java.util.Map;
import java.util.Set;
import org.ipcctl.host.Holding.How;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapped;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.mq.QueueDirectory;
import org.ipcctl.sem.SemaphoreKind;
import org.ipcctl.shm.SharedMemoryKind;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.sock.SocketEntry;

/**
 * What a descriptor or a mapping of a process is, where that is something by which it can talk to others.
 *
 * @param key    what is the same in each process that has it, and in no other thing
 * @param kind   as {@link Holding} has it
 * @param object likewise
 * @param peer   likewise
 * @param other  the key of the socket at the other side; null for all else
 * @param how    how the process has it
 * @param fd     its descriptor; null for a mapping
 */
record SharedThing(String key, String kind, String object, String peer, String other, How how, Integer fd) {
    private static final String MEMFD = "/memfd:";
    private static final String EVENTFD = "anon_inode:[eventfd]";
    private static final String SYSV = "/SYSV";
    private static final String ANONYMOUS = "/dev/zero";

    /** What {@code file} is; null for what is nothing of IPC. {@code remote} are mounts of which nothing is asked. */
    static SharedThing of(OpenFile file, Map<Long, SocketEntry> sockets, Set<Long> remote) {
        OpenFile.Info info = file.info();
        if (info == null) {
            return null;
        }
        String link = file.link();
        How how = How.of(info);
        if (link.startsWith("pipe:[")) {
            return new SharedThing(link, "pipe", link, null, null, how, file.number());
        } else if (link.equals(EVENTFD)) {
            String key = eventfd(info);
            return new SharedThing(key, "eventfd", key, null, null, how, file.number());
        } else if (link.startsWith("socket:[")) {
            SocketEntry socket = sockets.get(file.inode("socket"));
            return socket == null ? null : socket(socket, sockets, file.number());
        }
        return !file.isFile() || remote.contains(info.number("mnt_id:")) ? null : file(file, how);
    }

    /** Before Linux 5.2 eventfds have no number, and only the one descriptor is known. */
    static String eventfd(OpenFile.Info info) {
        return "eventfd:[" + info.number("eventfd-id:") + "]";
    }

    private static SharedThing socket(SocketEntry socket, Map<Long, SocketEntry> sockets, int fd) {
        String other = socket.peer() == null ? null : "socket:[" + socket.peer() + "]";
        SocketEntry peer = socket.peer() == null ? null : sockets.get(socket.peer());
        String key = "socket:[" + socket.inode() + "]";
        return new SharedThing(key, Sought.SOCKET, named(socket, key), peer == null ? other : named(peer, other), other,
                socket.isListening() ? How.LISTEN : How.BOTH, fd);
    }

    private static String named(SocketEntry socket, String otherwise) {
        return socket.address() == null ? otherwise : Sought.SOCKET + ":" + socket.address();
    }

    private static SharedThing file(OpenFile file, How how) {
        FileStatus status = file.status();
        if (status == null) {
            return null;
        }
        String key = key(status.inode(), status.device());
        if (status.kind() == FileStatus.Kind.FIFO) {
            return new SharedThing(key, Sought.FIFO, Sought.FIFO + ":" + file.link(), null, null, how, file.number());
        } else if (status.kind() != FileStatus.Kind.REGULAR) {
            return null;
        } else if (QueueDirectory.isQueue(file.path())) {
            return new SharedThing(key, QueueKind.KIND.word(), QueueKind.KIND.word() + ":" + last(file.link()), null, null, how, file.number());
        }
        return memory(key, status.device(), file.link(), how, file.number());
    }

    /** What {@code mapped} is; null for what is mapped for this process alone, and for files of other directories than those of IPC. */
    static SharedThing of(Mapped mapped) {
        return mapped.isShared() && mapped.inode() != 0 ? memory(key(mapped.inode(), mapped.device()), mapped.device(), mapped.path(), How.MAP, null) : null;
    }

    private static SharedThing memory(String key, long device, String path, How how, Integer fd) {
        String kind = null;
        String object = null;
        if (path.startsWith(MEMFD)) {
            kind = "memfd";
            object = path.substring(1);
        } else if (path.startsWith(SYSV)) {
            kind = "sysv";
            object = path.substring(1);
        } else if (fd == null && path.startsWith(ANONYMOUS)) {
            kind = "anon";
            object = path;
        } else if (device == Devices.SHM) {
            String prefix = "/" + SemaphoreKind.KIND.naming().prefix();
            boolean semaphore = last(path).startsWith(prefix);
            IpcKind<?> named = semaphore ? SemaphoreKind.KIND : SharedMemoryKind.KIND;
            kind = named.word();
            object = kind + ":" + (semaphore ? "/" + last(path).substring(prefix.length()) : last(path));
        }
        return kind == null ? null : new SharedThing(key, kind, object, null, null, how, fd);
    }

    static String key(long inode, long device) {
        return device + ":" + inode;
    }

    /** The name with its slash, whatever that process calls the directory. */
    private static String last(String path) {
        return path.substring(path.lastIndexOf('/'));
    }

    /** Asked once, when it is needed first. */
    private static final class Devices {
        static final long SHM = shm();

        private static long shm() {
            try {
                return FileStatus.of(DevShm.PATH).device();
            } catch (KernelException none) {
                return -1;
            }
        }
    }
}
