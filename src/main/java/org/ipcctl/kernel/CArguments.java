package org.ipcctl.kernel;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import jnr.ffi.Pointer;

/**
 * The arguments of one call of a {@link CFunction}, put in their order. Numbers and addresses go to C in registers, for
 * about 100 ns less a call than what copies them to memory and has libffi look at each; that is for arrays, which are
 * copied in and out, and for more arguments than five.
 */
public final class CArguments {
    private static final int MOST = 5;

    private final CallContext context;
    private final long function;
    /** Of the result and the parameters, as {@link CFunction} has them. */
    private final String types;
    /** As many for every function, for then the JIT needs no array. */
    private final long[] numbers = new long[MOST];
    private int count;
    /** Null as long as all of them are numbers. */
    private HeapInvocationBuffer copied;

    CArguments(CallContext context, long function, String types) {
        this.context = context;
        this.function = function;
        this.types = types;
        this.copied = types.length() - 1 > MOST ? new HeapInvocationBuffer(context) : null;
    }

    public void putInt(int value) {
        putLong(value);
    }

    public void putShort(int value) {
        putLong(value);
    }

    public void putLong(long value) {
        if (copied != null) {
            copy(types.charAt(count + 1), value);
        } else {
            numbers[count] = value;
        }
        count++;
    }

    private void copy(char type, long value) {
        switch (type) {
            case 'i' -> copied.putInt((int) value);
            case 's' -> copied.putShort((int) value);
            case 'l' -> copied.putLong(value);
            default -> copied.putAddress(value);
        }
    }

    /** Adds an address, 0 for null. */
    public void put(Pointer pointer) {
        if (pointer != null && !pointer.isDirect()) {
            throw new IllegalArgumentException("memory of the Java heap has no address");
        }
        putLong(pointer == null ? 0 : pointer.address());
    }

    /** Adds what is between a buffer's position and its limit. */
    public void put(ByteBuffer buffer, int direction) {
        if (buffer == null) {
            putLong(0);
        } else if (buffer.isDirect()) {
            putLong(MemoryIO.getInstance().getDirectBufferAddress(buffer) + buffer.position());
        } else {
            forArray().putArray(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining(),
                    direction);
        }
    }

    /** Adds an array, copied in and out as {@code direction} says ({@link com.kenai.jffi.ArrayFlags}). */
    public void put(byte[] array, int direction) {
        if (array == null) {
            putLong(0);
        } else {
            forArray().putArray(array, 0, array.length, direction);
        }
    }

    /** As above. */
    public void put(int[] array, int direction) {
        if (array == null) {
            putLong(0);
        } else {
            forArray().putArray(array, 0, array.length, direction);
        }
    }

    /** As above. */
    public void put(long[] array, int direction) {
        if (array == null) {
            putLong(0);
        } else {
            forArray().putArray(array, 0, array.length, direction);
        }
    }

    private HeapInvocationBuffer forArray() {
        if (copied == null) {
            copied = new HeapInvocationBuffer(context);
            for (int i = 0; i < count; i++) {
                copy(types.charAt(i + 1), numbers[i]);
            }
        }
        count++;
        return copied;
    }

    int callInt() {
        return copied != null ? Invoker.getInstance().invokeInt(context, function, copied) : (int) call();
    }

    long callLong() {
        return copied != null ? Invoker.getInstance().invokeLong(context, function, copied) : call();
    }

    long callAddress() {
        return copied != null ? Invoker.getInstance().invokeAddress(context, function, copied) : call();
    }

    private long call() {
        Invoker invoker = Invoker.getInstance();
        return switch (count) {
            case 0 -> invoker.invokeN0(context, function);
            case 1 -> invoker.invokeN1(context, function, numbers[0]);
            case 2 -> invoker.invokeN2(context, function, numbers[0], numbers[1]);
            case 3 -> invoker.invokeN3(context, function, numbers[0], numbers[1], numbers[2]);
            case 4 -> invoker.invokeN4(context, function, numbers[0], numbers[1], numbers[2], numbers[3]);
            default -> invoker.invokeN5(context, function, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        };
    }
}
