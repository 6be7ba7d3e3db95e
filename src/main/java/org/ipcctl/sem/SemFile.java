package org.ipcctl.sem;

import static org.ipcctl.sem.SemFunctions.C;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;
import jnr.ffi.Pointer;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.DraftFile;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.NativeMemory;

/**
 * The file of a semaphore. Anybody may put any file under such a name, so each is looked at before it is believed:
 * without opening it whether it is a file at all (to open a FIFO is an event to others), and then what is in it.
 */
final class SemFile {
    /** How often {@link org.ipcctl.kernel.Lease} may be in the way, and how long that is. */
    private static final int LEASES = 20;
    private static final long LEASE_NANOS = 1_000_000;

    private SemFile() {}

    /**
     * Opens it for all that can be done with it, or to look at it only.
     *
     * @throws KernelException ENOENT, EACCES; EINVAL where the file is no semaphore
     */
    static Fd open(String name, boolean writable) {
        FileStatus before = SemDirectory.status(name);
        requireFile(name, before.kind());
        Fd fd;
        try {
            fd = openFile(name, (writable ? Fd.O_RDWR : Fd.O_RDONLY) | Fd.O_NOFOLLOW | Fd.O_NONBLOCK);
        } catch (KernelException e) {
            throw SemDirectory.explain(e);
        }
        try {
            requireFile(name, fd.status().kind());
            read(fd);
            return fd;
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    /**
     * A lease of somebody's must not hold us up, nor what was put there a moment ago; but one that is only asked for
     * passes at once.
     */
    private static Fd openFile(String name, int flags) {
        for (int left = LEASES;; left--) {
            try {
                return Fd.open(SemDirectory.path(name), flags, 0, name);
            } catch (KernelException e) {
                if (!e.is(Errno.EAGAIN) || left == 0) {
                    throw e;
                }
                LockSupport.parkNanos(LEASE_NANOS);
            }
        }
    }

    private static void requireFile(String name, FileStatus.Kind kind) {
        if (kind != FileStatus.Kind.REGULAR) {
            throw notOne("statx", name, "it is a " + kind);
        }
    }

    /** Its value now. */
    static int read(Fd fd) {
        return SemLayout.value(word(fd));
    }

    /** Its value and its waiters now, read and not mapped, so nothing can be cut off meanwhile. */
    static long word(Fd fd) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(SemLayout.SIZE).order(ByteOrder.nativeOrder());
        int count = Math.max(0, fd.readAt(bytes, 0));
        if (count < SemLayout.SIZE) {
            throw notOne("pread", fd.name(), "it has " + count + " bytes, and a semaphore has " + SemLayout.SIZE);
        } else if (!SemLayout.fits(bytes)) {
            throw notOne("pread", fd.name(), "it contains something else");
        }
        return bytes.getLong(0);
    }

    private static KernelException notOne(String call, String name, String why) {
        return new KernelException(call, name, Errno.EINVAL)
                .because("the file " + SemDirectory.path(name) + " is not a semaphore: " + why)
                .advise("'ls -l " + DevShm.PATH + "' shows the owner of the file.");
    }

    /**
     * A new one that gets its name when it is complete.
     *
     * @param exact whether {@code mode} holds whatever the umask says
     * @return null where the name is taken
     */
    static Fd create(String name, int mode, boolean exact, int value) {
        try (DraftFile draft = DraftFile.in(DevShm.PATH, mode, name)) {
            if (exact) {
                draft.fd().setMode(mode);
            }
            draft.fd().writeFullyAt(initial(value), 0);
            return draft.publish(SemDirectory.path(name)) ? draft.fd().duplicate() : null;
        } catch (KernelException e) {
            throw SemDirectory.explainCreation(e);
        }
    }

    /** As the C library makes one: {@code sem_init(3)}. */
    private static ByteBuffer initial(int value) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(SemLayout.SIZE);
        try (NativeMemory memory = NativeMemory.allocate(SemLayout.SIZE)) {
            Pointer semaphore = memory.pointer();
            C.sem_init(semaphore, 1, value);
            byte[] made = new byte[SemLayout.SIZE];
            semaphore.get(0, made, 0, made.length);
            return bytes.put(made).flip();
        }
    }
}
