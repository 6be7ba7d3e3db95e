package org.ipcctl.kernel;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;

/**
 * A shared mapping of an open file: mmap(2) with {@code MAP_SHARED}, undone by {@link #close}.
 *
 * <p>Its size and its memory are made sure when it is made. Another process may shorten the file at any moment after
 * that, and an access to what is cut off then is SIGBUS; {@link FaultGuard} has it go to zeros in this process instead.
 * So whoever uses a mapping calls {@link #check} after each operation, before anything that it read there is believed,
 * shown or acted upon. Calls that sleep in the kernel on a word of it (futex(2)) are not woken by the cut, which only
 * {@link #isShortened} tells; and those of glibc abort where the word is gone when they begin.
 */
public final class Mapping implements AutoCloseable {
    private static final int MAP_POPULATE = 0x8000;
    private static final int FALLOC_FL_KEEP_SIZE = 1;

    private final Fd fd;
    private final Pointer address;
    private final long end;
    private final long length;
    private final boolean reserved;
    private final long guard;
    private final Runnable undo;
    private volatile boolean closed;

    private Mapping(Fd fd, Pointer address, long offset, long length, boolean reserved) {
        this(fd, address, offset, length, reserved,
                () -> Syscall.call("munmap", "", () -> LibC.C.munmap(address, length), length));
    }

    private Mapping(Fd fd, Pointer address, long offset, long length, boolean reserved, Runnable undo) {
        this.fd = fd;
        this.undo = undo;
        this.reserved = reserved;
        this.address = address;
        this.end = offset + length;
        this.length = length;
        this.guard = FaultGuard.guard(address.address(), length);
    }

    /**
     * Maps the first {@code length} bytes of {@code fd}, at least readable; where it is writable, memory is reserved
     * for all of it first.
     *
     * @throws KernelException EINVAL where it is shorter or no regular file, ENOSPC where there is no memory for it
     */
    public static Mapping shared(Fd fd, long length, boolean writable) {
        return shared(fd, 0, length, writable);
    }

    /** As above from byte {@code offset} on, which is a multiple of the {@link PageSize}. */
    public static Mapping shared(Fd fd, long offset, long length, boolean writable) {
        FileStatus status = fd.status();
        if (status.kind() != FileStatus.Kind.REGULAR) {
            throw new KernelException("mmap", fd.name(), Errno.EINVAL)
                    .because("it is a " + status.kind() + " and cannot be mapped");
        } else if (length > status.size() - offset) {
            throw new KernelException("mmap", fd.name(), Errno.EINVAL)
                    .because("it has " + status.size() + " bytes, and " + (offset + length) + " are needed");
        }
        if (writable) {
            reserve(fd, offset, length);
        }
        int protection = writable ? LibC.PROT_READ | LibC.PROT_WRITE : LibC.PROT_READ;
        // Only looked at, a hole stays one: it takes no memory from those who write.
        int flags = writable ? LibC.MAP_SHARED | MAP_POPULATE : LibC.MAP_SHARED;
        Pointer[] mapped = new Pointer[1];
        Syscall.call("mmap", fd.name(), () -> {
            mapped[0] = LibC.C.mmap(null, length, protection, flags, fd.number(), offset);
            return mapped[0].address();
        }, length, offset);
        return new Mapping(fd, mapped[0], offset, length, writable);
    }

    /** Shared memory that came otherwise, has no descriptor, and cannot be shortened; {@code detach} undoes it. */
    public static Mapping attached(long address, long length, Runnable detach) {
        return new Mapping(Fd.borrow(-1, "shared memory"), Pointer.wrap(Native.runtime(), address), 0, length, true,
                detach);
    }

    /** Without making the file longer again where somebody has shortened it just now. */
    private static void reserve(Fd fd, long offset, long length) {
        long outcome = Syscall.attempt("fallocate", fd.name(),
                () -> LibC.C.fallocate(fd.number(), FALLOC_FL_KEEP_SIZE, offset, length),
                "FALLOC_FL_KEEP_SIZE", offset, length);
        // A file system that cannot is no tmpfs; what it does about holes is its own affair. Where a sandbox forbids
        // it, a hole that finds no memory is a fault that is told.
        if (outcome < 0 && outcome != -Errno.EOPNOTSUPP && !Errno.isRefusal((int) -outcome)) {
            throw new KernelException("fallocate", fd.name(), (int) -outcome);
        }
    }

    /** @throws IllegalStateException after {@link #close}: what is mapped there is another's, or nothing */
    public Pointer pointer() {
        if (closed) {
            throw new IllegalStateException("a mapping of " + length + " bytes is used that was closed before");
        }
        return address;
    }

    /** As {@link #pointer}. */
    public long address() {
        return pointer().address();
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
                .newDirectByteBuffer(address(), (int) Math.min(length, Integer.MAX_VALUE))
                .order(ByteOrder.nativeOrder());
    }

    /** {@code count} bytes from {@code offset} on, as {@link #buffer()}. */
    public ByteBuffer buffer(long offset, int count) {
        return MemoryIO.getInstance().newDirectByteBuffer(address() + offset, count)
                .order(ByteOrder.nativeOrder());
    }

    /**
     * Whether some of its memory was missing when it was touched, so that nothing that was read from it can be
     * believed.
     */
    public boolean hasFaulted() {
        return FaultGuard.hasFaulted(guard);
    }

    /**
     * Whether the file has become shorter than this mapping, touched or not: for waits that the cut does not end.
     * The descriptor must still be open.
     */
    public boolean isShortened() {
        return fd.status().size() < end;
    }

    /**
     * To be called after each operation, with nothing believed before.
     *
     * @throws KernelException EIO where some of its memory was missing: another process has shortened the file, or, of
     *                         a mapping that was not writable, there was a hole in it and no memory to fill that; and
     *                         where the file is shorter now, for what is cut off of a page that stays is zeros without
     *                         any fault (of this a mapping whose descriptor was closed does not know)
     */
    public void check() {
        if (hasFaulted() || fd.number() >= 0 && fd.isOpen() && isShortened()) {
            throw lost();
        }
    }

    /** What {@link #check} throws, for who has found out otherwise: by {@link #isShortened}, by EFAULT. */
    public KernelException lost() {
        return new KernelException("mmap", fd.name(), Errno.EIO).because(reserved
                ? "another process shortened it while it was in use"
                : "part of it has no memory: another process shortened it while it was in use, or its file system is "
                        + "full");
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            FaultGuard.release(guard);
            undo.run();
        }
    }
}
