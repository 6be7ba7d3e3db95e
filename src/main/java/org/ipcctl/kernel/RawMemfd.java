package org.ipcctl.kernel;

import jnr.ffi.annotations.IgnoreError;

/**
 * Files that are only in memory, for measured loops that make one for each block: memfd_create(2), by their bare
 * numbers and without a check.
 */
public final class RawMemfd implements AutoCloseable {
    private static final Functions C = Native.load(Functions.class);
    private static final Fast FAST = Native.load(Fast.class);
    private static final int MFD_CLOEXEC = 1;

    private final String label;
    private final NativeMemory name;

    /** Each with {@code label}, which only /proc shows. */
    public RawMemfd(String label) {
        byte[] bytes = OsString.cString(label);
        this.label = label;
        name = NativeMemory.allocate(bytes.length);
        name.pointer().put(0, bytes, 0, bytes.length);
    }

    /** A new one; somebody has to {@link #close(int)} it. */
    public int make() {
        int made = FAST.memfd_create(name.address(), MFD_CLOEXEC);
        return made >= 0 ? made : makeAgain();
    }

    private int makeAgain() {
        return (int) Syscall.call("memfd_create", label, () -> C.memfd_create(name.address(), MFD_CLOEXEC));
    }

    /** Writes the {@code count} bytes at {@code address} to the beginning of a new one. */
    public void write(int memfd, long address, int count) {
        long done = FAST.pwrite(memfd, address, count, 0);
        if (done != count) {
            writeRest(memfd, address, count, Math.max(0, done));
        }
    }

    private void writeRest(int memfd, long address, int count, long first) {
        long done = first;
        while (done < count) {
            long at = done;
            done += Syscall.call("pwrite", label, () -> C.pwrite(memfd, address + at, count - at, at), count - at);
        }
    }

    /** Reads the first {@code count} bytes of one to {@code address}. */
    public void read(int memfd, long address, int count) {
        long done = FAST.pread(memfd, address, count, 0);
        if (done != count) {
            readRest(memfd, address, count, Math.max(0, done));
        }
    }

    private void readRest(int memfd, long address, int count, long first) {
        long done = first;
        while (done < count) {
            long at = done;
            long more = Syscall.call("pread", label, () -> C.pread(memfd, address + at, count - at, at), count - at);
            if (more == 0) {
                throw new KernelException("pread", label, Errno.EIO)
                        .because("it has only " + at + " of " + count + " bytes");
            }
            done += more;
        }
    }

    /** close(2) of one. */
    public void close(int memfd) {
        FAST.close(memfd);
    }

    @Override
    public void close() {
        name.close();
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int memfd_create(long name, int flags);

        long pwrite(int fd, long address, long count, long offset);

        long pread(int fd, long address, long count, long offset);
    }

    /** Public only because jnr asks for it. */
    public interface Fast {
        @IgnoreError
        int memfd_create(long name, int flags);

        @IgnoreError
        long pwrite(int fd, long address, long count, long offset);

        @IgnoreError
        long pread(int fd, long address, long count, long offset);

        @IgnoreError
        int close(int fd);
    }
}
