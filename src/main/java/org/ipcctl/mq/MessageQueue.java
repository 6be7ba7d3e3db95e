package org.ipcctl.mq;

import static org.ipcctl.mq.MqFunctions.C;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Syscall;

/**
 * An open POSIX message queue: mq_open(3). Names have their leading slash.
 *
 * <p>On Linux an {@code mqd_t} is a file descriptor, and poll(2) knows it; but who waits in poll is nobody to the
 * kernel, which hands a message to whoever waits in mq_receive(3) longest, and notifies (mq_notify(3)) when none does.
 * So waiting is done in mq_receive and mq_send themselves, on a descriptor that blocks, and {@link BlockingCalls} ends
 * it: the time that mq_timedreceive(3) takes would follow every step of the wall clock. Only a time that is long past
 * is given to it, for that makes it try without waiting; {@link #hurry} has it tried without a time.
 *
 * <p>Buffers must be direct.
 */
public final class MessageQueue implements AutoCloseable {
    /** {@code MQ_PRIO_MAX - 1}. */
    public static final int HIGHEST_PRIORITY = 32767;
    /** What {@link #tryReceive} returns where there is no message. */
    public static final int NOTHING = -1;

    /** A {@code struct timespec}: 1970. */
    private static final ByteBuffer EPOCH = ByteBuffer.allocateDirect(2 * Long.BYTES);
    private static final long PAST = Native.address(EPOCH);

    /** What a queue is opened for. */
    public enum Access {
        RECEIVE(Fd.O_RDONLY), SEND(Fd.O_WRONLY), BOTH(Fd.O_RDWR);

        private final int flag;

        Access(int flag) {
            this.flag = flag;
        }
    }

    private final String name;
    private final Fd fd;
    private final long messageSize;
    private final ByteBuffer priority = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    private final long priorityAddress = Native.address(priority);
    /** What {@link #hurry} has opened; null before, and where that failed. */
    private Fd eager;

    private MessageQueue(String name, Fd fd, long messageSize) {
        this.name = name;
        this.fd = fd;
        this.messageSize = messageSize;
    }

    private static MessageQueue opened(String name, long mqd) {
        Fd fd = Fd.own(mqd, name);
        try {
            return new MessageQueue(name, fd, attributes(fd).messageSize());
        } catch (KernelException e) {
            fd.close();
            throw e;
        }
    }

    /**
     * Opens the queue {@code name}, which must exist.
     *
     * @throws KernelException ENOENT, EACCES, EMFILE
     */
    public static MessageQueue open(String name, Access access) {
        byte[] bytes = OsString.cString(name);
        long mqd = Syscall.attempt("mq_open", name, () -> C.mq_open(bytes, access.flag | Fd.O_CLOEXEC, 0, null),
                access);
        if (mqd < 0) {
            throw QueueLimits.explainOpen(new KernelException("mq_open", name, (int) -mqd));
        }
        return opened(name, mqd);
    }

    /**
     * Creates the queue {@code name} and opens it for both directions.
     *
     * @param wanted how large it is to be; {@link QueueLimits#defaults} where nobody cares
     * @param mode   its permission bits, from which the umask takes
     * @return null where there is one already
     * @throws KernelException with the limit in it that was hit: EINVAL, ENOSPC, EMFILE, ENOMEM
     */
    public static MessageQueue create(String name, QueueAttributes wanted, int mode) {
        byte[] bytes = OsString.cString(name);
        long[] raw = wanted.raw();
        int flags = Fd.O_RDWR | Fd.O_CREAT | Fd.O_EXCL | Fd.O_CLOEXEC;
        long mqd = Syscall.attempt("mq_open", name, () -> C.mq_open(bytes, flags, mode, raw),
                "O_CREAT|O_EXCL|O_RDWR", "0" + Integer.toOctalString(mode), wanted.maxMessages(), wanted.messageSize());
        if (mqd == -Errno.EEXIST) {
            return null;
        } else if (mqd < 0) {
            throw QueueLimits.explainCreate(new KernelException("mq_open", name, (int) -mqd), wanted);
        }
        try {
            return opened(name, mqd);
        } catch (KernelException e) {
            // Who is told that there is none looks for none.
            unlink(name);
            throw e;
        }
    }

    /** mq_unlink(3): the name is gone at once, the queue when the last process closes it. */
    public static void unlink(String name) {
        byte[] bytes = OsString.cString(name);
        long result = Syscall.attempt("mq_unlink", name, () -> C.mq_unlink(bytes));
        if (result < 0) {
            throw QueueLimits.explainUnlink(new KernelException("mq_unlink", name, (int) -result));
        }
    }

    public String name() {
        return name;
    }

    /** The descriptor behind it, for poll(2), statx(2) and the status text that read(2) gives. */
    public Fd fd() {
        return fd;
    }

