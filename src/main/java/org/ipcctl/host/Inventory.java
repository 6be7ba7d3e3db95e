package org.ipcctl.host;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipcctl.fifo.FifoKind;
import org.ipcctl.host.Holding.How;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Summary;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.FutexSleepers;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapped;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.RemoteMounts;
import org.ipcctl.mq.QueueDirectory;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.pipe.OpenPipe;
import org.ipcctl.sock.SocketEntry;
import org.ipcctl.sock.SocketKind;

/**
 * Everything on this host by which processes talk or share memory, with the processes that have it, from one walk over
 * /proc: what has a name, whether or not anybody has it open, and what is only open or mapped. This process itself does
 * not count. What is seen is a photograph of a moving thing.
 */
public final class Inventory {
    /** In place of a device: that of System V segments is the kernel's own, and their number is their inode. */
    private static final long SEGMENTS = -1;
    /** The state of a queue that has its name in another IPC name space. */
    private static final String FOREIGN = "foreign";

    private final long self = ProcessHandle.current().pid();
    private final Map<Object, HostObject> found = new LinkedHashMap<>();
    private final Set<HostObject> ours = new HashSet<>();
    private final Map<IpcKind<?>, KernelException> unlisted = new LinkedHashMap<>();
    private final Memory memory = new Memory();
    private final RemoteMounts remote = new RemoteMounts();
    private final Map<Long, List<Long>> asleep = new HashMap<>();
    private boolean complete;

    private Inventory() {}

    /** Looks at all there is. */
    public static Inventory look() {
        Inventory all = new Inventory();
        all.listNamed();
        all.listSockets();
        all.complete = OpenFiles.look(all::look, OpenFiles.Mappings.SHARED, all::look).isComplete();
        all.found.values().forEach(object -> ObjectHolders.addOwner(object.holders(), object.summary().owner()));
        all.found.values()
                .removeIf(object -> all.ours.contains(object) && object.holders().isEmpty() && object.kind() == null);
        return all;
    }

    /** What there is: objects with names by kind, then sockets, then what was met in the processes. */
    public Collection<HostObject> objects() {
        return found.values();
    }

    /** Whether every process could be looked at; where not, there may be more objects and more holders. */
    public boolean isComplete() {
        return complete;
    }

    /** Why objects of a kind could not be listed but by who has them open. */
    public Map<IpcKind<?>, KernelException> unlisted() {
        return unlisted;
    }

    private void listNamed() {
        for (IpcKind<?> kind : Kinds.ALL) {
            if (kind.isListed()) {
                try {
                    list(kind);
                } catch (KernelException e) {
                    unlisted.put(kind, e);
                }
            }
        }
    }

    private <T> void list(IpcKind<T> kind) {
        for (T one : kind.list()) {
            Summary summary = kind.summary(one);
            // A mutex is shared memory, too; the narrower kind is registered behind the wider.
            Long segment = kind.segment(one);
            Object key = summary.file() != null ? Key.of(summary.file())
                    : segment != null ? new Key(segment, SEGMENTS) : kind.word() + ":" + summary.name();
            found.put(key, HostObject.named(kind, summary));
        }
    }

    private void listSockets() {
        Map<Long, HostObject> sockets = new HashMap<>();
        for (SocketEntry entry : SocketKind.KIND.list()) {
            Summary summary = SocketKind.KIND.summary(entry);
            boolean bound = summary.name() != null;
            String word = SocketKind.KIND.word();
            HostObject object = HostObject.socket(word,
                    bound ? word + ":" + summary.name() : "socket:[" + entry.inode() + "]",
                    bound ? SocketKind.KIND : null, summary, entry);
            sockets.put(entry.inode(), object);
            found.put("socket:[" + entry.inode() + "]", object);
        }
        for (HostObject socket : sockets.values()) {
            if (socket.socket().peer() != null) {
                socket.connect(sockets.get(socket.socket().peer()));
            }
        }
    }

    private void look(OpenFile file) {
        HostObject object = file.isFile() ? file(file) : unnamed(file);
        if (object == null) {
            return;
        } else if (file.pid() == self) {
            ours.add(object);
            return;
        } else if (object.socket() != null) {
            object.add(new Holding(file.pid(), file.number(), How.of(object.socket().isListening())));
            return;
        }
        OpenFile.Access access = file.access();
        if (access != null) {
            object.add(new Holding(file.pid(), file.number(), How.of(access)));
            if (object.ends() != null) {
                object.ends().add(file, access);
            }
        }
    }

