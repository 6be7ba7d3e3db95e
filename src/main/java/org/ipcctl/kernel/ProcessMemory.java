package org.ipcctl.kernel;

import java.util.OptionalLong;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.IgnoreError;

/**
 * Copies between the memory of two processes, of which one does it all: {@code process_vm_readv(2)}, for measured
 * loops. It takes the right to trace the other one.
 */
public final class ProcessMemory implements AutoCloseable {
    private static final Functions C = Native.load(Functions.class);
    private static final Fast FAST = Native.load(Fast.class);
    private static final int PR_SET_PTRACER = 0x59616d61;
    private static final String YAMA = "kernel/yama/ptrace_scope";
    /** The {@code struct iovec} of this side, and behind it that of the other. */
    private static final int OTHER = 16;
    private static final int LENGTH = 8;

    private final int pid;
    private final NativeMemory vectors = NativeMemory.allocate(2 * OTHER);

    /** Of the process {@code pid}. */
    public ProcessMemory(int pid) {
        this.pid = pid;
    }

    /**
     * Lets {@code pid} and its descendants trace this process, where yama would not have them do so:
     * {@code PR_SET_PTRACER} of prctl(2).
     */
    public static void allow(int pid) {
        // Without yama the kernel does not know it, nor does anybody need it.
        Syscall.attempt("prctl", Integer.toString(pid), () -> C.prctl(PR_SET_PTRACER, pid, 0, 0, 0), "PR_SET_PTRACER");
    }

    /** Copies {@code count} bytes from {@code there}, in the other process, to {@code here}. */
    public void read(long here, long there, int count) {
        put(here, there, count);
        if (FAST.process_vm_readv(pid, vectors.address(), 1, vectors.address() + OTHER, 1, null) != count) {
            failed("process_vm_readv", Syscall.attempt("process_vm_readv", Integer.toString(pid),
                    () -> C.process_vm_readv(pid, vectors.address(), 1, vectors.address() + OTHER, 1, null), count),
                    count);
        }
    }

    /** Copies {@code count} bytes from {@code here} to {@code there}, in the other process. */
    public void write(long here, long there, int count) {
        put(here, there, count);
        if (FAST.process_vm_writev(pid, vectors.address(), 1, vectors.address() + OTHER, 1, null) != count) {
            failed("process_vm_writev", Syscall.attempt("process_vm_writev", Integer.toString(pid),
                    () -> C.process_vm_writev(pid, vectors.address(), 1, vectors.address() + OTHER, 1, null), count),
                    count);
        }
    }

    private void put(long here, long there, int count) {
        long at = vectors.address();
        RawMemory.putLong(at, here);
        RawMemory.putLong(at + LENGTH, count);
        RawMemory.putLong(at + OTHER, there);
        RawMemory.putLong(at + OTHER + LENGTH, count);
    }

    /**
     * A failed copy is made again, which copies the same and tells why it failed; it is copied in part only where
     * memory is missing.
     */
    private void failed(String call, long outcome, int count) {
        if (outcome == count) {
            return;
        }
        KernelException failure = new KernelException(call, Integer.toString(pid),
                outcome < 0 ? (int) -outcome : Errno.EFAULT);
        OptionalLong scope = Sysctl.number(YAMA);
        if (failure.is(Errno.EPERM) && scope.orElse(0) > 0) {
            throw failure
                    .because("kernel.yama.ptrace_scope is " + scope.getAsLong()
                            + ", which does not let this process access the memory of another")
                    .advise("As root: " + Raise.sysctl("kernel.yama.ptrace_scope", 1));
        }
        throw failure.is(Errno.EPERM) ? failure.because(
                "this process may not access the memory of another: it needs permission to trace it, ptrace(2)")
                : failure;
    }

    @Override
    public void close() {
        vectors.close();
    }

    /** Public only because jnr asks for it. With a pointer, for its stubs garble a sixth argument otherwise. */
    public interface Functions {
        int prctl(int option, long argument2, long argument3, long argument4, long argument5);

        long process_vm_readv(int pid, long here, long hereCount, long there, long thereCount, Pointer noFlags);

        long process_vm_writev(int pid, long here, long hereCount, long there, long thereCount, Pointer noFlags);
    }

    /** Public only because jnr asks for it. */
    public interface Fast {
        @IgnoreError
        long process_vm_readv(int pid, long here, long hereCount, long there, long thereCount, Pointer noFlags);

        @IgnoreError
        long process_vm_writev(int pid, long here, long hereCount, long there, long thereCount, Pointer noFlags);
    }
}
