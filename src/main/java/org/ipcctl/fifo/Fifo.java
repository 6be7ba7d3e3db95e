package org.ipcctl.fifo;

import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.DirectoryEntry;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ReaderGone;
import org.ipcctl.kernel.Users;

/**
 * A FIFO found in the file system: {@code fifo(7)}.
 *
 * <p>It is held by an {@code O_PATH} descriptor, which neither reads nor writes and which nobody notices, and whose
 * type was checked. Reading and writing reopen that very inode, so that what is opened is what was checked, whoever
 * renames or replaces files meanwhile. (To open a device or a terminal in place of a FIFO can rewind a tape or hang up
 * a line.)
 */
public final class Fifo implements AutoCloseable {
    private final String path;
    private final Fd place;

    private Fifo(String path, Fd place) {
        this.path = path;
        this.place = place;
    }

    /** mkfifo(3) with the default mode less the umask. */
    public static void create(String path) {
        try (DirectoryEntry entry = entry(path)) {
            make(entry, Files.MODE_OF_FILES);
        }
    }

    /**
     * mkfifo(3) with exactly {@code mode}, whatever the umask is. The FIFO has that mode from its first moment: the
     * umask is out of the way during the call, instead of the mode being widened after it.
     */
    public static void create(String path, int mode) {
        try (DirectoryEntry entry = entry(path)) {
            create(entry, mode);
        }
    }

    /** In the directory that is held open: in another one, a FIFO of that name could be somebody else's. */
    static void create(DirectoryEntry entry, int mode) {
        Files.withUmask(0, () -> make(entry, mode));
        // A default ACL of the directory (acl(5)) may have taken bits away, never added any.
        FileStatus status = entry.status();
        require(entry.path(), status);
        if (status.permissions() != mode && status.uid() == Users.effectiveUser()) {
            entry.setMode(status, mode);
        }
    }

    private static DirectoryEntry entry(String path) {
        try {
            return DirectoryEntry.of(path);
        } catch (KernelException e) {
            throw explained(new KernelException("mkfifo", path, e.errno()));
        }
    }

    private static void make(DirectoryEntry entry, int mode) {
        try {
            entry.makeFifo(mode);
        } catch (KernelException e) {
            throw explained(e);
        }
    }

    private static KernelException explained(KernelException e) {
        return switch (e.errno()) {
            case Errno.EEXIST -> e.because("it exists already");
            case Errno.ENOENT -> e.because("the directory it should be in does not exist");
            default -> e;
        };
    }

    /**
     * unlink(2) of a FIFO; processes that have it open keep it. The kernel cannot unlink what was looked at before,
     * only what has the name now, so between the two who may write to the directory could put another file there; rm(1)
     * has no better way.
     *
     * @throws KernelException EINVAL where {@code path} is something else, be it a symbolic link to a FIFO
     */
    public static void remove(String path) {
        try (DirectoryEntry entry = DirectoryEntry.of(path)) {
            require(path, entry.status());
            entry.unlink();
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) ? e.because("no such FIFO") : e;
        }
    }

    /**
     * Finds the FIFO at {@code path}, symbolic links followed.
     *
     * @throws KernelException EINVAL where there is something else
     */
    public static Fifo at(String path) {
        Fd place;
        try {
            place = Fd.open(path, Fd.O_PATH, 0);
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT)
                    ? e.because("no such FIFO").in(FifoSituation.ABSENT)
                    : e;
        }
        try {
            require(path, place.status());
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
        return new Fifo(path, place);
    }

    private static void require(String path, FileStatus status) {
        if (status.kind() != FileStatus.Kind.FIFO) {
            throw new KernelException("statx", path, Errno.EINVAL).because("it is a " + status.kind() + ", not a FIFO")
                    .advise("It was left as it is.");
        }
    }

    public String path() {
        return path;
    }

    /** The descriptor that nobody notices. */
    Fd place() {
        return place;
    }

    /** What statx(2) says about it. */
    public FileStatus status() {
        return place.status();
    }

    /**
     * Opens it for writing, which waits until a process has it open for reading.
     *
     * @param patience how long that and each later wait for room may last; a passed one tries once; where
     *                 waiting is refused, no reader is ENXIO
     */
    public FifoWriter openWriter(Deadline patience) {
        boolean bounded = patience.isBounded();
        long fd = bounded ? attempt(Fd.O_WRONLY | Fd.O_NONBLOCK, Deadline.never(), null) : -Errno.ENXIO;
        if (fd == -Errno.ENXIO && !patience.isOnce()) {
            fd = patience.isBounded() && patience.hasPassed() ? -Errno.ETIMEDOUT : attempt(Fd.O_WRONLY, patience, null);
        }
        Fd end = opened(fd, patience, "a reader");
        end.setNonblocking(bounded);
        return new FifoWriter(end, patience);
    }

    /**
     * Opens it for reading, which waits until a process has it open for writing.
     *
     * @param patience how long that and each later wait for data may last; a passed one tries once
     * @param sink     where the data will go, or null: a wait ends with EPIPE about it when nobody reads that any more
     */
    public FifoReader openReader(Deadline patience, Fd sink) {
        Fd watched = sink != null && FifoReader.canHangUpForGood(sink) ? sink : null;
        Fd end;
        if (patience.hasPassed()) {
            end = opened(attempt(Fd.O_RDONLY | Fd.O_NONBLOCK, Deadline.never(), null), patience, "");
        } else {
            long fd = attempt(Fd.O_RDONLY, patience, watched);
            if (fd == ReaderGone.VERDICT) {
                throw FifoReader.sinkClosed(watched);
            }
            end = opened(fd, patience, "a writer");
            end.setNonblocking(true);
        }
        return new FifoReader(end, patience, watched);
    }

    private long attempt(int flags, Deadline deadline, Fd watched) {
        return attemptOpen(place, flags, deadline, watched);
    }

    /** open(2) of the inode behind {@code fd}, as a new open file. */
    static long attemptOpen(Fd fd, int flags, Deadline deadline, Fd watched) {
        // Nothing else tells when the other side opens: inotify(7) reports an open that has succeeded, so two that wait
        // for each other's event wait for ever, and trying again and again costs time and sleep.
        try (BlockingCalls calls = FifoReader.calls(watched)) {
            return Fd.open("/proc/self/fd/" + fd.number(), flags, fd.name(), calls, deadline);
        }
    }

    private Fd opened(long fd, Deadline patience, String other) {
        if (fd == -Errno.ETIMEDOUT) {
            throw patience.passed("open", path, other);
        } else if (fd < 0) {
            KernelException failure = new KernelException("open", path, (int) -fd);
            throw fd == -Errno.EACCES
                    ? failure.in(FifoSituation.DENIED)
                    : failure;
        }
        return Fd.own(fd, path);
    }

    @Override
    public void close() {
        place.close();
    }

    @Override
    public String toString() {
        return path;
    }
}
