package org.ipcctl.bench.transport;

import org.ipcctl.kernel.PageSize;
import org.ipcctl.kernel.RawMemory;

/**
 * Memory that blocks are put into one after the other, around and around, before their pages are given to a pipe. It is
 * so large that what was put there last time has left the pipe before it is overwritten.
 */
final class PagePool {
    private final long length;
    private long start;
    private long at;

    /**
     * @param capacity of the pipe, in bytes
     * @param size     of a block
     */
    PagePool(long capacity, int size) {
        // The rest of a lap that a block did not fit into, the block itself, and a whole pipe.
        length = 2 * (PageSize.roundUp(capacity) + PageSize.roundUp(size));
    }

    long length() {
        return length;
    }

    /** It is at {@code address}, {@link #length} bytes. */
    void use(long address) {
        start = address;
        RawMemory.fill(address, length, (byte) 0);
    }

    /** Copies the block at {@code address} to the next place, and returns where that is, counted from the beginning. */
    long put(long address, int size) {
        long place = at + size <= length ? at : 0;
        RawMemory.copy(address, start + place, size);
        at = place + size;
        return place;
    }
}
