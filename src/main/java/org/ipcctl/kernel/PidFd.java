package org.ipcctl.kernel;

/** Descriptors of processes: pidfd_open(2), Linux 5.3, and pidfd_getfd(2), Linux 5.6, which older C libraries lack. */
final class PidFd {
    private PidFd() {}

    /** Of the process {@code pid}. */
    static Fd open(long pid) {
        return Fd.own(Syscall.call("pidfd_open", Long.toString(pid),
                () -> RawSyscall.C.syscall(RawSyscall.PIDFD_OPEN, pid, 0, 0)), "pidfd");
    }

    /** As {@link #open}; null where there is no such process any more. */
    static Fd openIfThere(long pid, String name) {
        long pidfd = Syscall.attempt("pidfd_open", name, () -> RawSyscall.C.syscall(RawSyscall.PIDFD_OPEN, pid, 0, 0),
                pid);
        if (pidfd < 0 && pidfd != -Errno.ESRCH) {
            throw new KernelException("pidfd_open", name, (int) -pidfd);
        }
        return pidfd < 0 ? null : Fd.own(pidfd, name);
    }

    /** A copy of descriptor {@code number} of that process. */
    static Fd get(Fd process, int number, String name) {
        return Fd.own(Syscall.call("pidfd_getfd", name,
                () -> RawSyscall.C.syscall(RawSyscall.PIDFD_GETFD, process.number(), number, 0), number), name);
    }
}
