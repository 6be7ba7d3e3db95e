package org.ipcctl.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A descriptor of a process, as {@code /proc/PID/fd/N} and {@code /proc/PID/fdinfo/N} show it: proc_pid_fd(5),
 * proc_pid_fdinfo(5).
 *
 * @param pid    the process, in the PID namespace of /proc
 * @param number the descriptor
 * @param link   what it is open on: a path as that process sees it, {@code socket:[INODE]}, {@code pipe:[INODE]},
 * {@code anon_inode:[KIND]}
 */
public record OpenFile(long pid, int number, String link) {
    /** Of a file or a pipe it is far less. */
    private static final int FDINFO = 1 << 12;
    private static final int OWNER_READS = 0400;
    private static final int OWNER_WRITES = 0200;

    /**
     * What fdinfo says of it.
     *
     * @param flags as open(2) has them
     * @param inode its inode number, 0 before Linux 5.14, which does not say it
     * @param text  all of it, a line {@code name:value} each
     */
    public record Info(int flags, long inode, String text) {
        /** Whether it may be read from. */
        public boolean isReadable() {
            return (flags & Fd.O_PATH) == 0 && (flags & Fd.O_ACCMODE) != Fd.O_WRONLY;
        }

        /** The number behind {@code name}, 0 where there is none. */
        public long number(String name) {
            return OpenFile.number(text, name, 10);
        }

        /** The hexadecimal number behind {@code name}, 0 where there is none. */
        public long hexadecimal(String name) {
            return OpenFile.number(text, name, 16);
        }

        /** Whether a read or write that would wait ends with EAGAIN instead. */
        public boolean isNonblocking() {
            return (flags & Fd.O_NONBLOCK) != 0;
        }

        /** Whether it may be written to. */
        public boolean isWritable() {
            return (flags & Fd.O_PATH) == 0 && (flags & Fd.O_ACCMODE) != Fd.O_RDONLY;
        }
    }

    /**
     * How it is open; neither is a place only, O_PATH.
     *
     * @param reads  whether it may be read from
     * @param writes whether it may be written to
     */
    public record Access(boolean reads, boolean writes) {
    }

    /**
     * How it is open, as the link's own permissions tell, which is quicker than fdinfo; null where it was closed
     * meanwhile.
     */
    public Access access() {
        try {
            int mode = FileStatus.ofLink(path()).permissions();
            return new Access((mode & OWNER_READS) != 0, (mode & OWNER_WRITES) != 0);
        } catch (KernelException e) {
            e.rethrowIfShort();
            return null;
        }
    }

    /** Its flags and more; null where it was closed meanwhile. */
    public Info info() {
        return info(Long.toString(pid), number);
    }

    /** The same of a descriptor of this process; null where there is none, or no /proc. */
    public static Info own(int number) {
        return info("self", number);
    }

    private static Info info(String process, int number) {
        String path = "/proc/" + process + "/fdinfo/" + number;
        // Not by Files: of hundreds of descriptors, each would be a charset's decoder and a list.
        try (InputStream in = new FileInputStream(path)) {
            byte[] bytes = new byte[FDINFO];
            int length = Math.max(0, in.readNBytes(bytes, 0, bytes.length));
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            return new Info((int) number(text, "flags:", 8), number(text, "ino:", 10), text);
        } catch (IOException e) {
            new KernelException("open", path, Errno.of(e)).rethrowIfShort();
            return null;
        }
    }

    /** The number behind {@code name} at the beginning of a line; 0 where there is none. */
    private static long number(String text, String name, int radix) {
        int at = text.startsWith(name) ? 0 : text.indexOf("\n" + name) + 1;
        if (at == 0 && !text.startsWith(name)) {
            return 0;
        }
        long value = 0;
        for (int i = at + name.length(); i < text.length() && text.charAt(i) != '\n'; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            value = digit < 0 ? value : value * radix + digit;
        }
        return value;
    }

    /**
     * The inode of {@code socket:[INODE]} or {@code pipe:[INODE]}, where {@code kind} is what stands before the
     * bracket; or -1.
     */
    public long inode(String kind) {
        boolean fits = link.startsWith(kind + ":[") && link.endsWith("]");
        return fits ? Long.parseLong(link.substring(kind.length() + 2, link.length() - 1)) : -1;
    }

    /** How it has the file {@code wanted} open; null where it is open on something else. */
    public Info of(FileStatus wanted) {
        if (!isFile()) {
            return null;
        }
        Info info = info();
        return is(info, wanted) ? info : null;
    }

    /** Whether it is open on a file that has, or had, a name. */
    public boolean isFile() {
        return link.startsWith("/");
    }

    /**
     * Whether it is open on the file {@code wanted}, {@code info} being its own. A file is only looked at where fdinfo
     * says that it has the same inode number: a stat of another one may wait for ever, for a network that is down.
     */
    public boolean is(Info info, FileStatus wanted) {
        if (info == null || info.inode() != 0 && info.inode() != wanted.inode()) {
            return false;
        }
        FileStatus file = status();
        return file != null && file.inode() == wanted.inode() && file.device() == wanted.device();
    }

    /** What statx(2) says of what it is open on, which may wait for a network; null where it was closed meanwhile. */
    public FileStatus status() {
        try {
            return FileStatus.of(path());
        } catch (KernelException e) {
            e.rethrowIfShort();
            return null;
        }
    }

    /** The way to what it is open on, whatever its name: {@code /proc/PID/fd/N}. */
    public String path() {
        return "/proc/" + pid + "/fd/" + number;
    }

    /**
     * A descriptor of our own for the same open file: pidfd_open(2), pidfd_getfd(2). It counts as one more end while it
     * is open.
     *
     * @throws KernelException EPERM where that process may not be traced, ESRCH or EBADF where it is gone, ENOSYS
     * before Linux 5.6
     */
    public Fd borrow() {
        try (Fd process = PidFd.open(pid)) {
            return PidFd.get(process, number, link);
        } catch (KernelException e) {
            throw e.is(Errno.EPERM) ? e.because("this user may not trace process " + pid)
                    .advise("Root may; for your own processes, see /proc/sys/kernel/yama/ptrace_scope.") : e;
        }
    }
}
