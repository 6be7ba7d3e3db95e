package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.annotations.IgnoreError;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.Syscall;

/**
 * One operation on one semaphore of a {@link SemSet}, again and again, for measured loops: without deadlines and trace.
 */
public final class UncheckedSem implements AutoCloseable {
    /** SEMVMX of {@code semop(2)}: the highest value of a semaphore. */
    public static final int HIGHEST_VALUE = 32_767;

    private static final Functions FAST = Native.load(Functions.class);
    /** A {@code struct sembuf}: the semaphore, what to add, flags, two bytes each. */
    private static final int OPERATION = 6;

    private final int id;
    private final String name;
    private final NativeMemory operation = NativeMemory.allocate(OPERATION);

    UncheckedSem(int id, String name, int semaphore, int amount) {
        this.id = id;
        this.name = name;
        RawMemory.buffer(operation.address(), OPERATION).order(ByteOrder.nativeOrder()).putShort((short) semaphore)
                .putShort((short) amount);
    }

    /** Does it, waiting until it can. */
    public void operate() {
        if (FAST.semop(id, operation.address(), 1) != 0) {
            operateAgain();
        }
    }

    private void operateAgain() {
        byte[] same = new byte[OPERATION];
        ByteBuffer there = RawMemory.buffer(operation.address(), OPERATION);
        there.get(same);
        Syscall.call("semtimedop", name, () -> SemFunctions.C.semtimedop(id, same, 1, null));
    }

    @Override
    public void close() {
        operation.close();
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        @IgnoreError
        int semop(int id, long operations, long count);
    }
}
