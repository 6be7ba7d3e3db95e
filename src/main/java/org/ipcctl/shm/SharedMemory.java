package org.ipcctl.shm;

import static org.ipcctl.shm.ShmFunctions.C;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.DraftFile;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.FileSystem;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Syscall;

/**
 * An open POSIX shared memory object: bytes with a name that any process may map, kept until it is removed or the
 * machine restarts. See {@code shm_overview(7)}, {@code shm_open(3)}.
 *
 * <p>A new object is filled while it has no name yet and then published, so that no other process ever sees a part of
 * it, and nothing is left of one that could not be completed, even after kill -9. Memory is reserved before it counts
 * as
 * there: where it is not, that is ENOSPC here and not SIGBUS in whoever touches it through a mapping. Whole objects are
 * moved by pread(2) and pwrite(2), since another process may shrink the object at any moment.
 *
 * <p>Names have their leading slash.
 */
public final class SharedMemory implements AutoCloseable {
    /** What it is opened for. */
    public enum Access {
        READ(Fd.O_RDONLY), WRITE(Fd.O_RDWR);

        private final int flags;

        Access(int flags) {
            this.flags = flags;
        }
    }

    /** Others may take some meanwhile. */
    private static final long SPARE = 1 << 26;

    private final String name;
    private final Fd fd;
    /** What it is as long as it has no name; null where it was opened. */
    private final DraftFile draft;

    private SharedMemory(String name, Fd fd, DraftFile draft) {
        this.name = name;
        this.fd = fd;
        this.draft = draft;
    }

    /**
     * Opens one that exists.
     *
     * @throws KernelException ENOENT, EACCES; EINVAL where the name is that of something else in /dev/shm
     */
    public static SharedMemory open(String name, Access access) {
        refuseOtherKinds(name);
        byte[] bytes = OsString.cString(name);
        int flags = access.flags | Fd.O_NONBLOCK;
        long number = Syscall.attempt("shm_open", name, () -> C.shm_open(bytes, flags, 0), access);
        if (number < 0) {
            throw ShmDirectory.explainOpen(new KernelException("shm_open", name, (int) -number));
        }
        Fd fd = Fd.own(number, name);
        FileStatus.Kind kind = fd.status().kind();
        if (kind != FileStatus.Kind.REGULAR) {
            fd.close();
            throw ShmDirectory.wrongKind(new KernelException("shm_open", name, Errno.EINVAL), kind);
        }
        return new SharedMemory(name, fd, null);
    }

    /**
     * To open a FIFO that somebody has put there would be an event to those at its other end; of the rest shm_open
     * tells itself.
     */
    private static void refuseOtherKinds(String name) {
        try {
            ShmDirectory.status(name);
        } catch (KernelException e) {
            if (e.is(Errno.EINVAL)) {
                throw e;
            }
        }
    }

    /**
     * A new object of 0 bytes that will be called {@code name} once it is published; until then it ends with this
     * handle.
     *
     * @param mode permission bits, from which the umask is taken off
     */
    public static SharedMemory unnamed(String name, int mode) {
        try {
            DraftFile draft = DraftFile.in(ShmDirectory.PATH, mode, name);
            return new SharedMemory(name, draft.fd(), draft);
        } catch (KernelException e) {
            throw DevShm.explainCreation(e);
        }
    }

    /**
     * Gives an unnamed object its name.
     *
     * @return false where an object of that name exists; this one stays unnamed then
     */
    public boolean publish() {
        try {
            return draft.publish(ShmDirectory.path(name));
        } catch (KernelException e) {
            throw DevShm.explainCreation(e);
        }
    }

    /** unlink(2): the name goes, the memory with the last process that has it open or mapped. */
    public static void unlink(String name) {
        try {
            Files.unlink(ShmDirectory.path(name));
        } catch (KernelException e) {
            throw ShmDirectory.explainUnlink(e.about(name));
        }
    }

    public String name() {
        return name;
    }

    public Fd fd() {
        return fd;
    }

    /** Its size in bytes, now. */
    public long size() {
        return fd.status().size();
    }

    /** Its permission bits. */
    public int permissions() {
        return fd.status().permissions();
    }

    /**
     * Makes it {@code size} bytes long: what is new is zeros with memory behind them, what is cut off is gone. A
     * process that has mapped what is cut off gets SIGBUS when it touches it.
     */
    public void resize(long size) {
        long before = size();
        if (size > before) {
            // What was a hole stays one: whoever made it counts on that.
            reserve(before, size - before);
        } else {
            fd.truncate(size);
        }
    }

    /**
     * Makes sure that there is memory behind {@code length} bytes from {@code offset} on; grows the object to their
     * end.
     */
    public void reserve(long offset, long length) {
        try {
            fd.allocate(offset, length);
        } catch (KernelException e) {
            throw ShmDirectory.explainReserve(e.about(name), length);
        }
    }

    /**
     * Sees to it that {@code length} bytes that are about to be written from {@code offset} on find memory: reserved
     * where there is not much left. To reserve it anyway would have each page looked up twice.
     */
    void prepare(long offset, long length) {
        FileSystem there = FileSystem.of(DevShm.PATH);
        if (there == null || there.totalBytes() > 0 && there.freeBytes() - SPARE < length) {
            reserve(offset, length);
        }
    }

    /** Writes all that remains in {@code from}, a direct buffer. */
    public void write(ByteBuffer from, long offset) {
        int length = from.remaining();
        try {
            fd.writeFullyAt(from, offset);
        } catch (KernelException e) {
            throw ShmDirectory.explainReserve(e.about(name), length);
        }
    }

    /** Reads what fits into {@code into}, a direct buffer, or less at the end of the object; -1 behind it. */
    public int read(ByteBuffer into, long offset) {
        return fd.readAt(into, offset);
    }

    /**
     * Maps the first {@code length} bytes.
     *
     * @throws KernelException EINVAL where it is shorter, ENOSPC where it has holes and /dev/shm no memory for them
     */
    public Mapping map(long length, boolean writable) {
        return map(0, length, writable);
    }

    /** As above from byte {@code offset} on, the beginning of a page. */
    public Mapping map(long offset, long length, boolean writable) {
        try {
            return Mapping.shared(fd, offset, length, writable);
        } catch (KernelException e) {
            throw e.is(Errno.ENOSPC) ? ShmDirectory.explainReserve(e.about(name), length) : e.about(name);
        }
    }

    @Override
    public void close() {
        if (draft != null) {
            draft.close();
        }
        fd.close();
    }
}
