package org.ipcctl.kernel;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;

/**
 * A shared mapping of an open file: mmap(2) with {@code MAP_SHARED}, undone by {@link #close}.
 *
 * <p>An access past the end of the file is SIGBUS, which kills the JVM, so whoever maps makes sure first that the file
 * is as long as the mapping and its memory reserved ({@link Fd#allocate}), and maps only where sharing is the point.
 */
public final class Mapping implements AutoCloseable {
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;
    private static final int MAP_POPULATE = 0x8000;

    private final Pointer address;
    private final long length;
    private boolean closed;

    private Mapping(Pointer address, long length) {
        this.address = address;
        this.length = length;
    }

    /** Maps the first {@code length} bytes of {@code fd}, at least readable, with its pages present from the start. */
    public static Mapping shared(Fd fd, long length, boolean writable) {
        return shared(fd, 0, length, writable);
    }

    /** As above from byte {@code offset} on, which is a multiple of the page size. */
    public static Mapping shared(Fd fd, long offset, long length, boolean writable) {
        int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
        Pointer[] mapped = new Pointer[1];
        Syscall.call("mmap", fd.name(), () -> {
            mapped[0] = LibC.C.mmap(null, length, protection, MAP_SHARED | MAP_POPULATE, fd.number(), offset);
            return mapped[0].address();
        }, length, offset);
        return new Mapping(mapped[0], length);
    }

    public Pointer pointer() {
        return address;
    }

    public long address() {
        return address.address();
    }

    public long length() {
        return length;
    }

    /**
     * The first 2 GiB at most as a direct buffer in native byte order. It must not be touched after {@link #close}: the
     * memory is gone then.
     */
    public ByteBuffer buffer() {
        return MemoryIO.getInstance()
                .newDirectByteBuffer(address.address(), (int) Math.min(length, Integer.MAX_VALUE))
                .order(ByteOrder.nativeOrder());
    }

    /** {@code count} bytes from {@code offset} on, as {@link #buffer()}. */
    public ByteBuffer buffer(long offset, int count) {
        return MemoryIO.getInstance().newDirectByteBuffer(address.address() + offset, count).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Syscall.call("munmap", "", () -> LibC.C.munmap(address, length), length);
        }
    }
}
