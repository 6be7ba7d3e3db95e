package org.ipcctl.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.FutexSleepers;
import org.ipcctl.kernel.Mapped;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ThreadCalls;

/** How many threads sleep on words of mutexes and condition variables, as far as /proc lets this user see. */
final class SyncSleepers {
    private final long self = ProcessHandle.current().pid();
    private final Map<Long, FileStatus> files = new HashMap<>();
    private final Map<Long, Long> counts = new HashMap<>();
    private boolean complete = true;
    private long process;
    private ThreadCalls calls;

    private SyncSleepers(Collection<FileStatus> objects) {
        objects.forEach(file -> files.put(file.inode(), file));
        if (!files.isEmpty()) {
            complete &= OpenFiles.look(descriptor -> {}, OpenFiles.Mappings.of(files.keySet()), this::look)
                    .isComplete();
        }
    }

    /** Looks at all processes. */
    static SyncSleepers at(Collection<FileStatus> objects) {
        return new SyncSleepers(objects);
    }

    private void look(Mapped mapped) {
        FileStatus file = files.get(mapped.inode());
        if (mapped.pid() == self || file == null || !mapped.isOf(file)) {
            return;
        }
        if (process != mapped.pid()) {
            process = mapped.pid();
            calls = ThreadCalls.of(process);
            complete &= calls.isComplete();
        }
        long asleep = FutexSleepers.in(mapped, calls.futexes());
        if (asleep > 0) {
            counts.merge(file.inode(), asleep, Long::sum);
        }
    }

    /** How many sleep in {@code file}; null where none is seen and some may. */
    Long in(FileStatus file) {
        Long count = counts.get(file.inode());
        return count != null ? count : complete ? Long.valueOf(0) : null;
    }

    /** Whether every process could be looked at. */
    boolean isComplete() {
        return complete;
    }
}
