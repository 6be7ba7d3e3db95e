package org.ipcctl.shm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ipcctl.kernel.Mapping;

/**
 * Four or eight bytes of a shared memory object that are read and changed by one atomic instruction, as {@code stdatomic.h}
 * does in C. Arithmetic wraps around. The object must not be shortened meanwhile: that is SIGBUS, which ends the JVM.
 */
public final class AtomicCell implements AutoCloseable {
    private static final long PAGE = 4096;
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final Mapping mapping;
    private final ByteBuffer page;
    private final int index;
    private final boolean wide;

    /**
     * @param offset a multiple of {@code size}
     * @param size   4 or 8 bytes
     * @throws OutOfRangeException where the object is shorter
     */
    public AtomicCell(SharedMemory memory, long offset, int size, boolean writable) {
        long length = memory.size();
        if (offset > length - size) {
            throw new OutOfRangeException(memory.name(), "the object has " + length + " bytes, so there are no " + size + " bytes at offset "
                    + offset, offset + size);
        }
        long start = offset & -PAGE;
        this.mapping = Mapping.shared(memory.fd(), start, Math.min(PAGE, length - start), writable);
        this.page = mapping.buffer();
        this.index = (int) (offset - start);
        this.wide = size == Long.BYTES;
    }

    /** Its value, sign-extended. */
    public long get() {
        return wide ? (long) LONGS.getVolatile(page, index) : (int) INTS.getVolatile(page, index);
    }

    /** Adds {@code delta}; the answer is the value before. */
    public long getAndAdd(long delta) {
        return wide ? (long) LONGS.getAndAdd(page, index, delta) : (int) INTS.getAndAdd(page, index, (int) delta);
    }

    /** Sets it to {@code value}; the answer is the value before. */
    public long getAndSet(long value) {
        return wide ? (long) LONGS.getAndSet(page, index, value) : (int) INTS.getAndSet(page, index, (int) value);
    }

    /** Sets it to {@code value} if it is {@code expected}; the answer is the value before, whichever it was. */
    public long compareAndExchange(long expected, long value) {
        return wide ? (long) LONGS.compareAndExchange(page, index, expected, value)
                : (int) INTS.compareAndExchange(page, index, (int) expected, (int) value);
    }

    @Override
    public void close() {
        mapping.close();
    }
}
