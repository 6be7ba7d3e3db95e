package org.ipcctl.kernel;

import static org.ipcctl.kernel.LibC.C;

import java.nio.ByteBuffer;

/**
 * An open file descriptor and its owner. Every descriptor that ipcctl opens is {@code O_CLOEXEC}: a write end that a
 * child inherits by accident means that end of file never comes.
 *
 * <p>Buffers handed to {@link #read} and {@link #write} must be direct; their position advances by what was moved.
 * See {@code open(2)}, {@code read(2)}, {@code write(2)}, {@code fcntl(2)}.
 */
public final class Fd implements AutoCloseable {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    /** All bits of these three. */
    public static final int O_ACCMODE = 3;
    public static final int O_CREAT = 0100;
    public static final int O_EXCL = 0200;
    public static final int O_TRUNC = 01000;
    public static final int O_NONBLOCK = 04000;
    public static final int O_CLOEXEC = 02000000;
    public static final int O_PATH = 010000000;
    /** These two are other bits on Arm: {@code asm/fcntl.h}. */
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    public static final int O_DIRECTORY = ARM ? 040000 : 0200000;
    public static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;
    public static final int O_TMPFILE = 020000000 | O_DIRECTORY;

    private static final int MFD_CLOEXEC = 1;
    private static final int TIOCOUTQ = 0x5411;
    private static final int FIONREAD = 0x541B;
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;
    static final int SPLICE_F_NONBLOCK = 2;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;

    /** Would block: told apart from 0 (end of file) until {@link #advance} has seen it. */
    private static final long AGAIN = Long.MIN_VALUE;

    /** No process has a descriptor of this number: who still uses one that is closed meets EBADF, and no other file. */
    private static final int CLOSED = Integer.MAX_VALUE;

    private volatile int number;
    private final String name;
    private final boolean owned;

    private Fd(int number, String name, boolean owned) {
        this.number = number;
        this.name = name;
        this.owned = owned;
    }

    /** Takes over {@code number}: closing this closes it. {@code name} is what messages call it. */
    public static Fd own(long number, String name) {
        return new Fd((int) number, name, true);
    }

    /** Speaks of {@code number} without closing it, as for the standard streams. */
    public static Fd borrow(int number, String name) {
        return new Fd(number, name, false);
    }

    /** open(2) with {@code O_CLOEXEC} added. */
    public static Fd open(String path, int flags, int mode) {
        return open(path, flags, mode, path);
    }

    /** As above; {@code name} is what messages call it. */
    public static Fd open(String path, int flags, int mode, String name) {
        byte[] bytes = OsString.cString(path);
        long fd = Syscall.call("open", name, () -> C.open(bytes, flags | O_CLOEXEC, mode),
                "0" + Integer.toOctalString(flags));
        return own(fd, name);
    }

    /** open(2) as above that waits, and ends as {@code calls} do: the number or a negative error number. */
    public static long open(String path, int flags, String name, BlockingCalls calls, Deadline deadline) {
        byte[] bytes = OsString.cString(path);
        return calls.attempt("open", name, () -> C.open(bytes, flags | O_CLOEXEC, 0), deadline);
    }

    /** A file that is only in memory, and gone when its last descriptor is: memfd_create(2). */
    public static Fd inMemory(String name) {
        byte[] bytes = OsString.cString(name);
        return own(Syscall.call("memfd_create", name, () -> C.memfd_create(bytes, MFD_CLOEXEC)), name);
    }

    public int number() {
        return number;
    }

    public String name() {
        return name;
    }

    /**
     * Whether a failure is about this very descriptor. Its name does not tell: that is what messages call it, and a
     * file may be called the same, {@code standard output} for one; so it has to be the very string, which no name from
     * outside can be.
     */
    @SuppressWarnings("ReferenceEquality")
    public boolean isSubjectOf(KernelException failure) {
        return failure.subject() == name;
    }

    /** A second, owned descriptor of the same open file. */
    public Fd duplicate() {
        return duplicateAbove(-1);
    }

    /** A second, owned descriptor of the same open file with a number greater than {@code floor}. */
    public Fd duplicateAbove(int floor) {
        return own(control(F_DUPFD_CLOEXEC, "F_DUPFD_CLOEXEC", floor + 1L), name);
    }

    /** Makes {@code target} the same open file, whatever it was, and one that children inherit: dup2(2). */
    public void copyTo(int target) {
        int errno = LibC.dup2(number, target);
        if (errno != 0) {
            throw new KernelException("dup2", name, errno);
        }
    }

