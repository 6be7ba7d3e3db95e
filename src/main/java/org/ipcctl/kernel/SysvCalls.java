package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * System V message queues, semaphores and shared memory for measured loops: {@code sysvipc(7)}. Who makes one makes it of a key
 * that nobody has; the other side finds it by that key, and whoever is left removes it by it.
 */
public final class SysvCalls {
    /** Of the text of a message, before which its type is. */
    public static final int TYPE_BYTES = Long.BYTES;
    /** SEMVMX of {@code semop(2)}: the highest value of a semaphore. */
    public static final int HIGHEST_VALUE = 32_767;

    private static final Functions C = Native.load(Functions.class);
    private static final Fast FAST = Native.load(Fast.class);
    private static final int IPC_CREAT = 01000;
    private static final int IPC_EXCL = 02000;
    private static final int IPC_RMID = 0;
    private static final int IPC_STAT = 2;
    /** In {@code struct msqid64_ds}, and more bytes than that has. */
    private static final int MSG_QBYTES = 88;
    private static final int STATUS_ROOM = 256;

    private SysvCalls() {}

    private static int flags(boolean create) {
        return create ? IPC_CREAT | IPC_EXCL | Files.MODE_OF_OBJECTS : 0;
    }

    /** In messages; what people see of it in ipcs(1). */
    private static String named(int key) {
        return "System V key 0x" + Integer.toHexString(key);
    }

    private static int get(String call, int key, String limit, LongSupplier body) {
        try {
            return (int) Syscall.call(call, named(key), body);
        } catch (KernelException e) {
            throw e.is(Errno.ENOSPC) ? e.because("there are as many on this system as " + limit + " allows") : e;
        }
    }

    /** The number of the queue of {@code key}: msgget(2). */
    public static int queue(int key, boolean create) {
        return get("msgget", key, "kernel.msgmni", () -> C.msgget(key, flags(create)));
    }

    /** The number of the set of {@code count} semaphores of {@code key}, zeros at first: semget(2). */
    public static int semaphores(int key, int count, boolean create) {
        return get("semget", key, "kernel.sem", () -> C.semget(key, count, flags(create)));
    }

    /** Attaches the {@code length} bytes of shared memory of {@code key}, zeros at first: shmget(2), shmat(2). */
    public static Mapping memory(int key, long length, boolean create) {
        int id = get("shmget", key, "kernel.shmmni or kernel.shmall", () -> C.shmget(key, length, flags(create)));
        long address = Syscall.call("shmat", named(key), () -> C.shmat(id, 0, 0), id);
        return Mapping.attached(address, length, () -> Syscall.call("shmdt", named(key), () -> C.shmdt(address)));
    }

    /** Removes the queue of {@code key}, if there is one: msgctl(2). */
    public static void removeQueue(int key) {
        remove(C.msgget(key, 0), id -> C.msgctl(id, IPC_RMID, null));
    }

    /** Removes the semaphores of {@code key}, if there are such: semctl(2). */
    public static void removeSemaphores(int key) {
        remove(C.semget(key, 0, 0), id -> C.semctl(id, 0, IPC_RMID));
    }

    /** Marks the memory of {@code key}, if there is such, for its end: it lives until nobody has it attached. shmctl(2). */
    public static void removeMemory(int key) {
        remove(C.shmget(key, 0, 0), id -> C.shmctl(id, IPC_RMID, null));
    }

    /** Where somebody was quicker, or the kernel has no such objects, there is nothing left to do. */
    private static void remove(int id, IntUnaryOperator removal) {
        if (id >= 0) {
            removal.applyAsInt(id);
        }
    }

    /** Bytes that the queue {@code id} holds at most. */
    public static long capacity(int id) {
        byte[] status = new byte[STATUS_ROOM];
        Syscall.call("msgctl", "", () -> C.msgctl(id, IPC_STAT, status), id, "IPC_STAT");
        return ByteBuffer.wrap(status).order(ByteOrder.nativeOrder()).getLong(MSG_QBYTES);
    }

    /** Sends the {@code size} bytes that follow the type at {@code message}, waiting for room as long as it takes: msgsnd(2). */
    public static void send(int id, long message, int size) {
        if (FAST.msgsnd(id, message, size, 0) != 0) {
            // A failed call is made again the way that tells why; see RawIo.
            Syscall.call("msgsnd", "", () -> C.msgsnd(id, message, size, 0), id, size);
        }
    }

    /** Receives the next message, its type to {@code message} and at most {@code room} bytes behind that, and returns how many: msgrcv(2). */
    public static int receive(int id, long message, int room) {
        long size = FAST.msgrcv(id, message, room, 0, 0);
        return (int) (size >= 0 ? size : Syscall.call("msgrcv", "", () -> C.msgrcv(id, message, room, 0, 0), id, room));
    }

    /** Does the one {@code struct sembuf} at {@code operation}, waiting as long as it takes: semop(2). */
    public static void operate(int id, long operation) {
        if (FAST.semop(id, operation, 1) != 0) {
            Syscall.call("semop", "", () -> C.semop(id, operation, 1), id);
        }
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int msgget(int key, int flags);

        int semget(int key, int count, int flags);

        int shmget(int key, long size, int flags);

        int msgctl(int id, int command, @Out byte[] status);

        int semctl(int id, int index, int command);

        int shmctl(int id, int command, @In byte[] status);

        long shmat(int id, long address, int flags);

        int shmdt(long address);

        int msgsnd(int id, long message, long size, int flags);

        long msgrcv(int id, long message, long room, long type, int flags);

        int semop(int id, long operations, long count);
    }

    /** Public only because jnr asks for it. */
    public interface Fast {
        @IgnoreError
        int msgsnd(int id, long message, long size, int flags);

        @IgnoreError
        long msgrcv(int id, long message, long room, long type, int flags);

        @IgnoreError
        int semop(int id, long operations, long count);
    }
}