    /** Bytes that a message can have. */
    public long messageSize() {
        return messageSize;
    }

    /** mq_getattr(3). */
    public QueueAttributes attributes() {
        return attributes(fd);
    }

    private static QueueAttributes attributes(Fd fd) {
        long[] raw = new long[QueueAttributes.LONGS];
        Syscall.call("mq_getattr", fd.name(), () -> C.mq_getattr(fd.number(), raw));
        return QueueAttributes.of(raw);
    }

    /** Sets its permission bits whatever the umask says: fchmod(2). */
    public void setMode(int permissions) {
        fd.setMode(permissions);
    }

    /**
     * mq_send(3) of what remains in {@code message}, whose position stays, without waiting.
     *
     * @return false where the queue is full
     * @throws KernelException EMSGSIZE with both sizes in it
     */
    public boolean trySend(ByteBuffer message, int messagePriority) {
        long length = message.remaining();
        long result = Syscall.attempt("mq_timedsend", name,
                () -> C.mq_timedsend(fd.number(), message, length, messagePriority, PAST), length, messagePriority,
                "now");
        if (result == -Errno.EMSGSIZE) {
            throw QueueLimits.tooLong(name, length, messageSize);
        } else if (result < 0 && result != -Errno.ETIMEDOUT) {
            throw new KernelException("mq_send", name, (int) -result);
        }
        return result >= 0;
    }

    /**
     * mq_receive(3) without waiting: the oldest message of the highest priority. {@link #receivedPriority} tells that.
     *
     * @param address of {@code room} bytes, {@link #messageSize} at least
     * @return its length, or {@link #NOTHING}
     */
    int tryReceive(long address, long room) {
        return eager == null ? tryReceive(fd, PAST, address, room, priorityAddress)
                : tryReceive(eager, 0, address, room, priorityAddress);
    }

    /**
     * Has {@link #tryReceive(long, long)} go by an O_NONBLOCK description of its own, where /proc is mounted: without
     * a time to read, and to look at the queue for once more, the kernel is quicker by a twentieth.
     */
    void hurry() {
        try {
            eager = Fd.open("/proc/self/fd/" + fd.number(), Fd.O_RDONLY | Fd.O_NONBLOCK, 0, name);
        } catch (KernelException asBefore) {
            eager = null;
        }
    }

    /** The priority of the message that was received last. */
    int receivedPriority() {
        return priority.getInt(0);
    }

    /**
     * As above, to {@code into} and {@code priorityWord} as they are. The kernel writes the priority first, then the
     * message from its first byte on, and only then it tells us the length: so of who is killed in between, memory that
     * outlives it has these two.
     *
     * @return its length, or {@link #NOTHING}
     */
    public int tryReceive(ByteBuffer into, ByteBuffer priorityWord) {
        return tryReceive(fd, PAST, Native.address(into) + into.position(), into.remaining(),
                Native.address(priorityWord) + priorityWord.position());
    }

    private int tryReceive(Fd from, long until, long into, long room, long priorityWord) {
        long length = Syscall.attempt("mq_timedreceive", name,
                () -> C.mq_timedreceive(from.number(), into, room, priorityWord, until), room, "now");
        if (length < 0 && length != -Errno.ETIMEDOUT && length != -Errno.EAGAIN) {
            throw new KernelException("mq_receive", name, (int) -length);
        }
        return length < 0 ? NOTHING : (int) length;
    }

    /**
     * mq_send(3) that waits for room.
     *
     * @return 0, or the verdict of {@code calls} that ended it
     * @throws KernelException EMSGSIZE with both sizes in it
     */
    long send(ByteBuffer message, int messagePriority, BlockingCalls calls, Deadline deadline) {
        long length = message.remaining();
        long result = calls.attempt("mq_send", name,
                () -> C.mq_send(fd.number(), message, length, messagePriority), deadline, length, messagePriority);
        if (result == -Errno.EMSGSIZE) {
            throw QueueLimits.tooLong(name, length, messageSize);
        }
        return result;
    }

    /**
     * mq_receive(3) that waits for a message; else as {@link #tryReceive(long, long)}.
     *
     * @return its length, or the verdict of {@code calls} that ended it, which is negative
     */
    long receive(long address, long room, BlockingCalls calls, Deadline deadline) {
        return calls.attempt("mq_receive", name, () -> C.mq_receive(fd.number(), address, room, priorityAddress),
                deadline, room);
    }

    /** Its sends and receives for measured loops; good until {@link #close}. */
    public UncheckedQueue unchecked() {
        return new UncheckedQueue(fd);
    }

    @Override
    public void close() {
        if (eager != null) {
            eager.close();
        }
        fd.close();
    }
}
