package org.ipcctl.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.ProcSelf;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.sock.Credentials;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.UnixSocket;

/**
 * Runs a command for each connection, many at the same time, in one loop that waits for connections and for the ends of
 * the commands at once: each is reaped when it ends.
 */
public final class CommandService {
    /** How long CMD may take to end by SIGTERM. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** A CMD that runs: poll(2) finds {@code end} readable when it has ended. */
    private static final class Running {
        private final Child child;
        private final Fd end;
        private final ExitHook tether;
        private final Deadline deadline;
        /** When it is sent the next signal. */
        private Deadline due;
        private int signal = Signals.SIGTERM;

        Running(Child child, Deadline deadline) {
            this.child = child;
            this.end = child.watchOrStop();
            this.tether = child.tether();
            this.deadline = deadline;
            this.due = deadline;
        }

        void signalIfDue() {
            if (due.hasPassed()) {
                child.signal(signal);
                due = signal == Signals.SIGTERM ? Deadline.in(GRACE) : Deadline.never();
                signal = Signals.SIGKILL;
            }
        }

        boolean isTooLate() {
            return signal != Signals.SIGTERM;
        }

        void forget() {
            tether.close();
            end.close();
        }
    }

    private final Listener listener;
    private final Supplier<Spawn> command;
    private final int most;
    private final Duration longest;
    private final ToIntFunction<KernelException> failed;
    private final List<Running> running = new ArrayList<>();
    private int lastStatus;

    /**
     * @param most   commands that may run at a time
     * @param longest how long each may run before it is ended; null for as long as it likes
     * @param failed told of a command that could not be started, or had to be ended; gives the status for it, or throws
     *               where the next one would fare no better
     */
    public CommandService(Listener listener, Supplier<Spawn> command, int most, Duration longest,
                          ToIntFunction<KernelException> failed) {
        this.listener = listener;
        this.command = command;
        this.most = most;
        this.longest = longest;
        this.failed = failed;
    }

    /**
     * Serves.
     *
     * @param total    connections after which it ends, when their commands have
     * @param patience how long the wait for each connection may last
     * @return the status of CMD where there is one connection to serve, else 0
     */
    public int run(long total, Supplier<Deadline> patience) {
        try {
            return serveAll(total, patience);
        } finally {
            // Where it went as it should, none is left.
            running.forEach(left -> left.child.signal(Signals.SIGTERM));
            for (Running left : List.copyOf(running)) {
                left.child.stop();
                left.forget();
            }
        }
    }

    private int serveAll(long total, Supplier<Deadline> patience) {
        long left = total;
        Deadline deadline = patience.get();
        KernelException timeout = null;
        while (left > 0 && timeout == null) {
            await(deadline, true);
            UnixSocket connection = running.size() < most ? accept() : null;
            if (connection != null) {
                serve(connection);
                left--;
                deadline = patience.get();
            } else if (running.size() < most && deadline.hasPassed()) {
                timeout = deadline.passed("accept4", listener.address().text(), "a connection");
            }
        }
        listener.stop();
        while (!running.isEmpty()) {
            await(Deadline.never(), false);
        }
        if (timeout != null) {
            throw timeout;
        }
        return total == 1 ? lastStatus : 0;
    }

    /** The next connection; null where it has gone, or there is no descriptor left for it until a CMD has ended. */
    private UnixSocket accept() {
        try {
            return listener.acceptIfThere();
        } catch (KernelException e) {
            if (!e.isShortage() || running.isEmpty()) {
                throw e;
            }
            await(Deadline.never(), false);
            return null;
        }
    }

    /** Waits for a connection, if one may be served now, or the end of a CMD; reaps those that have ended. */
    private void await(Deadline deadline, boolean accepting) {
        boolean free = accepting && running.size() < most;
        Fd[] fds = new Fd[running.size() + 1];
        int[] events = new int[fds.length];
        fds[0] = listener.socket().fd();
        events[0] = free ? Poll.IN : 0;
        Deadline next = free ? deadline : Deadline.never();
        for (int i = 0; i < running.size(); i++) {
            Running one = running.get(i);
            fds[i + 1] = one.end;
            events[i + 1] = Poll.IN;
            next = one.due.remainingNanos() < next.remainingNanos() ? one.due : next;
        }
        int[] ready = Poll.await(fds, events, next);
        for (int i = running.size() - 1; i >= 0; i--) {
            if (ready[i + 1] != 0) {
                reap(running.remove(i));
            }
        }
        running.forEach(Running::signalIfDue);
    }

    private void reap(Running ended) {
        lastStatus = ended.child.await().shellStatus();
        ended.forget();
        if (ended.isTooLate()) {
            lastStatus = failed.applyAsInt(ended.deadline.passed("waitpid", listener.address().text(), "CMD to end"));
        }
    }

    private void serve(UnixSocket connection) {
        try (connection) {
            Child child = command.get().put(connection.fd(), 0).put(connection.fd(), 1)
                    .environment(environment(connection)).startTethered();
            running.add(new Running(child, Deadline.inOrNever(longest)));
        } catch (KernelException e) {
            lastStatus = failed.applyAsInt(e);
        }
    }

    /**
     * CMD's stdin tells it the same by SO_PEERCRED, but no shell can ask. A listener that we were handed is none of
     * CMD's.
     */
    private static List<byte[]> environment(UnixSocket connection) {
        List<byte[]> environment = new ArrayList<>(ProcSelf.environment());
        Credentials peer = connection.peer();
        environment.removeIf(entry -> new String(entry, StandardCharsets.ISO_8859_1)
                .matches("(?s)(IPCCTL_PEER_.*|LISTEN_(FDS|PID|FDNAMES|PIDFDID)=.*)"));
        environment.add(("IPCCTL_PEER_PID=" + peer.pid()).getBytes(StandardCharsets.US_ASCII));
        environment.add(("IPCCTL_PEER_UID=" + peer.uid()).getBytes(StandardCharsets.US_ASCII));
        environment.add(("IPCCTL_PEER_GID=" + peer.gid()).getBytes(StandardCharsets.US_ASCII));
        return environment;
    }
}
