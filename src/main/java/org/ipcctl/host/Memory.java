package org.ipcctl.host;

import org.ipcctl.inspect.Summary;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapped;
import org.ipcctl.kernel.OpenFile;

/** Memory that has no name, or none any more, and that processes share nevertheless. */
final class Memory {
    /** The state of what was removed while it was open or mapped. */
    static final String DELETED = "deleted";

    /** What the kernel puts behind the path of a file that has no name any more. */
    private static final String MARK = " (deleted)";
    private static final String MEMFD = "/memfd:";
    private static final String SYSV = "/SYSV";
    private static final String ANONYMOUS = "/dev/zero";

    private final long shm = device();

    /** Whose {@code file} is; null where it is nothing of IPC. */
    HostObject of(OpenFile file, FileStatus status) {
        return of(file.link(), status.device(), Summary.of(null, status).size(status.size()), status.links() == 0);
    }

    /** The same of what a process maps. */
    HostObject of(Mapped mapped) {
        FileStatus status = null;
        long seen = mapped.end() - mapped.start();
        if (mapped.device() != shm && !mapped.path().startsWith("/memfd") && !mapped.isSegment()
                && !mapped.path().startsWith(ANONYMOUS)) {
            return null;
        }
        try {
            status = FileStatus.of(mapped.filePath());
        } catch (KernelException notToBeAsked) {
            // Then it is as long as what is mapped of it, at least.
        }
        Summary summary = status == null ? Summary.of(null, (Long) null).size(seen)
                : Summary.of(null, status).size(status.size());
        return of(mapped.path(), mapped.device(), summary,
                status == null ? mapped.path().endsWith(MARK) : status.links() == 0);
    }

    private HostObject of(String path, long device, Summary summary, boolean removed) {
        String bare = withoutMark(path);
        if (path.startsWith(MEMFD)) {
            return HostObject.unnamed("memfd", bare.substring(1), summary);
        } else if (path.startsWith(SYSV)) {
            return HostObject.unnamed("sysv", bare.substring(1), summary);
        } else if (path.startsWith(ANONYMOUS)) {
            return HostObject.unnamed("anon", bare, summary);
        } else if (device != shm) {
            return null;
        }
        String word = org.ipcctl.shm.SharedMemoryKind.KIND.word();
        return HostObject.unnamed(word, word + ":" + bare.substring(bare.lastIndexOf('/')),
                summary.state(removed ? DELETED : null));
    }

    /** A path as it was before its file was removed. */
    static String withoutMark(String path) {
        return path.endsWith(MARK) ? path.substring(0, path.length() - MARK.length()) : path;
    }

    private static long device() {
        try {
            return FileStatus.of(DevShm.PATH).device();
        } catch (KernelException none) {
            return -1;
        }
    }
}
