package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.annotations.IgnoreError;

/**
 * read(2) and write(2) on raw addresses for measured loops: no allocation, no trace, and no errno kept unless a call
 * failed. Everything else moves bytes by {@link Fd}.
 *
 * <p>A call that failed is made once more the ordinary way, which retries EINTR and tells why: an error of these two
 * calls does not go away by itself, so the second attempt reports what the first one met, and the fast road need not
 * pay for a report at every call.
 */
public final class RawIo {
    private static final Fast FAST = Native.load(Fast.class);

    private RawIo() {}

    /**
     * Reads at most {@code count} bytes to {@code address}.
     *
     * @return how many, at least one
     * @throws KernelException of read(2); EPIPE with an explanation at the end of the file
     */
    public static int read(Fd fd, long address, int count) {
        long got = FAST.read(fd.number(), address, count);
        return got > 0 ? (int) got : readAgain(fd, address, count, got);
    }

    private static int readAgain(Fd fd, long address, int count, long first) {
        long got = first == 0 ? 0
                : Syscall.call("read", fd.name(),
                        () -> LibC.C.read(fd.number(), RawMemory.buffer(address, count), count), count);
        if (got == 0) {
            throw new KernelException("read", fd.name(), Errno.EPIPE).because("the other side has closed it");
        }
        return (int) got;
    }

    /**
     * Reads what is there in a descriptor in non-blocking mode: the count, 0 at the end, or -1; {@code --verbose} does
     * not see it.
     */
    public static int readNow(Fd fd, ByteBuffer into) {
        return (int) LibC.C.read(fd.number(), into, into.remaining());
    }

    /**
     * Waits until one of two numbers, of which -1 is none, can be read, or {@code millis} have passed;
     * {@code --verbose} does not see it.
     */
    public static void awaitInput(int first, int second, int millis) {
        ByteBuffer set = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        set.putInt(0, first).putShort(4, (short) Poll.IN).putInt(8, second).putShort(12, (short) Poll.IN);
        LibC.C.poll(set.array(), 2, millis);
    }

    /** Writes all {@code count} bytes at {@code address}. */
    public static void write(Fd fd, long address, int count) {
        long done = FAST.write(fd.number(), address, count);
        if (done != count) {
            writeRest(fd, address, count, Math.max(0, done));
        }
    }

    private static void writeRest(Fd fd, long address, int count, long first) {
        long done = first;
        while (done < count) {
            long from = done;
            done += Syscall.call("write", fd.name(), () -> LibC.C.write(fd.number(),
                    RawMemory.buffer(address + from, (int) (count - from)), count - from), count - from);
        }
    }

    /** Public only because jnr asks for it. */
    public interface Fast {
        @IgnoreError
        long read(int fd, long address, long count);

        @IgnoreError
        long write(int fd, long address, long count);
    }
}
