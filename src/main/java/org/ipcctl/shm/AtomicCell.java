package org.ipcctl.shm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.PageSize;

/**
 * Four or eight bytes of a shared memory object that are read and changed by one atomic instruction, as
 * {@code stdatomic.h} does in C. Arithmetic wraps around. Where another process shortens the object meanwhile, each of
 * these is a
 * {@link KernelException} EIO, and what was done before has gone with the memory.
 */
public final class AtomicCell implements AutoCloseable {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    /** How many instructions may go by before a look at whether the memory is still there. */
    private static final int UNCHECKED = 1024;

    private final SharedMemory memory;
    private final long offset;
    private final Mapping mapping;
    private final ByteBuffer page;
    private final int index;
    private final boolean wide;

    /**
     * @param offset a multiple of {@code size}
     * @param size   4 or 8 bytes
     * @throws OutOfRangeException where the object is shorter
     * @throws KernelException     ENOSPC where it is to be written, was not yet, and /dev/shm is full
     */
    public AtomicCell(SharedMemory memory, long offset, int size, boolean writable) {
        long length = memory.size();
        if (offset > length - size) {
            throw new OutOfRangeException(memory.name(),
                    "the object has " + length + " bytes, so there are no " + size + " bytes at offset "
                            + offset,
                    offset + size);
        }
        long start = PageSize.roundDown(offset);
        this.memory = memory;
        this.offset = offset;
        this.index = (int) (offset - start);
        this.wide = size == Long.BYTES;
        this.mapping = memory.map(start, index + size, writable);
        this.page = mapping.buffer();
    }

    /** Its value, sign-extended. */
    public long get() {
        long value = wide ? (long) LONGS.getVolatile(page, index) : (int) INTS.getVolatile(page, index);
        return mapping.hasFaulted() && !mapping.isShortened() ? inHole() : checked(value);
    }

    /** To look at a hole through a mapping takes memory, of which there is none; read(2) finds the same without. */
    private long inHole() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(wide ? Long.BYTES : Integer.BYTES).order(ByteOrder.nativeOrder());
        if (memory.read(bytes, offset) < bytes.capacity()) {
            throw mapping.lost();
        }
        return wide ? bytes.getLong(0) : bytes.getInt(0);
    }

    /** Adds {@code delta}, {@code times} times, 1 or more; the answer is the value before the last. */
    public long getAndAdd(long delta, long times) {
        long before = add(delta);
        for (long i = 1; i < times; i++) {
            if (i % UNCHECKED == 0) {
                mapping.check();
            }
            before = add(delta);
        }
        return checked(before);
    }

    private long add(long delta) {
        return wide ? (long) LONGS.getAndAdd(page, index, delta) : (int) INTS.getAndAdd(page, index, (int) delta);
    }

    /** Sets it to {@code value}; the answer is the value before. */
    public long getAndSet(long value) {
        return checked(
                wide ? (long) LONGS.getAndSet(page, index, value) : (int) INTS.getAndSet(page, index, (int) value));
    }

    /** Sets it to {@code value} if it is {@code expected}; the answer is the value before, whichever it was. */
    public long compareAndExchange(long expected, long value) {
        return checked(wide ? (long) LONGS.compareAndExchange(page, index, expected, value)
                : (int) INTS.compareAndExchange(page, index, (int) expected, (int) value));
    }

    /** {@code value}, where it did come from the object. */
    private long checked(long value) {
        mapping.check();
        return value;
    }

    @Override
    public void close() {
        mapping.close();
    }
}