    /**
     * Reads what is there, at most what fits.
     *
     * @return the count, or -1 at the end of the file
     */
    public int read(ByteBuffer into) {
        return Math.toIntExact(advance(into, endOfFile(into,
                Syscall.call("read", name, () -> C.read(number, into, into.remaining()), into.remaining()))));
    }

    /** As {@link #read}, but 0 where a read would block. */
    public int readSome(ByteBuffer into) {
        long count = Syscall.attempt("read", name, () -> C.read(number, into, into.remaining()), into.remaining());
        return Math.toIntExact(advance(into, endOfFile(into, unlessAgain("read", count))));
    }

    /** As {@link #readSome}, and 0 also where the wait ended as {@code calls} do. */
    int readSome(ByteBuffer into, BlockingCalls calls, Deadline deadline) {
        long count = calls.attempt("read", name, () -> C.read(number, into, into.remaining()), deadline,
                into.remaining());
        return BlockingCalls.isVerdict(count) ? 0
                : Math.toIntExact(advance(into, endOfFile(into, unlessAgain("read", count))));
    }

    /** As {@link #read}, also where somebody left the descriptor in non-blocking mode: then poll(2) waits. */
    public int readPatiently(ByteBuffer into) {
        int count = readSome(into);
        while (count == 0 && into.hasRemaining()) {
            Poll.await(this, Poll.IN, Deadline.never());
            count = readSome(into);
        }
        return count;
    }

    /** Writes what fits, at least one byte; the count is returned. */
    public int write(ByteBuffer from) {
        return Math.toIntExact(advance(from,
                Syscall.call("write", name, () -> C.write(number, from, from.remaining()), from.remaining())));
    }

    /** As {@link #write}, but 0 where a write would block. */
    public int writeSome(ByteBuffer from) {
        long count = Syscall.attempt("write", name, () -> C.write(number, from, from.remaining()), from.remaining());
        return Math.toIntExact(advance(from, unlessAgain("write", count)));
    }

    /** Writes all that remains in {@code from}, waiting where the descriptor is in non-blocking mode. */
    public void writeFully(ByteBuffer from) {
        while (from.hasRemaining()) {
            if (writeSome(from) == 0) {
                Poll.await(this, Poll.OUT, Deadline.never());
            }
        }
    }

    /**
     * splice(2) from here to {@code to}, one of which is a pipe or FIFO: the kernel hands over what is there without
     * copying it through this process.
     *
     * @param most     bytes at most
     * @param nonblock not to wait for a pipe or FIFO; whatever else is behind a descriptor waits as its own mode says
     * @return the count, 0 at the end of the file, or a negative error number: EINVAL where the kernel cannot
     */
    public long splice(Fd to, long most, boolean nonblock) {
        return Syscall.attempt("splice", to.name(),
                () -> C.splice(number, null, to.number, null, most, nonblock ? SPLICE_F_NONBLOCK : 0), name, most);
    }

    /**
     * copy_file_range(2) from the position here to the position of {@code to}: the count, 0 at the end of the file, or
     * a negative error number.
     */
    long copyRange(Fd to, long most) {
        return Syscall.attempt("copy_file_range", to.name(),
                () -> C.copy_file_range(number, null, to.number, null, most, 0), name, most);
    }

    /**
     * sendfile(2) from the position here to {@code to}: the count, 0 at the end of the file, or a negative error
     * number.
     */
    long sendfile(Fd to, long most) {
        return Syscall.attempt("sendfile", to.name(), () -> C.sendfile(to.number, number, null, most), name, most);
    }

    /** Makes the next read(2) or write(2) one at {@code offset}. */
    public void seek(long offset) {
        Syscall.call("lseek", name, () -> C.lseek(number, offset, SEEK_SET), offset, "SEEK_SET");
    }

    /**
     * Makes the next read(2) one of the last {@code count} bytes that were read, so that they are there for another
     * reader.
     */
    public void goBack(long count) {
        Syscall.call("lseek", name, () -> C.lseek(number, -count, SEEK_CUR), -count, "SEEK_CUR");
    }

    /**
     * Bytes between the position of read(2) and the end of a regular file; -1 where it is none, so that nobody knows.
     */
    public long bytesLeft() {
        FileStatus status = status();
        if (status.kind() != FileStatus.Kind.REGULAR) {
            return -1;
        }
        return Math.max(0,
                status.size() - Syscall.call("lseek", name, () -> C.lseek(number, 0, SEEK_CUR), 0, "SEEK_CUR"));
    }

    /** pread(2): -1 at the end of the file. */
    public int readAt(ByteBuffer into, long offset) {
        return Math.toIntExact(advance(into, endOfFile(into,
                Syscall.call("pread", name, () -> C.pread(number, into, into.remaining(), offset), into.remaining(),
                        offset))));
    }

