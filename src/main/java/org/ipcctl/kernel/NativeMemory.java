package org.ipcctl.kernel;

import java.util.List;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.IgnoreError;

/**
 * Zeroed memory that C may keep addresses into, from calloc(3) until {@link #close}. For buffers that only live through
 * one call, arrays and direct buffers do; this is for structures that hold pointers and for opaque glibc types.
 */
public final class NativeMemory implements AutoCloseable {
    /** Null when it has been freed. */
    private volatile Pointer memory;
    private final long size;

    private NativeMemory(Pointer memory, long size) {
        this.memory = memory;
        this.size = size;
    }

    /** {@code size} bytes of zeros. */
    public static NativeMemory allocate(long size) {
        Pointer memory = Allocator.C.calloc(1, size);
        if (memory == null) {
            throw new OutOfMemoryError("calloc of " + size + " bytes");
        }
        return new NativeMemory(memory, size);
    }

    /** A {@code char *[]} with its strings behind it, closed by a null pointer, as execve(2) takes them. */
    public static NativeMemory stringVector(List<byte[]> strings) {
        long table = 8L * (strings.size() + 1);
        long length = strings.stream().mapToLong(s -> s.length + 1L).sum();
        NativeMemory block = allocate(table + length);
        long at = table;
        for (int i = 0; i < strings.size(); i++) {
            byte[] s = strings.get(i);
            block.memory.putLong(8L * i, block.memory.address() + at);
            block.memory.put(at, s, 0, s.length);
            at += s.length + 1L;
        }
        return block;
    }

    /** @throws IllegalStateException when it has been freed: what is there is another's */
    public Pointer pointer() {
        Pointer own = memory;
        if (own == null) {
            throw new IllegalStateException("memory of " + size + " bytes is used that was freed before");
        }
        return own;
    }

    /** As {@link #pointer}. */
    public long address() {
        return pointer().address();
    }

    public long size() {
        return size;
    }

    @Override
    public synchronized void close() {
        Pointer own = memory;
        if (own != null) {
            memory = null;
            Allocator.C.free(own);
        }
    }

    /** calloc(3) and free(3). */
    private static final class Allocator {
        static final Functions C = Native.load(Functions.class);

        /** Public only because jnr asks for it. */
        public interface Functions {
            @IgnoreError
            Pointer calloc(long count, long size);

            @IgnoreError
            void free(Pointer memory);
        }
    }
}
