package org.ipcctl.sysv;

import jnr.ffi.annotations.IgnoreError;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.Syscall;

/** Sends and receives of a {@link MsgQueue} for measured loops, on raw addresses, without deadlines and trace. */
public final class UncheckedMsg {
    /** Of a message, before its text. */
    public static final int TYPE_BYTES = Long.BYTES;

    private static final Functions FAST = Native.load(Functions.class);

    private final int id;
    private final String name;

    UncheckedMsg(int id, String name) {
        this.id = id;
        this.name = name;
    }

    /** Sends the {@code size} bytes that follow the type at {@code message}, waiting for room as long as it takes. */
    public void send(long message, int size) {
        if (FAST.msgsnd(id, message, size, 0) != 0) {
            // A failed call is made again the way that tells why; see RawIo.
            Syscall.call("msgsnd", name,
                    () -> MsgFunctions.C.msgsnd(id, RawMemory.buffer(message, TYPE_BYTES + size), size, 0), size);
        }
    }

    /**
     * Receives the next message, its type to {@code message} and at most {@code room} bytes behind that, and returns
     * how many.
     */
    public int receive(long message, int room) {
        long size = FAST.msgrcv(id, message, room, 0, 0);
        return (int) (size >= 0 ? size
                : Syscall.call("msgrcv", name,
                        () -> MsgFunctions.C.msgrcv(id, RawMemory.buffer(message, TYPE_BYTES + room), room, 0, 0),
                        room));
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        @IgnoreError
        int msgsnd(int id, long message, long size, int flags);

        @IgnoreError
        long msgrcv(int id, long message, long room, long type, int flags);
    }
}
