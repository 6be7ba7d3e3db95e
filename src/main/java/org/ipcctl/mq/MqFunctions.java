package org.ipcctl.mq;

import java.nio.ByteBuffer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Native;

/** The C functions of message queues. */
final class MqFunctions {
    static final Functions C = Native.load(Functions.class);

    private MqFunctions() {}

    /**
     * {@code struct mq_attr} is an array of eight longs; see {@link QueueAttributes}. Public only because jnr asks for
     * it.
     */
    public interface Functions {
        int mq_open(@In byte[] name, int flags, int mode, @In long[] attributes);

        int mq_unlink(@In byte[] name);

        int mq_getattr(int queue, @Out long[] attributes);

        int mq_send(int queue, @In ByteBuffer message, long length, int priority);

        long mq_receive(int queue, long message, long length, long priority);

        int mq_timedsend(int queue, @In ByteBuffer message, long length, int priority, long until);

        /** On addresses, for it is called for each message of a stream: {@link Native#address}. */
        long mq_timedreceive(int queue, long message, long length, long priority, long until);

        int mq_notify(int queue, @In byte[] sigevent);
    }
}
