package org.ipcctl.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Four aligned bytes of a {@link Mapping} that processes change by one atomic instruction each, in sequential order: a
 * lock's word, or a futex. It must not be used after the mapping was closed.
 */
public final class AtomicWord {
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final ByteBuffer bytes;
    private final long address;

    /** @param offset in the mapping, a multiple of 4 */
    public AtomicWord(Mapping mapping, int offset) {
        this.bytes = mapping.buffer(offset, Integer.BYTES);
        this.address = mapping.address() + offset;
    }

    public int get() {
        return (int) INTS.getVolatile(bytes, 0);
    }

    public void set(int value) {
        INTS.setVolatile(bytes, 0, value);
    }

    /** Makes it {@code value} if it is {@code expected}. */
    public boolean compareAndSet(int expected, int value) {
        return INTS.compareAndSet(bytes, 0, expected, value);
    }

    /** Makes it {@code value}; the answer is what it was. */
    public int getAndSet(int value) {
        return (int) INTS.getAndSet(bytes, 0, value);
    }

    /** Adds {@code delta}, around the end where need be; the answer is what it was. */
    public int getAndAdd(int delta) {
        return (int) INTS.getAndAdd(bytes, 0, delta);
    }

    /** Where it is, for the kernel. */
    public long address() {
        return address;
    }
}
