package org.ipcctl.kernel;

/**
 * The kernel's own answer to whether somebody else has a file open or mapped, whoever and wherever that is: it grants a
 * lease for writing only on a file that nobody else has. O_PATH descriptors do not count. See {@code F_SETLEASE} in
 * {@code fcntl(2)}.
 */
public final class Lease {
    private static final int F_SETSIG = 10;
    private static final int F_SETLEASE = 1024;
    private static final int F_WRLCK = 1;
    private static final int F_UNLCK = 2;

    private Lease() {}

    /**
     * Whether somebody has the file at {@code path} open or mapped; null where that is not this user's to ask, or not
     * known. A symbolic link is not followed.
     *
     * @throws KernelException ENOENT
     */
    public static Boolean isOpen(String path) {
        try (Fd fd = Fd.open(path, Fd.O_RDONLY | Fd.O_NOFOLLOW | Fd.O_NONBLOCK, 0)) {
            return isOpenElsewhere(fd);
        } catch (KernelException e) {
            if (e.is(Errno.EAGAIN)) {
                // Somebody else has a lease.
                return true;
            } else if (e.is(Errno.EACCES) || e.is(Errno.EPERM)) {
                return null;
            }
            throw e;
        }
    }

    /** Whether somebody has the file of {@code fd} open or mapped but by {@code fd}; null likewise. */
    public static Boolean isOpenElsewhere(Fd fd) {
        // Who opens it in this moment has us told by a signal, which by default is one that ends a process.
        fd.control(F_SETSIG, "F_SETSIG", Signals.SIGURG);
        long answer = Syscall.attempt("fcntl", fd.name(), () -> LibC.C.fcntl(fd.number(), F_SETLEASE, F_WRLCK),
                "F_SETLEASE");
        if (answer == 0) {
            fd.control(F_SETLEASE, "F_SETLEASE", F_UNLCK);
            return false;
        }
        return answer == -Errno.EAGAIN ? Boolean.TRUE : null;
    }
}
