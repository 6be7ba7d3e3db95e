package org.ipcctl.kernel;

import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * A queued real-time signal with a value, from one thread to one thread of another process, for measured loops:
 * {@code rt_tgsigqueueinfo(2)}, {@code sigtimedwait(2)}. To a thread and not to a process, as sigqueue(3) does it, for
 * the JVM has threads that do not block it, of which each could be taken, and would end the process.
 */
public final class QueuedSignal implements AutoCloseable {
    /** A real-time signal that neither glibc (32, 33) nor the JVM (42, 62) uses. */
    private static final int SIGNAL = 44;
    private static final int SIG_BLOCK = 0;
    private static final int SI_QUEUE = -1;
    private static final long RT_TGSIGQUEUEINFO = System.getProperty("os.arch").equals("aarch64") ? 240 : 297;
    private static final Functions C = Native.load(Functions.class);
    private static final Fast FAST = Native.load(Fast.class);
    /** Where a {@code siginfo_t} has what. */
    private static final int CODE = 8;
    private static final int SENDER = 16;
    private static final int VALUE = 24;
    private static final int SIGINFO_SIZE = 128;
    private static final int TIMEOUT = SIGINFO_SIZE + SpawnFunctions.SIGSET_SIZE;

    /** A {@code siginfo_t}, the set of signals that is waited for, and a time of zero. */
    private final NativeMemory memory = NativeMemory.allocate(TIMEOUT + 2 * Long.BYTES);
    private final long info = memory.address();
    private final long set = info + SIGINFO_SIZE;

    /** For the calling thread, where it is kept back from now on; what may be pending is thrown away. */
    public QueuedSignal() {
        byte[] signals = new byte[SpawnFunctions.SIGSET_SIZE];
        signals[(SIGNAL - 1) / Byte.SIZE] |= (byte) (1 << (SIGNAL - 1) % Byte.SIZE);
        Syscall.number("pthread_sigmask", "", () -> C.pthread_sigmask(SIG_BLOCK, signals, null), "SIG_BLOCK", SIGNAL);
        for (int i = 0; i < signals.length; i++) {
            RawMemory.putByte(set + i, signals[i]);
        }
        while (C.sigtimedwait(set, info, info + TIMEOUT) == SIGNAL) {
            // The next one.
        }
        RawMemory.fill(info, SIGINFO_SIZE, (byte) 0);
    }

    /** The number of the calling thread: gettid(2). */
    public static int thread() {
        return (int) Syscall.call("gettid", "", () -> RawSyscall.C.syscall(RawSyscall.GETTID, 0, 0, 0));
    }

    /** Sends {@code value} to {@code thread} of {@code process}. */
    public void send(int process, int thread, long value) {
        // What was received last is still there.
        RawMemory.putInt(info, SIGNAL);
        RawMemory.putInt(info + CODE, SI_QUEUE);
        RawMemory.putLong(info + SENDER, 0);
        RawMemory.putLong(info + VALUE, value);
        if (FAST.syscall(RT_TGSIGQUEUEINFO, process, thread, SIGNAL, info) != 0) {
            sendAgain(process, thread);
        }
    }

    private void sendAgain(int process, int thread) {
        try {
            Syscall.call("rt_tgsigqueueinfo", "", () -> C.syscall(RT_TGSIGQUEUEINFO, process, thread, SIGNAL, info),
                    process, thread, SIGNAL);
        } catch (KernelException e) {
            throw e.is(Errno.EAGAIN) ? e.asLimit()
                    .because("this user already has as many queued signals as the kernel allows "
                            + "(RLIMIT_SIGPENDING)")
                    : e;
        }
    }

    /** Waits for the next one, and returns its value. */
    public long receive() {
        if (FAST.sigtimedwait(set, info, 0) != SIGNAL) {
            Syscall.call("sigtimedwait", "", () -> C.sigtimedwait(set, info, 0), SIGNAL);
        }
        return RawMemory.getLong(info + VALUE);
    }

    @Override
    public void close() {
        memory.close();
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int pthread_sigmask(int how, @In byte[] set, @Out byte[] before);

        int sigtimedwait(long set, long info, long timeout);

        long syscall(long number, long process, long thread, long signal, long info);
    }

    /** Public only because jnr asks for it. */
    public interface Fast {
        @IgnoreError
        int sigtimedwait(long set, long info, long timeout);

        @IgnoreError
        long syscall(long number, long process, long thread, long signal, long info);
    }
}
