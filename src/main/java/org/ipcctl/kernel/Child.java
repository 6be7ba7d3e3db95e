package org.ipcctl.kernel;

import static org.ipcctl.kernel.SpawnFunctions.C;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A child process started by {@link Spawn}; it is reaped by the wait that sees its end. See {@code waitpid(2)}. */
public final class Child {
    /** What a shell says of a child whose status it does not know. */
    private static final int UNKNOWN = 127;
    private static final String ALWAYS_READABLE = "/dev/null";
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x01000000;
    private static final int P_PID = 1;
    /** Bytes of a siginfo_t. */
    private static final int INFORMATION = 128;
    private static final Duration STOPPING = Duration.ofSeconds(1);
    private static final long LOOK_AGAIN_NANOS = 10_000_000;

    /**
     * How a process ended.
     *
     * @param status exit status, meaningful where {@code signal} is 0
     * @param signal the signal that ended it, or 0 where it exited by itself
     */
    public record Ending(int status, int signal) {
        /** The number a shell shows for it: its status, or 128 plus the signal. */
        public int shellStatus() {
            return signal == 0 ? status : ExitHook.SIGNALLED + signal;
        }
    }

    private final int pid;
    private final String name;
    private Ending ending;
    /** Of one that had it from its start on. */
    private ExitHook tether;

    Child(int pid, String name) {
        this.pid = pid;
        this.name = name;
    }

    public int pid() {
        return pid;
    }

    /**
     * Waits for its end, however long that takes; an {@link Interruption} of the wait {@linkplain #stop stops} the
     * child.
     */
    public Ending await() {
        try {
            return await(Deadline.never());
        } catch (Interruption.Interrupted e) {
            stop();
            throw e;
        }
    }

    /** Ends it as timeout(1) with --kill-after does: SIGTERM, and SIGKILL where it is still there a second later. */
    public void stop() {
        signal(Signals.SIGTERM);
        if (await(Deadline.in(STOPPING)) == null) {
            signal(Signals.SIGKILL);
            await(Deadline.in(STOPPING));
        }
    }

    /**
     * Waits for its end until {@code deadline}. The wait itself holds no lock, so that another thread can still
     * {@link #signal} the child.
     *
     * @return how it ended, or null when the deadline passed first
     */
    public Ending await(Deadline deadline) {
        if (poll() == null) {
            try (Fd pidfd = watch()) {
                Poll.await(pidfd, Poll.IN, deadline);
            } catch (KernelException noDescriptorLeft) {
                // It runs all the same, and what is held for it is to be held until it ends.
            }
            lookUntil(deadline);
        }
        return poll();
    }

    /**
     * Who traces it (strace(1), a debugger) is told of its end before us, and then poll(2) knows it before waitpid(2).
     */
    private void lookUntil(Deadline deadline) {
        while (poll() == null && !deadline.hasPassed()) {
            Interruption.check();
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /**
     * A descriptor that poll(2) finds readable once the child has ended, for who waits for other things too:
     * pidfd_open(2). That it has ended already is no error. The lock is the one under which it is reaped: until then
     * its number is its own, and between a look and the opening another thread could else take note of its end.
     */
    public synchronized Fd watch() {
        Fd pidfd;
        try {
            pidfd = poll() == null ? PidFd.openIfThere(pid, name) : null;
        } catch (KernelException e) {
            if (!Errno.isRefusal(e.errno())) {
                throw e;
            }
            return toldByThread();
        }
        return pidfd != null ? pidfd : Fd.open(ALWAYS_READABLE, Fd.O_RDONLY, 0);
    }

    /** The same before Linux 5.3, and in a sandbox that forbids pidfd_open(2): a thread waits for the end. */
    private Fd toldByThread() {
        Fd told = EventFd.open(name);
        try {
            // Whoever watches may have closed his by then.
            Fd telling = told.duplicate();
            Thread waiting = new Thread(() -> tellEnd(telling), "end of " + name);
            waiting.setDaemon(true);
            waiting.start();
            return told;
        } catch (RuntimeException | Error e) {
            told.close();
            throw e;
        }
    }

    private void tellEnd(Fd telling) {
        try (telling) {
            // Where it has been reaped already, that is its end, too.
            Syscall.attempt("waitid", name,
                    () -> SpawnFunctions.waiting().waitid(P_PID, pid, new byte[INFORMATION], WEXITED | WNOWAIT), pid);
            telling.writeFully(ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, 1));
        }
    }

    /** As {@link #watch}; where there is no descriptor for it, it is ended, for nobody would notice its end. */
    public Fd watchOrStop() {
        try {
            return watch();
        } catch (KernelException e) {
            signalGroup(Signals.SIGTERM);
            stop();
            throw e;
        }
    }

    /** How it ended, or null while it runs. */
    public synchronized Ending poll() {
        if (ending == null) {
            int[] raw = new int[1];
            long reaped = Syscall.attempt("waitpid", name, () -> C.waitpid(pid, raw, WNOHANG), pid);
            if (reaped == pid) {
                ending = new Ending(raw[0] >> 8 & 0xFF, raw[0] & 0x7F);
            } else if (reaped == -Errno.ECHILD) {
                // The kernel reaped it, as it does for who ignores SIGCHLD; how it ended nobody knows any more.
                ending = new Ending(UNKNOWN, 0);
            } else if (reaped < 0) {
                throw new KernelException("waitpid", name, (int) -reaped);
            }
        }
        return ending;
    }

    /** Sends {@code signal} unless its end was already seen: a reaped pid may belong to somebody else by now. */
    public synchronized void signal(int signal) {
        if (poll() == null) {
            Syscall.attempt("kill", name, () -> SignalFunctions.C.kill(pid, signal), pid, signal);
        }
    }

    /** As {@link #signal}, to all of its process group, of a child that was started as the leader of one. */
    public synchronized void signalGroup(int signal) {
        if (poll() == null) {
            Syscall.attempt("kill", name, () -> SignalFunctions.C.kill(-pid, signal), -pid, signal);
        }
    }

    /**
     * From now until the returned tether is closed: where this process ends first (by a signal, say), the child is sent
     * SIGTERM. A child that only waits would else stay behind, unseen. Where that cannot be seen to, it is ended now.
     */
    public ExitHook tether() {
        return tether != null ? tether : tether(() -> signal(Signals.SIGTERM));
    }

    void tether(ExitHook fromItsStart) {
        tether = fromItsStart;
    }

    /** As {@link #tether()}, with all of its process group. */
    public ExitHook tetherGroup() {
        return tether(() -> signalGroup(Signals.SIGTERM));
    }

    private ExitHook tether(Runnable end) {
        try {
            return ExitHook.run("end of " + name, end);
        } catch (RuntimeException | Error e) {
            end.run();
            stop();
            throw e;
        }
    }

    /** As {@link #await()}, with a {@link #tether()}. */
    public Ending awaitTethered() {
        ExitHook tether = tether();
        try {
            return await();
        } finally {
            tether.close();
        }
    }
}
