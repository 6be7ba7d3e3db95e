package org.ipcctl.sem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;

/** Files that are called as semaphores are and hold none, on which sem_open(3) fails. */
public final class SemaphoreFindings {
    private SemaphoreFindings() {}

    public static List<Finding> all() {
        List<Finding> found = new ArrayList<>();
        int unseen = 0;
        List<String> files = DevShm.names();
        Collections.sort(files);
        for (String file : files) {
            String name = "/" + file.substring(Math.min(file.length(), SemDirectory.PREFIX.length()));
            if (!file.startsWith(SemDirectory.PREFIX)) {
                continue;
            }
            try {
                SemFile.open(name, false).close();
            } catch (KernelException e) {
                if (e.is(Errno.EINVAL)) {
                    found.addAll(broken(name, e));
                } else if (e.is(Errno.EACCES)) {
                    unseen++;
                } else if (!e.is(Errno.ENOENT) && !e.is(Errno.ELOOP)) {
                    throw e;
                }
            }
        }
        if (unseen > 0) {
            found.add(Finding.unseen("sem", DevShm.PATH, unseen + " semaphores of other users may not be read"));
        }
        return found;
    }

    private static List<Finding> broken(String name, KernelException e) {
        try {
            FileStatus file = SemDirectory.status(name);
            String path = SemDirectory.path(name);
            return List.of(Finding.warning(path, e.reason()).mendedBy(
                    (file.kind() == FileStatus.Kind.DIRECTORY ? "rmdir " : "rm ") + ShellWord.path(path), file.uid()));
        } catch (KernelException goneMeanwhile) {
            goneMeanwhile.rethrowIfShort();
            return List.of();
        }
    }
}
