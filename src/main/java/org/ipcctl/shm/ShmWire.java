package org.ipcctl.shm;

import jnr.ffi.annotations.In;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Syscall;

/** A mapped shared memory object for the benchmark. See {@code shm_overview(7)}. */
public final class ShmWire {
    private static final Functions C = Native.load(Functions.class);

    private ShmWire() {
    }

    /** Creates the object, {@code length} bytes of zeros that are really there, and maps it. */
    public static Mapping create(String name, long length) {
        try (Fd fd = open(name, Fd.O_CREAT | Fd.O_EXCL | Fd.O_RDWR)) {
            fd.allocate(0, length);
            return Mapping.shared(fd, length, true);
        }
    }

    /** Maps the first {@code length} bytes of an object that somebody else has created with that length. */
    public static Mapping open(String name, long length) {
        try (Fd fd = open(name, Fd.O_RDWR)) {
            if (fd.status().size() < length) {
                throw new KernelException("mmap", name, Errno.EINVAL).because("it is shorter than " + length + " bytes");
            }
            return Mapping.shared(fd, length, true);
        }
    }

    private static Fd open(String name, int flags) {
        byte[] bytes = OsString.cString(name);
        return Fd.own(Syscall.call("shm_open", name, () -> C.shm_open(bytes, flags | Fd.O_CLOEXEC, 0600), flags), name);
    }

    /** shm_unlink(3); that it is gone already is fine. */
    public static void unlink(String name) {
        byte[] bytes = OsString.cString(name);
        long done = Syscall.attempt("shm_unlink", name, () -> C.shm_unlink(bytes));
        if (done < 0 && done != -Errno.ENOENT) {
            throw new KernelException("shm_unlink", name, (int) -done);
        }
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int shm_open(@In byte[] name, int flags, int mode);

        int shm_unlink(@In byte[] name);
    }
}