    /** What has no path. */
    private HostObject unnamed(OpenFile file) {
        String link = file.link();
        if (link.startsWith("socket:[")) {
            return found.get(link);
        } else if (link.startsWith("pipe:[")) {
            return found.computeIfAbsent(link, key -> pipe(file, "pipe", link, null));
        } else if (link.startsWith("anon_inode:[eventfd]")) {
            OpenFile.Info info = file.info();
            // Before Linux 5.2 eventfds have no number, and each descriptor would be another.
            return info == null ? null
                    : found.computeIfAbsent("eventfd:[" + info.number("eventfd-id:") + "]",
                            key -> HostObject.unnamed("eventfd", (String) key,
                                    Summary.of(null, (Long) null).count(info.hexadecimal("eventfd-count:"))));
        }
        return null;
    }

    private HostObject pipe(OpenFile file, String word, String label, IpcKind<?> kind) {
        FileStatus status = file.status();
        // A look that came too late for its owner is no reason to forget the pipe.
        Summary summary = status == null ? Summary.of(null, (Long) null)
                : Summary.of(kind == null ? null : label, status);
        return HostObject.pipe(word, label, kind, summary,
                new OpenPipe(file.inode("pipe") >= 0 || status == null ? file.inode("pipe") : status.inode()));
    }

    private HostObject file(OpenFile file) {
        FileStatus status = remote.mayAsk(file) ? file.status() : null;
        if (status == null) {
            return null;
        }
        Key key = Key.of(status);
        HostObject known = found.get(key);
        if (known != null) {
            return known;
        } else if (status.kind() == FileStatus.Kind.FIFO) {
            boolean removed = status.links() == 0;
            String path = Memory.withoutMark(file.link());
            HostObject fifo = HostObject.pipe(FifoKind.KIND.word(), FifoKind.KIND.word() + ":" + path,
                    removed ? null : FifoKind.KIND,
                    Summary.of(removed ? null : path, status).state(removed ? Memory.DELETED : null),
                    new OpenPipe(status.inode()));
            found.put(key, fifo);
            return fifo;
        } else if (status.kind() != FileStatus.Kind.REGULAR) {
            return null;
        }
        HostObject made = isQueue(file) ? queue(file, status) : memory.of(file, status);
        if (made != null) {
            found.put(key, made);
        }
        return made;
    }

    private HostObject queue(OpenFile file, FileStatus status) {
        String word = QueueKind.KIND.word();
        boolean removed = status.links() == 0;
        String name = removed ? Memory.withoutMark(file.link()) : file.link();
        return HostObject.unnamed(word, word + ":" + name.substring(name.lastIndexOf('/')),
                Summary.of(null, status).state(removed ? Memory.DELETED : isForeign(status) ? FOREIGN : null)
                        .changed(status.modified()));
    }

    /** All queues of an IPC name space are in one file system. */
    private boolean isForeign(FileStatus queue) {
        QueueDirectory directory = QueueDirectory.find();
        try {
            return directory != null && directory.isOurs()
                    && FileStatus.of(directory.path()).device() != queue.device();
        } catch (KernelException unknown) {
            return false;
        }
    }

    /** One that is not listed: of another IPC name space, removed, or where the mqueue file system is not mounted. */
    private static boolean isQueue(OpenFile file) {
        // By mq_open(3) it has no path before its name, by open(2) that of its mount.
        return (file.link().lastIndexOf('/') == 0 || file.link().contains("/mqueue/"))
                && QueueDirectory.isQueue(file.path());
    }

    private void look(Mapped mapped) {
        Key key = new Key(mapped.inode(), mapped.isSegment() ? SEGMENTS : mapped.device());
        HostObject object = found.get(key);
        if (mapped.pid() == self) {
            return;
        } else if (object == null) {
            object = memory.of(mapped);
            if (object == null) {
                return;
            }
            found.put(key, object);
        }
        boolean isSleptOn = object.kind() != null && object.kind().isSleptOn();
        long threads = isSleptOn ? FutexSleepers.in(mapped, asleep.computeIfAbsent(mapped.pid(), FutexSleepers::of))
                : 0;
        object.slept(threads);
        ObjectHolders.add(object.holders(), mapped, threads > 0);
    }

    /** What is the same in each process that has a file, whatever its name. */
    record Key(long inode, long device) {
        static Key of(FileStatus status) {
            return new Key(status.inode(), status.device());
        }
    }
}
