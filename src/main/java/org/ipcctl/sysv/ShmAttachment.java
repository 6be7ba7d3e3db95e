package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.RawMemory;

/** A segment that this process has attached, and detaches when this is closed: nothing of it may be touched then. */
public final class ShmAttachment implements AutoCloseable {
    private static final int BLOCK = 1 << 20;

    private final String name;
    private final long address;
    private final long size;

    ShmAttachment(String name, long address, long size) {
        this.name = name;
        this.address = address;
        this.size = size;
    }

    /** The memory itself, for measured loops; to close that or this is the same. */
    public Mapping mapping() {
        return Mapping.attached(address, size, this::close);
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** Whether it has {@code length} bytes from {@code offset} on. */
    public boolean has(long offset, long length) {
        return offset <= size && length <= size - offset;
    }

    /**
     * The bytes from {@code offset} to {@code end}, or the first of many, in the memory itself; null where there are
     * none.
     */
    public ByteBuffer block(long offset, long end) {
        return offset == end ? null : piece(offset, (int) Math.min(BLOCK, end - offset));
    }

    /** A copy of {@code length} bytes from {@code offset} on. */
    public byte[] bytes(long offset, int length) {
        byte[] copy = new byte[length];
        piece(offset, length).get(copy);
        return copy;
    }

    /** Puts what remains in {@code bytes} at {@code offset}, which has room for it. */
    public void put(long offset, ByteBuffer bytes) {
        piece(offset, bytes.remaining()).put(bytes);
    }

    private ByteBuffer piece(long offset, int length) {
        if (!has(offset, length)) {
            throw new IndexOutOfBoundsException(length + " bytes at " + offset + " of " + size);
        }
        return RawMemory.buffer(address + offset, length);
    }

    @Override
    public void close() {
        ShmSegment.detach(name, address);
    }
}
