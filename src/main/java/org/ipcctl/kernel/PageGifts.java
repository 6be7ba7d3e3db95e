package org.ipcctl.kernel;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.IgnoreError;

/**
 * Memory into a pipe without a copy, for measured loops: {@code vmsplice(2)} and {@code splice(2)}. What is in the pipe
 * then is the memory itself, which must not change until it was read.
 */
public final class PageGifts implements AutoCloseable {
    private static final Functions C = Native.load(Functions.class);
    private static final Fast FAST = Native.load(Fast.class);
    private static final int LENGTH = 8;
    private static final int MADV_HUGEPAGE = 14;
    /** A huge page of most machines. */
    private static final long HUGE = 2 << 20;

    private final Fd pipe;
    /** A {@code struct iovec}, or an offset in a file. */
    private final NativeMemory where = NativeMemory.allocate(2 * Long.BYTES);

    private PageGifts(Fd pipe) {
        this.pipe = pipe;
    }

    /**
     * Memory of this process into {@code pipe}, its end for writing.
     *
     * @throws KernelException where there is no such call, or it may not be made: of no memory it does nothing
     */
    public static PageGifts ofMemory(Fd pipe) {
        PageGifts gifts = new PageGifts(pipe);
        Syscall.call("vmsplice", pipe.name(), () -> C.vmsplice(pipe.number(), gifts.where.address(), 0, 0), 0);
        return gifts;
    }

    /** Memory of files, likewise. */
    public static PageGifts ofFiles(Fd pipe) {
        PageGifts gifts = new PageGifts(pipe);
        Syscall.call("splice", pipe.name(), () -> C.splice(pipe.number(), 0, pipe.number(), null, 0, 0), 0);
        return gifts;
    }

    /**
     * {@code size} bytes that begin with a page, a huge one where they are that many and the kernel has some to give:
     * of those it counts fewer.
     */
    public static NativeMemory memory(long size) {
        NativeMemory memory = NativeMemory.allocate(size + alignment(size));
        if (size >= HUGE) {
            // Without them it is only slower.
            Syscall.attempt("madvise", "", () -> C.madvise(start(memory, size), size, MADV_HUGEPAGE), size,
                    "MADV_HUGEPAGE");
        }
        return memory;
    }

    /** Where they begin. */
    public static long start(NativeMemory memory, long size) {
        return memory.address() + alignment(size) - 1 & -alignment(size);
    }

    private static long alignment(long size) {
        return size >= HUGE ? HUGE : PageSize.bytes();
    }

    /** Puts the {@code count} bytes at {@code address} into the pipe, waiting for room as long as it takes. */
    public void put(long address, int count) {
        long at = where.address();
        int done = 0;
        while (done < count) {
            RawMemory.putLong(at, address + done);
            RawMemory.putLong(at + LENGTH, count - done);
            long put = FAST.vmsplice(pipe.number(), at, 1, 0);
            // A failed call is made again the way that tells why; see RawIo.
            done += (int) (put > 0 ? put : putAgain());
        }
    }

    private long putAgain() {
        return Syscall.call("vmsplice", pipe.name(), () -> C.vmsplice(pipe.number(), where.address(), 1, 0), 1);
    }

    /**
     * Puts {@code count} bytes of {@code file} from {@code offset} on into the pipe, waiting for room as long as it
     * takes.
     */
    public void put(Fd file, long offset, int count) {
        long at = where.address();
        RawMemory.putLong(at, offset);
        int done = 0;
        while (done < count) {
            long put = FAST.splice(file.number(), at, pipe.number(), null, count - done, 0);
            done += (int) (put > 0 ? put : putAgain(file, count - done));
        }
    }

    private long putAgain(Fd file, int count) {
        long put = Syscall.call("splice", pipe.name(),
                () -> C.splice(file.number(), where.address(), pipe.number(), null, count, 0), file.name(), count);
        if (put == 0) {
            throw new KernelException("splice", file.name(), Errno.EIO).because("it has become shorter");
        }
        return put;
    }

    @Override
    public void close() {
        where.close();
    }

    /** Public only because jnr asks for it. With a pointer, for its stubs garble a sixth argument otherwise. */
    public interface Functions {
        long vmsplice(int pipe, long vectors, long count, int flags);

        long splice(int from, long fromOffset, int to, Pointer toOffset, long count, int flags);

        int madvise(long address, long length, int advice);
    }

    /** Public only because jnr asks for it. */
    public interface Fast {
        @IgnoreError
        long vmsplice(int pipe, long vectors, long count, int flags);

        @IgnoreError
        long splice(int from, long fromOffset, int to, Pointer toOffset, long count, int flags);
    }
}
