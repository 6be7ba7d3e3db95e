package org.ipcctl.kernel;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** syscall(2), for what the C library has no function for, or only a newer one; with the numbers of this machine. */
final class RawSyscall {
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    static final long FUTEX = ARM ? 98 : 202;
    static final long MQ_TIMEDRECEIVE = ARM ? 183 : 243;
    static final long GETDENTS64 = ARM ? 61 : 217;
    static final long GETTID = ARM ? 178 : 186;
    static final long GETPPID = ARM ? 173 : 110;
    static final long GET_ROBUST_LIST = ARM ? 100 : 274;
    /** These have the same numbers on every architecture. */
    static final long PIDFD_OPEN = 434;
    static final long CLOSE_RANGE = 436;
    static final long PIDFD_GETFD = 438;

    static final Functions C = Native.load(Functions.class);

    private RawSyscall() {}

    /** For measured loops. */
    static Unchecked unchecked() {
        return Native.load(Unchecked.class);
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        long syscall(long number, long argument1, long argument2, long argument3);

        long syscall(long number, int pid, @Out long[] head, @Out long[] length);

        /** futex(2) with a time; with a pointer, for jnr's stubs garble a sixth argument otherwise. */
        long syscall(long number, long word, int operation, int value, @In long[] until, Pointer other, int bits);

        /** futex(2) with a second count in the place of the time. */
        long syscall(long number, long word, int operation, int value, long second, Pointer other, int expected);
    }

    /** Public only because jnr asks for it. */
    public interface Unchecked {
        @IgnoreError
        long syscall(long number, long word, int operation, int value, long timeout);
    }
}
