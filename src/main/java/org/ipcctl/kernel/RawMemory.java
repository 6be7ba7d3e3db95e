package org.ipcctl.kernel;

import com.kenai.jffi.MemoryIO;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;

/**
 * Loads, stores and copies at raw addresses, for measured loops. Nothing is checked: an address that is not inside a
 * living {@link NativeMemory} or {@link Mapping} ends the JVM.
 */
public final class RawMemory {
    private static final MemoryIO MEMORY = quickest();
    /** Up to here a loop of loads and stores beats the call of a copy routine. */
    private static final int SMALL = 128;

    private RawMemory() {}

    /**
     * By sun.misc.Unsafe, which a JIT turns into single instructions. From Java 24 on jffi takes JNI instead, so that
     * no JVM warns, at ten times the cost; ours are told not to. The method is not public, so it may be missing one
     * day.
     */
    private static MemoryIO quickest() {
        try {
            Method maker = MemoryIO.class.getDeclaredMethod("newUnsafeImpl");
            maker.setAccessible(true);
            return (MemoryIO) maker.invoke(null);
        } catch (ReflectiveOperationException | RuntimeException otherwiseThen) {
            return MemoryIO.getInstance();
        }
    }

    /** The memory there as a direct buffer, for the functions that take one. */
    public static ByteBuffer buffer(long address, int size) {
        return MEMORY.newDirectByteBuffer(address, size);
    }

    public static long getLong(long address) {
        return MEMORY.getLong(address);
    }

    public static void putLong(long address, long value) {
        MEMORY.putLong(address, value);
    }

    public static int getInt(long address) {
        return MEMORY.getInt(address);
    }

    public static void putInt(long address, int value) {
        MEMORY.putInt(address, value);
    }

    public static byte getByte(long address) {
        return MEMORY.getByte(address);
    }

    public static void putByte(long address, byte value) {
        MEMORY.putByte(address, value);
    }

    /** Copies {@code count} bytes; the ranges must not overlap. */
    public static void copy(long from, long to, long count) {
        if (count > SMALL) {
            MEMORY.copyMemory(from, to, count);
        } else {
            copySmall(from, to, (int) count);
        }
    }

    private static void copySmall(long from, long to, int count) {
        int i = 0;
        // By hand, for the JIT's own unrolling begins and ends with single steps, of which so few would all be.
        for (; i <= count - 4 * Long.BYTES; i += 4 * Long.BYTES) {
            long first = MEMORY.getLong(from + i);
            long second = MEMORY.getLong(from + i + Long.BYTES);
            long third = MEMORY.getLong(from + i + 2 * Long.BYTES);
            long fourth = MEMORY.getLong(from + i + 3 * Long.BYTES);
            MEMORY.putLong(to + i, first);
            MEMORY.putLong(to + i + Long.BYTES, second);
            MEMORY.putLong(to + i + 2 * Long.BYTES, third);
            MEMORY.putLong(to + i + 3 * Long.BYTES, fourth);
        }
        for (; i <= count - Long.BYTES; i += Long.BYTES) {
            MEMORY.putLong(to + i, MEMORY.getLong(from + i));
        }
        for (; i < count; i++) {
            MEMORY.putByte(to + i, MEMORY.getByte(from + i));
        }
    }

    /** Sets {@code count} bytes. */
    public static void fill(long address, long count, byte value) {
        MEMORY.setMemory(address, count, value);
    }
}
