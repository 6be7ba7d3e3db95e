package org.ipcctl.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Mapped;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ThreadCalls;

/** How many threads sleep on words of mutexes and condition variables, as far as /proc lets this user see. */
final class SyncSleepers {
    private final long self = ProcessHandle.current().pid();
    private final Map<Long, FileStatus> files = new HashMap<>();
    private final Map<Long, Integer> counts = new HashMap<>();
    private boolean complete = true;
    private long process;
    private ThreadCalls calls;

    private SyncSleepers(Collection<FileStatus> objects) {
        objects.forEach(file -> files.put(file.inode(), file));
        Set<Long> inodes = new TreeSet<>(files.keySet());
        if (!inodes.isEmpty()) {
            complete &= OpenFiles.look(descriptor -> {}, inodes, this::look).isComplete();
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
        for (long word : calls.futexes()) {
            if (Long.compareUnsigned(word, mapped.start()) >= 0 && Long.compareUnsigned(word, mapped.end()) < 0) {
                counts.merge(file.inode(), 1, Integer::sum);
            }
        }
    }

    /** How many sleep in {@code file}; null where none is seen and some may. */
    Integer in(FileStatus file) {
        Integer count = counts.get(file.inode());
        return count != null ? count : complete ? Integer.valueOf(0) : null;
    }

    /** Whether every process could be looked at. */
    boolean isComplete() {
        return complete;
    }
}
