package org.ipcctl.shm;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.Errno;
import org.ipcctl.inspect.Limit;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.FileSystem;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Raise;

/**
 * The tmpfs whose files shared memory objects are, and what its refusals mean: {@code shm_overview(7)},
 * {@code tmpfs(5)}. glibc puts named semaphores there too, as {@code sem.NAME}.
 */
public final class ShmDirectory {
    static final String PATH = DevShm.PATH;

    static final String SEMAPHORE_PREFIX = "sem.";

    private ShmDirectory() {}

    static String path(String name) {
        return PATH + name;
    }

    /**
     * What is known of the object {@code name} without opening it.
     *
     * @throws KernelException ENOENT; EINVAL where it is something else
     */
    public static FileStatus status(String name) {
        FileStatus status;
        try {
            status = FileStatus.ofLink(path(name));
        } catch (KernelException e) {
            throw explainOpen(e.about(name));
        }
        if (status.kind() != FileStatus.Kind.REGULAR) {
            throw wrongKind(new KernelException("statx", name, Errno.EINVAL), status.kind());
        }
        return status;
    }

    /** As {@link #status}, of an object that is to be removed, so that nobody advises to create it. */
    static FileStatus statusToRemove(String name) {
        try {
            return status(name);
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) ? e.in(ShmSituation.NOTHING_TO_REMOVE) : e;
        }
    }

    /** An object of {@link #objects}: its name with the slash, and what is known of it. */
    public record Entry(String name, FileStatus status) {
    }

    /** The objects there are, by name; semaphores and what is no regular file are not among them. */
    public static List<Entry> objects() {
        List<Entry> found = new ArrayList<>();
        for (String file : DevShm.names().stream().filter(name -> !name.startsWith(SEMAPHORE_PREFIX)).sorted()
                .toList()) {
            try {
                FileStatus status = FileStatus.ofLink(PATH + "/" + file);
                if (status.kind() == FileStatus.Kind.REGULAR) {
                    found.add(new Entry("/" + file, status));
                }
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
                // Removed while this looked.
            }
        }
        return found;
    }

    static KernelException wrongKind(KernelException e, FileStatus.Kind kind) {
        return new KernelException(e.call(), e.subject(), Errno.EINVAL)
                .because("it is a " + kind + " in " + PATH + " and not a shared memory object");
    }

    static KernelException explainOpen(KernelException e) {
        return switch (e.errno()) {
            case Errno.ENOENT -> e.because("no such shared memory object").in(ShmSituation.ABSENT);
            case Errno.EACCES, Errno.EROFS -> DevShm.explainAccess(e, e.subject().substring(1), ShmSituation.DENIED);
            case Errno.EISDIR -> wrongKind(e, FileStatus.Kind.DIRECTORY);
            case Errno.ELOOP -> wrongKind(e, FileStatus.Kind.SYMLINK);
            case Errno.ENXIO -> wrongKind(e, kindOr(e.subject(), FileStatus.Kind.SOCKET));
            case Errno.EINVAL -> wrongKind(e, kindOr(e.subject(), FileStatus.Kind.SYMLINK));
            default -> e;
        };
    }

    private static FileStatus.Kind kindOr(String name, FileStatus.Kind otherwise) {
        try {
            return FileStatus.ofLink(path(name)).kind();
        } catch (KernelException goneMeanwhile) {
            return otherwise;
        }
    }

    static KernelException explainUnlink(KernelException e) {
        return switch (e.errno()) {
            case Errno.ENOENT -> e.because("no such shared memory object").in(ShmSituation.NOTHING_TO_REMOVE);
            case Errno.EISDIR -> wrongKind(e, FileStatus.Kind.DIRECTORY);
            default -> DevShm.explainRemoval(e, e.subject().substring(1), "shared memory object");
        };
    }

    /** @param needed bytes of which some or all were not there */
    static KernelException explainReserve(KernelException e, long needed) {
        if (e.is(Errno.EFBIG)) {
            return e.because("it would be longer than this process may make a file")
                    .advise("'ulimit -f' shows that limit.");
        } else if (!e.is(Errno.ENOSPC) && !e.is(Errno.ENOMEM)) {
            return e;
        }
        FileSystem there = FileSystem.of(PATH);
        if (there == null) {
            return e;
        }
        long enough = Math.max(Limit.twice(there.totalBytes()),
                there.totalBytes() + Math.min(needed, Long.MAX_VALUE - there.totalBytes()));
        return e.because(
                PATH + " is full: " + needed + " bytes more were requested, and " + there.freeBytes() + " of its "
                        + there.totalBytes() + " are free")
                .advise("As root: " + Raise.remount(PATH, "size", enough)).in(ShmSituation.FULL);
    }
}
