package org.ipcctl.kernel;

import com.kenai.jffi.MemoryIO;

/**
 * Loads, stores and copies at raw addresses, for measured loops. Nothing is checked: an address that is not inside a
 * living {@link NativeMemory} or {@link Mapping} ends the JVM.
 */
public final class RawMemory {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();

    private RawMemory() {
    }

    public static long getLong(long address) {
        return MEMORY.getLong(address);
    }

    public static void putLong(long address, long value) {
        MEMORY.putLong(address, value);
    }

    public static byte getByte(long address) {
        return MEMORY.getByte(address);
    }

    public static void putByte(long address, byte value) {
        MEMORY.putByte(address, value);
    }

    /** Copies {@code count} bytes; the ranges must not overlap. */
    public static void copy(long from, long to, long count) {
        MEMORY.copyMemory(from, to, count);
    }

    /** Sets {@code count} bytes. */
    public static void fill(long address, long count, byte value) {
        MEMORY.setMemory(address, count, value);
    }
}
