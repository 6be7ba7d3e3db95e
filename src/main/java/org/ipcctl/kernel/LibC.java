package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * The C functions that every mechanism needs, and the numbers that they take: descriptors, poll(2), statx(2), mmap(2).
 */
final class LibC {
    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_SYMLINK_FOLLOW = 0x400;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final int PROT_EXEC = 4;
    static final int MAP_SHARED = 1;
    static final int MAP_PRIVATE = 2;
    static final int MAP_ANONYMOUS = 0x20;

    static final Functions C = Native.load(Functions.class);

    private LibC() {}

    /**
     * dup2(2), again where a signal came, or another thread was just opening a file that is to have the number.
     *
     * @return the error number; 0 where it succeeded
     */
    static int dup2(int fd, int number) {
        while (C.dup2(fd, number) < 0) {
            int errno = Native.errno();
            if (errno != Errno.EINTR && errno != Errno.EBUSY) {
                return errno;
            }
        }
        return 0;
    }

    /** Public only because jnr asks for it; its holder is not. */
    public interface Functions {
        int open(@In byte[] path, int flags, int mode);

        int close(int fd);

        int pipe2(@Out int[] ends, int flags);

        int flock(int fd, int operation);

        int mprotect(Pointer address, long length, int protection);

        int dup2(int fd, int number);

        long read(int fd, @Out ByteBuffer buffer, long count);

        long write(int fd, @In ByteBuffer buffer, long count);

        long pread(int fd, @Out ByteBuffer buffer, long count, long offset);

        long pwrite(int fd, @In ByteBuffer buffer, long count, long offset);

        long splice(int from, @In long[] fromOffset, int to, @In long[] toOffset, long length, int flags);

        long copy_file_range(int from, @In long[] fromOffset, int to, @In long[] toOffset, long length, int flags);

        long sendfile(int to, int from, @In long[] offset, long count);

        long lseek(int fd, long offset, int whence);

        int fcntl(int fd, int command, long argument);

        int ioctl(int fd, long request, @Out int[] value);

        int poll(@In @Out byte[] pollfds, long count, int timeoutMillis);

        int memfd_create(@In byte[] name, int flags);

        int ftruncate(int fd, long length);

        int fchmod(int fd, int mode);

        int fchmodat(int directory, @In byte[] path, int mode, int flags);

        int fallocate(int fd, int mode, long offset, long length);

        int posix_fallocate(int fd, long offset, long length);

        int statx(int directory, @In byte[] path, int flags, int mask, @Out byte[] statx);

        Pointer mmap(Pointer address, long length, int protection, int flags, int fd, long offset);

        int munmap(Pointer address, long length);

        int isatty(int fd);

        int unlink(@In byte[] path);

        int unlinkat(int directory, @In byte[] path, int flags);

        int openat(int directory, @In byte[] path, int flags, int mode);

        int mkdir(@In byte[] path, int mode);

        int mkfifoat(int directory, @In byte[] path, int mode);

        int rmdir(@In byte[] path);

        int rename(@In byte[] from, @In byte[] to);

        int renameat2(int fromDirectory, @In byte[] from, int toDirectory, @In byte[] to, int flags);

        int fchownat(int directory, @In byte[] path, int user, int group, int flags);

        int umask(int mask);
    }
}
