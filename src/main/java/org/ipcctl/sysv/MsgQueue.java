package org.ipcctl.sysv;

import static org.ipcctl.sysv.MsgFunctions.C;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Syscall;
import org.ipcctl.kernel.Sysctl;

/**
 * A System V message queue: msgget(2), msgop(2). It is no descriptor, and there is nothing to close; who waits for it
 * waits in msgsnd(2) or msgrcv(2) itself, which {@link BlockingCalls} ends.
 *
 * <p>Messages are direct buffers in native byte order: {@link #TYPE_BYTES} of type, then the bytes.
 */
public final class MsgQueue {
    /** What a message begins with. */
    static final int TYPE_BYTES = Long.BYTES;
    private static final int IPC_CREAT = 01000;
    private static final int IPC_EXCL = 02000;
    private static final int IPC_NOWAIT = 04000;
    private static final int MSG_COPY = 040000;
    private static final int IPC_RMID = 0;
    private static final int IPC_SET = 1;
    private static final int QBYTES = 88;
    private static final int STRUCTURE = 128;
    private static final long DEFAULT_MSGMAX = 8192;

    private final String name;
    private final int id;

    private MsgQueue(String name, int id) {
        this.name = name;
        this.id = id;
    }

    /**
     * The queue that {@code key} names. Whether it may be used, its first use tells.
     *
     * @throws KernelException ENOENT
     */
    public static MsgQueue open(Key key) {
        if (key.isId()) {
            return new MsgQueue(key.text(), key.number());
        }
        int number = key.number();
        long id = Syscall.attempt("msgget", key.text(), () -> C.msgget(number, 0), 0);
        if (id < 0) {
            throw Refusal.explained(new KernelException("msgget", key.text(), (int) -id), Noun.QUEUE);
        }
        return new MsgQueue(key.text(), (int) id);
    }

    /**
     * Creates the queue.
     *
     * @return null where there is one already
     * @throws KernelException ENOSPC with the limit in it
     */
    public static MsgQueue create(Key key, int mode) {
        int number = key.number();
        long id = Syscall.attempt("msgget", key.text(), () -> C.msgget(number, IPC_CREAT | IPC_EXCL | mode),
                "IPC_CREAT|IPC_EXCL", "0" + Integer.toOctalString(mode));
        if (id == -Errno.EEXIST) {
            return null;
        } else if (id == -Errno.ENOSPC) {
            throw Refusal.full(new KernelException("msgget", key.text(), Errno.ENOSPC), "message queues",
                    "kernel.msgmni");
        } else if (id < 0) {
            throw Refusal.explained(new KernelException("msgget", key.text(), (int) -id), Noun.QUEUE);
        }
        return new MsgQueue(key.text(), (int) id);
    }

    /** The kernel's number of it. */
    public int id() {
        return id;
    }

    /** The key as it was given. */
    public String name() {
        return name;
    }

    public MsgStatus status() {
        return MsgStatus.TABLE.find(id, name);
    }

    /** For measured loops. */
    public UncheckedMsg unchecked() {
        return new UncheckedMsg(id, name);
    }

    /** Removes it: whoever waits for it is told. */
    public void remove() {
        control(IPC_RMID, null, "IPC_RMID");
    }

    /**
     * Lets it hold {@code bytes}.
     *
     * @throws KernelException EPERM, as a limit, where that is more than ordinary users may have
     */
    public void setMaxBytes(long bytes) {
        byte[] structure = new byte[STRUCTURE];
        control(Table.IPC_STAT, structure, "IPC_STAT");
        ByteBuffer.wrap(structure).order(ByteOrder.nativeOrder()).putLong(QBYTES, bytes);
        try {
            control(IPC_SET, structure, "IPC_SET");
        } catch (KernelException e) {
            long most = Sysctl.number("kernel/msgmnb").orElse(Long.MAX_VALUE);
            throw e.is(Errno.EPERM) && bytes > most
                    ? e.asLimit().because(bytes + " bytes are more than kernel.msgmnb allows, which is " + most)
                            .in(SysvSituation.BEYOND_LIMIT)
                    : e;
        }
    }

    private void control(int command, byte[] structure, String word) {
        long result = Syscall.attempt("msgctl", name, () -> C.msgctl(id, command, structure), word);
        if (result < 0) {
            throw failure("msgctl", result);
        }
    }

    /** Bytes that a message in it can have; a longer one would be refused, or wait for ever. */
    public long messageSize() {
        return Math.min(Sysctl.number("kernel/msgmax").orElse(DEFAULT_MSGMAX), status().maxBytes());
    }

    /** What to throw where a message has {@code length} bytes, or more where that is not {@code exact}. */
    public KernelException tooLong(long length, boolean exact) {
        long queue = status().maxBytes();
        long host = Sysctl.number("kernel/msgmax").orElse(DEFAULT_MSGMAX);
        return new KernelException("msgsnd", name, Errno.EINVAL).asLimit()
                .because("the message has " + (exact ? "" : "more than ") + length + " bytes, and "
                        + (queue < host ? "this queue accepts at most " + queue : "kernel.msgmax allows " + host))
                .in(SysvSituation.BEYOND_LIMIT);
    }

    /** msgsnd(2) of {@code length} bytes without waiting; false where the queue is full. */
    public boolean trySend(ByteBuffer message, long length) {
        long result = Syscall.attempt("msgsnd", name, () -> C.msgsnd(id, message, length, IPC_NOWAIT), length,
                "IPC_NOWAIT");
        if (result == -Errno.EAGAIN) {
            return false;
        } else if (result < 0) {
            throw failure("msgsnd", result);
        }
        return true;
    }

    /** msgsnd(2) that waits for room; 0, or the verdict of {@code calls}, or the number of the error. */
    long send(ByteBuffer message, long length, BlockingCalls calls, Deadline deadline) {
        return calls.attempt("msgsnd", name, () -> C.msgsnd(id, message, length, 0), deadline, length);
    }

    /** msgrcv(2) without waiting; the length, or the number of the error, -ENOMSG where there is none. */
    public long tryReceive(ByteBuffer into, long room, MsgSelection selection) {
        return Syscall.attempt("msgrcv", name,
                () -> C.msgrcv(id, into, room, selection.type(), selection.flags() | IPC_NOWAIT), room,
                selection.type(), "IPC_NOWAIT");
    }

    /** msgrcv(2) that waits; the length, or the verdict of {@code calls}, or the number of the error. */
    long receive(ByteBuffer into, long room, MsgSelection selection, BlockingCalls calls, Deadline deadline) {
        return calls.attempt("msgrcv", name, () -> C.msgrcv(id, into, room, selection.type(), selection.flags()),
                deadline, room, selection.type());
    }

    /** msgrcv(2) of a copy of the message at {@code index}, which stays; the length, or the number of the error. */
    long copy(ByteBuffer into, long room, long index) {
        return Syscall.attempt("msgrcv", name, () -> C.msgrcv(id, into, room, index, MSG_COPY | IPC_NOWAIT), room,
                index, "MSG_COPY|IPC_NOWAIT");
    }

    /** What to throw where it was removed while somebody waited for a message. */
    public KernelException removedWhileWaiting() {
        return Refusal.removed("msgrcv", name, "a message");
    }

    /** What to throw for {@code result}, the negative number of an error. */
    public KernelException failure(String call, long result) {
        return Refusal.explained(new KernelException(call, name, (int) -result), Noun.QUEUE);
    }
}
