package org.ipcctl.kernel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * Error numbers of Linux that the code itself asks for, as in {@code asm-generic/errno.h}, which x86-64, aarch64 and
 * riscv64 share. See {@code errno(3)}.
 */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int ENXIO = 6;
    public static final int E2BIG = 7;
    public static final int ENOEXEC = 8;
    public static final int EBADF = 9;
    public static final int ECHILD = 10;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EFAULT = 14;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int ENODEV = 19;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int EFBIG = 27;
    public static final int ENOSPC = 28;
    public static final int ESPIPE = 29;
    public static final int EROFS = 30;
    public static final int EMLINK = 31;
    public static final int EPIPE = 32;
    public static final int ERANGE = 34;
    public static final int ENAMETOOLONG = 36;
    public static final int ENOLCK = 37;
    public static final int ENOSYS = 38;
    public static final int ENOTEMPTY = 39;
    public static final int ELOOP = 40;
    public static final int ENOMSG = 42;
    public static final int EIDRM = 43;
    public static final int ETIME = 62;
    public static final int EOVERFLOW = 75;
    public static final int EUSERS = 87;
    public static final int ENOTSOCK = 88;
    public static final int EMSGSIZE = 90;
    public static final int EPROTOTYPE = 91;
    public static final int ENOPROTOOPT = 92;
    public static final int EPROTONOSUPPORT = 93;
    public static final int ESOCKTNOSUPPORT = 94;
    public static final int EOPNOTSUPP = 95;
    public static final int EPFNOSUPPORT = 96;
    public static final int EAFNOSUPPORT = 97;
    public static final int EADDRINUSE = 98;
    public static final int ECONNABORTED = 103;
    public static final int ECONNRESET = 104;
    public static final int ENOBUFS = 105;
    public static final int ENOTCONN = 107;
    public static final int ETOOMANYREFS = 109;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EALREADY = 114;
    public static final int EINPROGRESS = 115;
    public static final int ESTALE = 116;
    public static final int EDQUOT = 122;
    public static final int EOWNERDEAD = 130;
    public static final int ENOTRECOVERABLE = 131;

    private Errno() {}

    /** The name, as {@code ENOENT}; the number itself where there is no such error. */
    public static String name(int errno) {
        String line = ErrnoWords.line(errno);
        return line == null ? Integer.toString(errno) : line.substring(0, line.indexOf(' '));
    }

    /** The number that has these words of the C library's, in whatever case; 0 where none has. */
    public static int number(String words) {
        return ErrnoWords.number(words);
    }

    /** That of an error which the JDK tells in the C library's words alone; 0 where it does not. */
    public static int of(IOException failure) {
        String said = String.valueOf(
                failure instanceof FileSystemException ofFile ? ofFile.getReason() : failure.getMessage());
        // java.io has the file's name before them.
        int behindName = failure instanceof FileNotFoundException && said.endsWith(")") ? said.lastIndexOf('(') : -1;
        return number(behindName < 0 ? said : said.substring(behindName + 1, said.length() - 1));
    }

    /** Whether it is what a kernel says that lacks a call, and what a sandbox does that forbids it: seccomp(2). */
    public static boolean isRefusal(int errno) {
        return errno == ENOSYS || errno == EPERM;
    }

    /** Whether it is for want of descriptors or memory, and so says nothing of what the call was about. */
    public static boolean isShortage(int errno) {
        return errno == EMFILE || errno == ENFILE || errno == ENOMEM;
    }

    /** The C library's words for it in English, as {@code no such file or directory}, to stand inside a sentence. */
    public static String text(int errno) {
        String line = ErrnoWords.line(errno);
        return line == null ? "error " + errno : line.substring(line.indexOf(' ') + 1);
    }
}
