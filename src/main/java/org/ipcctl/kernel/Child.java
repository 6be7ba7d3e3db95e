package org.ipcctl.kernel;

import static org.ipcctl.kernel.SpawnFunctions.C;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A child process started by {@link Spawn}; it is reaped by the wait that sees its end. See {@code waitpid(2)}. */
public final class Child {
    /** What a shell says of a child whose status it does not know. */
    private static final int UNKNOWN = 127;
    private static final String ALWAYS_READABLE = "/dev/null";
    private static final int WNOHANG = 1;
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
        Fd pidfd = poll() == null ? PidFd.openIfThere(pid, name) : null;
        return pidfd != null ? pidfd : Fd.open(ALWAYS_READABLE, Fd.O_RDONLY, 0);
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
     * SIGTERM. A child that only waits would else stay behind, unseen.
     */
    public ExitHook tether() {
        return tether != null ? tether : ExitHook.run("end of " + name, () -> signal(Signals.SIGTERM));
    }

    void tether(ExitHook fromItsStart) {
        tether = fromItsStart;
    }

    /** As {@link #await()}, with a {@link #tether}. */
    public Ending awaitTethered() {
        ExitHook tether = tether();
        try {
            return await();
        } finally {
            tether.close();
        }
    }
}
