package org.ipcctl.kernel;

import java.lang.invoke.VarHandle;

/**
 * What the kernel looks at when a thread ends, however that comes: the futex that the thread has, or is about to take
 * or to give back. Where that holds the thread's number, the kernel marks it FUTEX_OWNER_DIED and wakes one who waits:
 * {@code get_robust_list(2)}, {@code list_op_pending}.
 *
 * <p>glibc keeps its robust mutexes in a list that runs through the mutexes themselves, memory that anybody may have
 * written; this one place is in the thread's own memory. So a thread has at most one lock at a time.
 */
public final class RobustSlot {
    /** struct robust_list_head: the list, the way from an entry to its futex, the entry that is under way. */
    private static final int FUTEX_OFFSET = 8;
    private static final int PENDING = 16;

    private final int thread;
    private final long head;

    private RobustSlot(int thread, long head) {
        this.thread = thread;
        this.head = head;
    }

    /** That of the calling thread, which alone may use it. */
    public static RobustSlot ofThisThread() {
        int thread = (int) Syscall.call("gettid", "", () -> RawSyscall.C.syscall(RawSyscall.GETTID, 0, 0, 0));
        long[] head = new long[1];
        // Where the kernel has none (qemu-user), nobody learns of a dead owner, as with glibc there.
        long answer = Syscall.attempt("get_robust_list", "",
                () -> RawSyscall.C.syscall(RawSyscall.GET_ROBUST_LIST, 0, head, new long[1]));
        // What a call that failed was to fill may hold anything.
        return new RobustSlot(thread, answer == 0 ? head[0] : 0);
    }

    /** The thread's number, which is what its locks hold. */
    public int thread() {
        return thread;
    }

    /** From now on the futex at {@code address} is the one. */
    public void protect(long address) {
        if (head != 0) {
            long entry = address - RawMemory.getLong(head + FUTEX_OFFSET);
            long before = RawMemory.getLong(head + PENDING);
            if (before != 0 && before != entry) {
                throw new IllegalStateException("this thread has another lock");
            }
            RawMemory.putLong(head + PENDING, entry);
            VarHandle.fullFence();
        }
    }

    /** From now on there is none. */
    public void clear() {
        if (head != 0) {
            VarHandle.fullFence();
            RawMemory.putLong(head + PENDING, 0);
        }
    }
}
