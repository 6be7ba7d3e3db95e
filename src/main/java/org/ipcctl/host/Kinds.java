package org.ipcctl.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.fifo.FifoKind;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.sem.SemaphoreKind;
import org.ipcctl.shm.SharedMemoryKind;
import org.ipcctl.sock.SocketKind;
import org.ipcctl.sync.SyncKind;
import org.ipcctl.sysv.MsgKind;
import org.ipcctl.sysv.SemKind;
import org.ipcctl.sysv.ShmKind;

/** The registry of the kinds of objects that can be named. */
public final class Kinds {
    /** Each kind, a line. */
    public static final List<IpcKind<?>> ALL = List.of(
            QueueKind.KIND,
            SharedMemoryKind.KIND,
            SemaphoreKind.KIND,
            SyncKind.MUTEX,
            SyncKind.CONDITION,
            FifoKind.KIND,
            SocketKind.KIND,
            MsgKind.KIND,
            SemKind.KIND,
            ShmKind.KIND);

    private Kinds() {}

    /**
     * The files in which their objects are or are told of, each with a sentence, and those by which processes are seen
     * to have them.
     */
    public static Map<String, String> filesOfAll() {
        Map<String, String> files = new HashMap<>(OpenFiles.FILES);
        ALL.forEach(kind -> kind.files().forEach((name, sentence) -> files.merge(name, sentence,
                (one, other) -> one.contains(other) ? one : one + " " + other)));
        return files;
    }

    /** Those whose objects are objects of {@code kind}, too, under the same names: they are registered behind it. */
    public static List<IpcKind<?>> within(IpcKind<?> kind) {
        List<IpcKind<?>> narrower = new ArrayList<>();
        for (IpcKind<?> other : ALL.subList(ALL.indexOf(kind) + 1, ALL.size())) {
            if (other.naming().files() != null && other.naming().equals(kind.naming())) {
                narrower.add(other);
            }
        }
        return narrower;
    }

    /** The kind that {@code word} stands for, or null. */
    public static IpcKind<?> find(String word) {
        for (IpcKind<?> kind : ALL) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        return null;
    }
}
