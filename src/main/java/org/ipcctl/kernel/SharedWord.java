package org.ipcctl.kernel;

import java.lang.invoke.VarHandle;

/**
 * Eight aligned bytes of a {@link Mapping} that processes tell each other things by, with the memory orders of
 * {@code stdatomic.h}: an aligned load or store is one access, and fences beside it give it its order, with no check of
 * bounds at each. It must not be used after the mapping was closed.
 */
public final class SharedWord {
    /** Words of different writers are this far apart, or each write would take the other's cache line away. */
    public static final int CACHE_LINE = 64;

    private final long address;

    /** @param offset in the mapping, a multiple of 8 */
    public SharedWord(Mapping mapping, long offset) {
        if (offset % Long.BYTES != 0 || offset < 0 || offset > mapping.length() - Long.BYTES) {
            throw new IllegalArgumentException("no word of " + mapping.length() + " bytes: " + offset);
        }
        this.address = mapping.address() + offset;
    }

    /** What another process stored by {@link #setRelease}, with all that it wrote before. */
    public long getAcquire() {
        long value = RawMemory.getLong(address);
        VarHandle.acquireFence();
        return value;
    }

    /** Stores it, after all that this thread wrote before. */
    public void setRelease(long value) {
        VarHandle.releaseFence();
        RawMemory.putLong(address, value);
    }

    /**
     * Its first four bytes, as they are at some moment about now; the fence keeps a loop from reading them only once.
     */
    public int getOpaqueInt() {
        int value = RawMemory.getInt(address);
        VarHandle.acquireFence();
        return value;
    }

    /** Stores its first four bytes; the fence keeps the store where it stands. */
    public void setOpaqueInt(int value) {
        RawMemory.putInt(address, value);
        VarHandle.releaseFence();
    }

    /** Where it is, for {@link Futex}. */
    public long address() {
        return address;
    }
}
