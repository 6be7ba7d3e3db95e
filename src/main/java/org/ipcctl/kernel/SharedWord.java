package org.ipcctl.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Eight aligned bytes of a {@link Mapping} that processes tell each other things by, with the memory orders of
 * {@code stdatomic.h}. It must not be used after the mapping was closed.
 */
public final class SharedWord {
    /** Words of different writers are this far apart, or each write would take the other's cache line away. */
    public static final int CACHE_LINE = 64;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final ByteBuffer bytes;
    private final int offset;
    private final long address;

    /** @param offset in the mapping, a multiple of 8 */
    public SharedWord(Mapping mapping, long offset) {
        this.bytes = mapping.buffer(offset, Long.BYTES);
        this.offset = 0;
        this.address = mapping.address() + offset;
    }

    /** What another process stored by {@link #setRelease}, with all that it wrote before. */
    public long getAcquire() {
        return (long) LONGS.getAcquire(bytes, offset);
    }

    /** Stores it, after all that this thread wrote before. */
    public void setRelease(long value) {
        LONGS.setRelease(bytes, offset, value);
    }

    /** Its first four bytes, as they are at some moment about now. */
    public int getOpaqueInt() {
        return (int) INTS.getOpaque(bytes, offset);
    }

    /** Stores its first four bytes, in no order with anything else. */
    public void setOpaqueInt(int value) {
        INTS.setOpaque(bytes, offset, value);
    }

    /** Where it is, for {@link Futex}. */
    public long address() {
        return address;
    }
}