    /** pwrite(2) until all that remains in {@code from} is written. */
    public void writeFullyAt(ByteBuffer from, long offset) {
        long at = offset;
        while (from.hasRemaining()) {
            long here = at;
            at += advance(from,
                    Syscall.call("pwrite", name, () -> C.pwrite(number, from, from.remaining(), here), from.remaining(),
                            here));
        }
    }

    /** fcntl(2) with an integer argument. */
    public int control(int command, String commandName, long argument) {
        return (int) Syscall.call("fcntl", name, () -> C.fcntl(number, command, argument), commandName, argument);
    }

    /**
     * Bytes that can be read now, of a datagram socket those of the next message: {@code FIONREAD}, {@code SIOCINQ}.
     */
    public int readable() {
        return ask(FIONREAD, "FIONREAD");
    }

    /**
     * Bytes of a socket that the other side has not read yet, with the kernel's bookkeeping; of a terminal those to be
     * shown yet.
     */
    public int unsent() {
        return ask(TIOCOUTQ, "TIOCOUTQ");
    }

    private int ask(long request, String requestName) {
        int[] answer = new int[1];
        Syscall.call("ioctl", name, () -> C.ioctl(number, request, answer), requestName);
        return answer[0];
    }

    /** No child has it from now on; for one that this process was started with. */
    public void closeAtExec() {
        control(F_SETFD, "F_SETFD", FD_CLOEXEC);
    }

    public void setNonblocking(boolean on) {
        int flags = control(F_GETFL, "F_GETFL", 0);
        int wanted = on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
        if (wanted != flags) {
            control(F_SETFL, "F_SETFL", wanted);
        }
    }

    /** O_RDONLY, O_WRONLY or O_RDWR, as it was opened. */
    public int access() {
        return control(F_GETFL, "F_GETFL", 0) & O_ACCMODE;
    }

    public boolean isNonblocking() {
        return (control(F_GETFL, "F_GETFL", 0) & O_NONBLOCK) != 0;
    }

    /** ftruncate(2). */
    public void truncate(long length) {
        Syscall.call("ftruncate", name, () -> C.ftruncate(number, length), length);
    }

    /** fchmod(2): its permission bits from now on, whatever the umask says. */
    public void setMode(int permissions) {
        Syscall.call("fchmod", name, () -> C.fchmod(number, permissions), "0" + Integer.toOctalString(permissions));
    }

    /**
     * posix_fallocate(3): reserves the memory or disk blocks behind a range, so that a later access cannot find that
     * there is none (SIGBUS through a mapping). Grows the file to {@code offset + length} where it is shorter.
     */
    public void allocate(long offset, long length) {
        if (length == 0) {
            return;
        }
        int errno = Syscall.number("posix_fallocate", name, () -> C.posix_fallocate(number, offset, length), offset,
                length);
        if (errno != 0) {
            throw new KernelException("posix_fallocate", name, errno);
        }
    }

    /** statx(2) of the open file. */
    public FileStatus status() {
        return FileStatus.of(this);
    }

    /** flock(2), for its owner alone, until this is closed or the process ends; false where another has it. */
    public boolean tryLock() {
        long outcome = Syscall.attempt("flock", name, () -> C.flock(number, LOCK_EX | LOCK_NB), "LOCK_EX|LOCK_NB");
        if (outcome < 0 && outcome != -Errno.EAGAIN) {
            throw new KernelException("flock", name, (int) -outcome);
        }
        return outcome == 0;
    }

    /** Whether it is a terminal. */
    public boolean isTerminal() {
        return C.isatty(number) == 1;
    }

    /** Closes it once; EINTR and late write errors of close(2) are not retried, the descriptor is gone either way. */
    @Override
    public synchronized void close() {
        int open = number;
        if (owned && open != CLOSED) {
            number = CLOSED;
            C.close(open);
        }
    }

    /** Whether {@link #close} is still to come. */
    public boolean isOpen() {
        return number != CLOSED;
    }

    @Override
    public String toString() {
        return name + " (fd " + number + ")";
    }

    private static long endOfFile(ByteBuffer into, long count) {
        return count == 0 && into.hasRemaining() ? -1 : count;
    }

    private long unlessAgain(String call, long count) {
        if (count < 0 && count != -Errno.EAGAIN) {
            throw new KernelException(call, name, (int) -count);
        }
        return count < 0 ? AGAIN : count;
    }

    private static long advance(ByteBuffer buffer, long count) {
        if (count == AGAIN) {
            return 0;
        }
        if (count > 0) {
            buffer.position(buffer.position() + (int) count);
        }
        return count;
    }
}
