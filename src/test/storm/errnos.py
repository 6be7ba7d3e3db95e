"""Which errors each system call may end with.

The source is the section ERRORS of its page in the Linux man-pages 6.03 (Debian's manpages-dev). Left out are those
that tell of a fault of the caller's own code and of nothing else, which no host brings about (EFAULT, EBADF, ENOTSOCK),
and those of file systems and protocols that a page names and this host has not (ENOPKG, ERESTARTSYS, ...). What one
page says of another's errors ("as write(2)") is written out. Calls that are not here do not fail (umask), or are not to
be kept from happening: a close(2), munmap(2) or exit(2) that is left out leaks what the kernel would have closed.
"""
PATH = "EACCES ELOOP ENAMETOOLONG ENOENT ENOMEM ENOTDIR"
MAKE = PATH + " EDQUOT EEXIST ENOSPC EPERM EROFS"
READ = "EAGAIN EINTR EINVAL EIO EISDIR"
WRITE = "EAGAIN EDESTADDRREQ EDQUOT EFBIG EINTR EINVAL EIO ENOSPC EPERM EPIPE"
SEND = ("EACCES EAGAIN EALREADY ECONNRESET EDESTADDRREQ EINTR EINVAL EISCONN EMSGSIZE "
        "ENOBUFS ENOMEM ENOTCONN EOPNOTSUPP EPIPE")
