package org.ipcctl.sysv;

import static org.ipcctl.sysv.ShmFunctions.C;

import jnr.ffi.Pointer;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.Syscall;
import org.ipcctl.kernel.Sysctl;

/**
 * A System V shared memory segment: shmget(2), shmat(2), shmctl(2). Its size is that of its creation, so that nobody
 * can cut it.
 */
public final class ShmSegment {
    private static final int IPC_CREAT = 01000;
    private static final int IPC_EXCL = 02000;
    private static final int IPC_RMID = 0;
    private static final int SHM_RDONLY = 010000;

    private final String name;
    private final int id;

    private ShmSegment(String name, int id) {
        this.name = name;
        this.id = id;
    }

    /** The segment that {@code key} names. */
    public static ShmSegment open(Key key) {
        if (key.isId()) {
            return new ShmSegment(key.text(), key.number());
        }
        long id = get(key, 0, 0);
        if (id < 0) {
            throw Refusal.explained(new KernelException("shmget", key.text(), (int) -id), Noun.SEGMENT);
        }
        return new ShmSegment(key.text(), (int) id);
    }

    /**
     * Creates a segment of {@code size} bytes, all zero.
     *
     * @return null where there is one already
     */
    public static ShmSegment create(Key key, long size, int mode) {
        long id = get(key, size, IPC_CREAT | IPC_EXCL | mode);
        if (id == -Errno.EEXIST) {
            return null;
        } else if (id < 0) {
            throw refused(new KernelException("shmget", key.text(), (int) -id), size);
        }
        return new ShmSegment(key.text(), (int) id);
    }

    private static long get(Key key, long size, int flags) {
        int number = key.number();
        return Syscall.attempt("shmget", key.text(), () -> C.shmget(number, size, flags), size,
                "0" + Integer.toOctalString(flags));
    }

    private static KernelException refused(KernelException e, long size) {
        return switch (e.errno()) {
            case Errno.EINVAL -> e.asLimit().because(
                    size + " bytes are more than kernel.shmmax allows, which is " + Sysctl.text("kernel/shmmax"))
                    .in(SysvSituation.BEYOND_LIMIT);
            case Errno.ENOSPC -> e.because(
                    "there are as many segments as kernel.shmmni allows, or pages in them all as kernel.shmall does")
                    .in(SysvSituation.BEYOND_LIMIT);
            default -> Refusal.explained(e, Noun.SEGMENT);
        };
    }

    /** The kernel's number of it. */
    public int id() {
        return id;
    }

    /** The key as it was given. */
    public String name() {
        return name;
    }

    public ShmStatus status() {
        return ShmStatus.TABLE.find(id, name);
    }

    /**
     * Removes it: nobody finds it by its key any more, and it is gone when the last process that has it attached
     * detaches it.
     */
    public void remove() {
        long result = Syscall.attempt("shmctl", name, () -> C.shmctl(id, IPC_RMID, null), "IPC_RMID");
        if (result < 0) {
            throw failure("shmctl", result);
        }
    }

    /** Attaches it until the attachment is closed. */
    public ShmAttachment attach(boolean writes) {
        long size = status().size();
        long address = Syscall.attempt("shmat", name, () -> C.shmat(id, null, writes ? 0 : SHM_RDONLY),
                writes ? "0" : "SHM_RDONLY");
        // Addresses are positive, and so are not taken for one.
        if (address < 0) {
            throw failure("shmat", address);
        }
        return new ShmAttachment(name, address, size);
    }

    static void detach(String name, long address) {
        Syscall.call("shmdt", name, () -> C.shmdt(Pointer.wrap(Native.runtime(), address)));
    }

    private KernelException failure(String call, long result) {
        return Refusal.explained(new KernelException(call, name, (int) -result), Noun.SEGMENT);
    }
}
