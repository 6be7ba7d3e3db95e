package org.ipcctl.mq;

import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Syscall;
import org.ipcctl.kernel.Sysctl;

/** One end of a message queue for the benchmark, on raw addresses and without deadlines. See {@code mq_overview(7)}. */
public final class MqWire implements AutoCloseable {
    private static final Functions C = Native.load(Functions.class);
    private static final Fast FAST = Native.load(Fast.class);

    /** {@code HARD_MSGMAX} of the kernel, which holds for root too. */
    private static final int HARD_MESSAGES = 65_536;

    private final Fd queue;

    private MqWire(Fd queue) {
        this.queue = queue;
    }

    /** Creates a queue of {@code depth} messages of at most {@code messageSize} bytes; that it exists is an error. */
    public static void create(String name, int depth, int messageSize) {
        byte[] bytes = OsString.cString(name);
        // struct mq_attr: mq_flags, mq_maxmsg, mq_msgsize, mq_curmsgs and four reserved longs.
        long[] attributes = {0, depth, messageSize, 0, 0, 0, 0, 0};
        long mqd;
        try {
            mqd = Syscall.call("mq_open", name, () -> C.mq_open(bytes, Fd.O_CREAT | Fd.O_EXCL | Fd.O_RDWR | Fd.O_CLOEXEC,
                    0600, attributes), "O_CREAT|O_EXCL", "maxmsg " + depth, "msgsize " + messageSize);
        } catch (KernelException e) {
            throw explained(e, depth, messageSize);
        }
        Fd.own(mqd, name).close();
    }

    private static KernelException explained(KernelException e, int depth, int messageSize) {
        String asked = depth + " messages of " + messageSize + " bytes";
        return switch (e.errno()) {
            case Errno.EMFILE, Errno.ENOMEM -> e.because("a queue of " + asked
                    + " exceeds RLIMIT_MSGQUEUE, the bytes that one user's queues may hold").advise("Raise it with 'ulimit -q'.");
            case Errno.EINVAL -> {
                long most = Sysctl.number("fs/mqueue/msg_max").orElse(Long.MAX_VALUE);
                yield depth > most && depth <= HARD_MESSAGES
                        ? e.asLimit().because("a queue of " + depth + " messages is more than fs.mqueue.msg_max allows, which is " + most)
                                .advise("Ask for less, or as root: sysctl -w fs.mqueue.msg_max=" + depth)
                        : e.asLimit().because("a queue of " + asked + " exceeds what the kernel allows");
            }
            case Errno.ENOSPC -> e.because("there are as many queues as fs.mqueue.queues_max allows");
            default -> e;
        };
    }

    /** The end that messages are sent into. */
    public static MqWire openToSend(String name) {
        return open(name, Fd.O_WRONLY);
    }

    /** The end that messages are received from. */
    public static MqWire openToReceive(String name) {
        return open(name, Fd.O_RDONLY);
    }

    private static MqWire open(String name, int flags) {
        byte[] bytes = OsString.cString(name);
        long mqd = Syscall.call("mq_open", name, () -> C.mq_open(bytes, flags | Fd.O_CLOEXEC, 0, null), flags);
        return new MqWire(Fd.own(mqd, name));
    }

    /** mq_unlink(3); that it is gone already is fine. */
    public static void unlink(String name) {
        byte[] bytes = OsString.cString(name);
        long done = Syscall.attempt("mq_unlink", name, () -> C.mq_unlink(bytes));
        if (done < 0 && done != -Errno.ENOENT) {
            throw new KernelException("mq_unlink", name, (int) -done);
        }
    }

    /** Sends one message with priority 0, waiting for room as long as it takes. */
    public void send(long address, int size) {
        if (FAST.mq_send(queue.number(), address, size, 0) != 0) {
            // A failed call is made again the way that tells why; see RawIo.
            Syscall.call("mq_send", queue.name(), () -> C.mq_send(queue.number(), address, size, 0), size);
        }
    }

    /** Receives one message into {@code room} bytes, waiting as long as it takes, and returns its size. */
    public int receive(long address, int room) {
        long size = FAST.mq_receive(queue.number(), address, room, 0);
        return (int) (size >= 0 ? size
                : Syscall.call("mq_receive", queue.name(), () -> C.mq_receive(queue.number(), address, room, 0), room));
    }

    @Override
    public void close() {
        queue.close();
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int mq_open(@In byte[] name, int flags, int mode, @In long[] attributes);

        int mq_unlink(@In byte[] name);

        int mq_send(int mqd, long message, long size, int priority);

        long mq_receive(int mqd, long message, long room, long priority);
    }

    /** Public only because jnr asks for it. */
    public interface Fast {
        @IgnoreError
        int mq_send(int mqd, long message, long size, int priority);

        @IgnoreError
        long mq_receive(int mqd, long message, long room, long priority);
    }
}