RECEIVE = "EAGAIN ECONNREFUSED EINTR EINVAL ENOMEM ENOTCONN"
DESCRIPTOR = "EINVAL EMFILE ENFILE ENOMEM"
_TEXT = {
    # Files and what is like them.
    "open openat": MAKE + " EBUSY EFBIG EOVERFLOW EINTR EINVAL EISDIR EMFILE ENFILE ENODEV ENXIO EOPNOTSUPP ETXTBSY "
        "EAGAIN",
    "read readv": READ,
    "pread64 preadv": READ + " ENXIO EOVERFLOW ESPIPE",
    "write writev": WRITE,
    "pwrite64 pwritev": WRITE + " ENXIO EOVERFLOW ESPIPE",
    "splice": "EAGAIN EINVAL ENOMEM ESPIPE",
    "tee vmsplice": "EAGAIN EINVAL ENOMEM",
    "sendfile": "EAGAIN EINVAL EIO ENOMEM EOVERFLOW ESPIPE",
    "copy_file_range": "EFBIG EINVAL EIO EISDIR ENOMEM ENOSPC EOPNOTSUPP EOVERFLOW EPERM ETXTBSY EXDEV",
    "ftruncate": "EFBIG EINTR EINVAL EIO EPERM EROFS",
    "fallocate": "EFBIG EINTR EINVAL EIO ENODEV ENOSPC ENOSYS EOPNOTSUPP EPERM ESPIPE ETXTBSY",
    "mmap": "EACCES EAGAIN EINVAL ENFILE ENODEV ENOMEM EOVERFLOW EPERM",
    "msync": "EBUSY EINVAL ENOMEM",
    "mincore": "EAGAIN EINVAL ENOMEM",
    "fstat": "ENOMEM EOVERFLOW",
    "stat lstat newfstatat statx": PATH + " EINVAL EOVERFLOW",
    "statfs fstatfs": PATH + " EINTR EIO ENOSYS EOVERFLOW",
    "access faccessat faccessat2": PATH + " EINVAL EIO EPERM EROFS ETXTBSY",
    "lseek": "EINVAL ENXIO EOVERFLOW ESPIPE",
    "fcntl": "EACCES EAGAIN EBUSY EDEADLK EINTR EINVAL EMFILE ENOLCK EPERM",
    "ioctl": "EINVAL ENOTTY",
    "dup dup2 dup3": "EBUSY EINTR EMFILE",
    "pipe2": "EINVAL EMFILE ENFILE",
    "fsync": "EINTR EIO ENOSPC EROFS",
    "flock": "EINTR EINVAL ENOLCK EAGAIN",
    "link linkat": MAKE + " EIO EMLINK EXDEV",
    "unlink unlinkat": PATH + " EBUSY EIO EISDIR EPERM EROFS",
    "symlink symlinkat": MAKE + " EIO",
    "rename renameat renameat2": MAKE + " EBUSY EINVAL EISDIR EMLINK ENOTEMPTY EXDEV",
    "mkdir mkdirat": MAKE + " EINVAL EMLINK",
    "mknod mknodat": MAKE + " EINVAL",
    "rmdir": PATH + " EBUSY EINVAL ENOTEMPTY EPERM EROFS",
    "fchmod": "EIO EPERM EROFS",
    "fchmodat": PATH + " EINVAL EIO EPERM EROFS EOPNOTSUPP",
    "fchown": "EIO EPERM EROFS",
    "fchownat": PATH + " EINVAL EIO EPERM EROFS",
    "readlink readlinkat": PATH + " EINVAL EIO",
    "getdents64": "EINVAL ENOENT ENOTDIR",
    "getcwd": "EACCES ENOENT ENOMEM ERANGE",
    "chdir": PATH + " EIO",
    "fchdir": "EACCES EIO",
    # POSIX message queues.
    "mq_open": "EACCES EEXIST EINVAL EMFILE ENAMETOOLONG ENFILE ENOENT ENOMEM ENOSPC",
    "mq_unlink": "EACCES ENAMETOOLONG ENOENT",
    "mq_timedsend mq_timedreceive": "EAGAIN EINTR EINVAL EMSGSIZE ETIMEDOUT",
    "mq_notify": "EBUSY EINVAL ENOMEM",
    "mq_getsetattr": "EINVAL",
    # System V.
    "msgget": "EACCES EEXIST ENOENT ENOMEM ENOSPC",
    "msgsnd": "EACCES EAGAIN EIDRM EINTR EINVAL ENOMEM",
    "msgrcv": "E2BIG EACCES EIDRM EINTR EINVAL ENOMSG ENOSYS",
    "msgctl": "EACCES EIDRM EINVAL EPERM",
    "semget": "EACCES EEXIST EINVAL ENOENT ENOMEM ENOSPC",
    "semop semtimedop": "E2BIG EACCES EAGAIN EFBIG EIDRM EINTR EINVAL ENOMEM ERANGE",
    "semctl": "EACCES EIDRM EINVAL EPERM ERANGE",
    "shmget": "EACCES EEXIST EINVAL ENFILE ENOENT ENOMEM ENOSPC EPERM",
    "shmat": "EACCES EIDRM EINVAL ENOMEM",
    "shmdt": "EINVAL",
    "shmctl": "EACCES EIDRM EINVAL ENOMEM EOVERFLOW EPERM",
    # Sockets, those of unix(7) and of TCP.
    "socket": "EACCES EAFNOSUPPORT EINVAL EMFILE ENFILE ENOBUFS ENOMEM EPROTONOSUPPORT",
    "socketpair": "EAFNOSUPPORT EMFILE ENFILE EOPNOTSUPP EPROTONOSUPPORT",
    "bind": PATH + " EADDRINUSE EINVAL EADDRNOTAVAIL EROFS",
    "listen": "EADDRINUSE EOPNOTSUPP",
    "accept accept4": "EAGAIN ECONNABORTED EINTR EINVAL EMFILE ENFILE ENOBUFS ENOMEM EOPNOTSUPP EPERM EPROTO",
    "connect": "EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY ECONNREFUSED EINPROGRESS EINTR EISCONN "
        "ENETUNREACH EPROTOTYPE ETIMEDOUT",
    "sendto": SEND,
    "sendmsg": SEND + " ETOOMANYREFS",
    "recvfrom recvmsg recvmmsg": RECEIVE + " ECONNRESET",
    "getsockname": "EINVAL ENOBUFS",
    "getpeername": "EINVAL ENOBUFS ENOTCONN",
    "getsockopt setsockopt": "EINVAL ENOPROTOOPT",
    "shutdown": "EINVAL ENOTCONN",
    # Waits.
    "poll ppoll": "EINTR EINVAL ENOMEM",
    "epoll_create1": DESCRIPTOR,
    "epoll_ctl": "EEXIST EINVAL ELOOP ENOENT ENOMEM ENOSPC EPERM",
    "epoll_wait epoll_pwait": "EINTR EINVAL",
    "eventfd2": DESCRIPTOR + " ENODEV",
    "inotify_init1": DESCRIPTOR,
    "inotify_add_watch": "EACCES EEXIST EINVAL ENAMETOOLONG ENOENT ENOMEM ENOSPC ENOTDIR",
    "memfd_create": DESCRIPTOR,
    "futex": "EACCES EAGAIN EDEADLK EINTR EINVAL ENFILE ENOMEM ENOSYS EPERM ESRCH ETIMEDOUT",
    "timer_create": "EAGAIN EINVAL ENOMEM",
    # Processes.
    "clone clone3 fork vfork": "EAGAIN ENOMEM",
    "wait4 waitid": "ECHILD EINTR EINVAL",
    # Not ENOEXEC: of a program that is none, execvp(3) makes a script for sh(1), which then does anything.
    "execve": PATH + " E2BIG EAGAIN EINVAL EIO EISDIR ELIBBAD EMFILE ENFILE EPERM ETXTBSY",
    "kill tgkill pidfd_send_signal": "EINVAL EPERM ESRCH",
    "rt_sigqueueinfo rt_tgsigqueueinfo": "EAGAIN EINVAL EPERM ESRCH",
    "rt_sigtimedwait": "EAGAIN EINTR EINVAL",
    "pidfd_open": DESCRIPTOR + " ENODEV ESRCH",
    "pidfd_getfd": "EINVAL EMFILE ENFILE EPERM ESRCH",
    "prctl": "EACCES EINVAL ENODEV EOPNOTSUPP EPERM",
    "prlimit64 setrlimit getrlimit": "EINVAL EPERM ESRCH",
    "sched_setaffinity sched_getaffinity": "EINVAL EPERM ESRCH",
    "process_vm_readv process_vm_writev": "EINVAL ENOMEM EPERM ESRCH",
    "setpgid setsid": "EPERM",
    "unshare": "EINVAL ENOMEM ENOSPC EPERM",
    "close_range": "EINVAL EMFILE ENOMEM",
    "userfaultfd": "EINVAL EMFILE ENFILE ENOMEM EPERM",
    "mlock": "EAGAIN EINVAL ENOMEM EPERM",
    "get_robust_list": "EINVAL EPERM ESRCH",
}
ERRNOS = {call: errors.split() for calls, errors in _TEXT.items() for call in calls.split()}
# A page lists the errors of all operations of a call: of these, named in its arguments, what is left of them.
_OF_OPERATIONS = {
    "futex": {"FUTEX_WAKE": "", "REQUEUE": "EAGAIN", "FUTEX_WAIT": "EAGAIN EINTR ETIMEDOUT"},
    "fcntl": {"F_GETFD": "", "F_SETFD": "", "F_GETFL": "", "F_SETFL": "EPERM", "F_DUPFD": "EINVAL EMFILE",
              "F_GETPIPE_SZ": "EINVAL", "F_SETPIPE_SZ": "EBUSY EINVAL ENOMEM EPERM"},
    # What is there to be read can be read.
    "read readv": {"<pipe:[": "EINTR"},
    # They ask for no right.
    "msgctl semctl shmctl": {"_STAT_ANY": "EIDRM EINVAL", "_INFO": "EINVAL", "IPC_RMID": "EIDRM EINVAL EPERM"},
}
# What an older kernel lacks, or a sandbox (a container's seccomp profile) forbids, and a JVM starts without.
FORBIDDABLE = set("""
    close_range copy_file_range epoll_create1 epoll_ctl fallocate flock get_robust_list inotify_add_watch
    inotify_init1 linkat memfd_create mknod mknodat mq_notify mq_open mq_timedreceive mq_timedsend msgget msgrcv
    msgsnd pidfd_getfd pidfd_open process_vm_readv process_vm_writev renameat2 semget semop semtimedop sendfile
    shmat shmget splice statfs statx tee timer_create unshare vmsplice
""".split())
FORBIDDEN = ("EPERM", "ENOSYS")


def errors_of(call, words):
    """Those that the call may end with, with these words for its arguments."""
    for calls, operations in _OF_OPERATIONS.items():
        if call in calls.split():
            for operation, errors in operations.items():
                if operation in words:
                    return errors.split()
    return ERRNOS[call]
