package org.ipcctl.kernel;

/** A system call that does nothing: what it takes is the way into the kernel and back. */
public final class BareCall {
    private static final RawSyscall.Unchecked UNCHECKED = RawSyscall.unchecked();

    private BareCall() {}

    /** Makes {@code count} of them: getppid(2), whose answer nobody needs. */
    public static void make(int count) {
        for (int i = 0; i < count; i++) {
            UNCHECKED.syscall(RawSyscall.GETPPID, 0, 0, 0, 0);
        }
    }
}
