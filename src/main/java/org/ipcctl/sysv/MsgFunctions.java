package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Native;

/** The C functions of message queues. */
final class MsgFunctions {
    static final Functions C = Native.load(Functions.class);

    private MsgFunctions() {}

    /** A message is a long, its type, and the bytes behind it. Public only because jnr asks for it. */
    public interface Functions {
        int msgget(int key, int flags);

        int msgsnd(int id, @In ByteBuffer message, long length, int flags);

        long msgrcv(int id, @Out ByteBuffer message, long length, long type, int flags);

        int msgctl(int id, int command, @In @Out byte[] structure);
    }
}
