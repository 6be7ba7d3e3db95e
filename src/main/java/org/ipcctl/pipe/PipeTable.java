package org.ipcctl.pipe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;

/**
 * The anonymous pipes that processes have open, as far as /proc shows them to this process.
 *
 * @param pipes      by their number; without those of which this process alone has an end open
 * @param isComplete whether every process could be looked at; where not, others may have more pipes and more ends of
 * these
 */
public record PipeTable(List<OpenPipe> pipes, boolean isComplete) {
    /** Looks at all processes. */
    public static PipeTable read() {
        Map<Long, OpenPipe> pipes = new TreeMap<>();
        boolean complete = OpenFiles.look(file -> {
            long inode = file.inode("pipe");
            OpenFile.Access access = inode >= 0 ? file.access() : null;
            if (access != null) {
                pipes.computeIfAbsent(inode, OpenPipe::new).add(file, access);
            }
        }).isComplete();
        // What this process inherited, its parent has open too.
        long own = ProcessHandle.current().pid();
        return new PipeTable(pipes.values().stream().filter(pipe -> pipe.isSharedWithout(own)).toList(), complete);
    }
}
