package org.ipcctl.relay;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.relay.Tap.Party;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/**
 * Accepts connections in the place of a server, makes one to the server for each, and hands on what either side sends,
 * with descriptors, boundaries of messages and the end of each direction, so that neither notices. Each has two
 * threads.
 */
public final class Proxy {
    private static final long SLICE_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** One connection, from its client and to the server. */
    private final class Joint {
        private final long number;
        private final UnixSocket client;
        private volatile UnixSocket server;
        private boolean closed;

        Joint(long number, UnixSocket client) {
            this.number = number;
            this.client = client;
        }

        void run() {
            RuntimeException failure = null;
            try {
                if (tap != null) {
                    tap.opened(number, client.peer(), client.type(), null);
                }
                server = target.get();
                failure = carryBoth();
            } catch (RuntimeException e) {
                failure = e;
            } finally {
                tell(failure);
                leave(this);
            }
        }

        private void tell(RuntimeException failure) {
            try {
                // Told first: who sees that it is over may begin another one at once.
                if (failure != null && tap != null) {
                    tap.failed(number, failure);
                }
                if (tap != null) {
                    tap.closed(number);
                }
            } finally {
                close();
            }
            if (failure != null) {
                failed.accept(number, failure);
            }
        }

        private RuntimeException carryBoth() {
            if (tap == null) {
                client.useLargeBuffer();
                server.useLargeBuffer();
            }
            RuntimeException[] failures = new RuntimeException[2];
            Thread back = new Thread(() -> failures[1] = carry(server, client, Party.SERVER), "from server " + number);
            back.setDaemon(true);
            back.start();
            failures[0] = carry(client, server, Party.CLIENT);
            try {
                back.join();
            } catch (InterruptedException nobodyInterruptsUs) {
                throw new IllegalStateException(nobodyInterruptsUs);
            }
            return failures[0] != null ? failures[0] : failures[1];
        }

        /** Null where it went as it should, as it does where either side goes. */
        private RuntimeException carry(UnixSocket from, UnixSocket to, Party party) {
            try (Mover mover = mover(from, to)) {
                if (tap != null) {
                    mover.whenCame((data, descriptors) -> tap.came(number, party, data, descriptors));
                }
                boolean more = true;
                while (more) {
                    more = mover.move(null);
                }
                end(to, party);
                return null;
            } catch (RuntimeException e) {
                if (hasGone(to, e)) {
                    // As it would be told if it had sent that to the other side itself; what comes from there still
                    // arrives.
                    from.endInput();
                    return null;
                } else if (hasGone(from, e)) {
                    end(to, party);
                    return null;
                }
                cut();
                return e;
            }
        }

        private void end(UnixSocket to, Party party) {
            // Told first: the other side may answer the end at once, by the other thread.
            if (tap != null) {
                tap.ended(number, party);
            }
            to.endOutput();
        }

        private Mover mover(UnixSocket from, UnixSocket to) {
            return from.type() != SocketType.STREAM ? new MessageMover(from, to, longest)
                    : new DescriptorMover(from, to.fd(), Deadline.never(), true);
        }

        private synchronized void close() {
            closed = true;
            client.close();
            if (server != null) {
                server.close();
            }
        }

        /** Ends what is under way. A descriptor that is closed may be somebody else's by now. */
        synchronized void cut() {
            if (!closed) {
                client.endAll();
                if (server != null) {
                    server.endAll();
                }
            }
        }
    }

    private final Supplier<UnixSocket> target;
    private final int longest;
    private final int most;
    private final Tap tap;
    private final Fd outlet;
    private final BiConsumer<Long, RuntimeException> failed;
    private final Set<Joint> joints = new LinkedHashSet<>();

    /**
     * @param target  connects to the server
     * @param longest bytes of the longest message
     * @param most    connections at a time; further ones wait
     * @param tap     sees what passes; null where nobody does
     * @param outlet  where that is written, whose reader ends it all by going; or null
     * @param failed  told, by the threads of connections, which one failed and why
     */
    public Proxy(Supplier<UnixSocket> target, int longest, int most, Tap tap, Fd outlet,
                 BiConsumer<Long, RuntimeException> failed) {
        this.target = target;
        this.longest = longest;
        this.most = most;
        this.tap = tap;
        this.outlet = outlet;
        this.failed = failed;
    }

    /**
     * Serves {@code total} connections, and returns when all have ended.
     *
     * @param patience how long the wait for each may last
     * @throws KernelException ETIMEDOUT, or EAGAIN, where none came in time, when those that are there have ended
     */
    public void run(Listener listener, long total, Supplier<Deadline> patience) {
        try {
            KernelException timeout = serve(listener, total, patience);
            listener.stop();
            awaitFewerThan(1);
            if (timeout != null) {
                throw timeout;
            }
        } finally {
            cutAll();
        }
    }

    private KernelException serve(Listener listener, long total, Supplier<Deadline> patience) {
        Deadline deadline = patience.get();
        long number = 0;
        while (number < total) {
            awaitFewerThan(most);
            if (!awaitConnection(listener, deadline)) {
                return deadline.passed("accept4", listener.address().text(), "a connection");
            }
            UnixSocket client = accept(listener);
            if (client != null) {
                start(new Joint(++number, client));
                deadline = patience.get();
            }
        }
        return null;
    }

    private boolean awaitConnection(Listener listener, Deadline deadline) {
        Fd socket = listener.socket().fd();
        int[] ready = Poll.await(new Fd[] {socket, outlet == null ? socket : outlet},
                new int[] {Poll.IN, outlet == null ? 0 : Poll.ERR}, deadline);
        if (ready[1] != 0) {
            throw new KernelException("poll", outlet.name(), (ready[1] & Poll.NVAL) != 0 ? Errno.EBADF : Errno.EPIPE);
        }
        return ready[0] != 0;
    }

    /** Null where it has gone, or there is no descriptor left for it until another one ends. */
    private UnixSocket accept(Listener listener) {
        try {
            return listener.acceptIfThere();
        } catch (KernelException e) {
            int now = count();
            if (!e.isShortage() || now == 0) {
                throw e;
            }
            awaitFewerThan(now);
            return null;
        }
    }

    private void start(Joint joint) {
        synchronized (joints) {
            joints.add(joint);
        }
        Thread thread = new Thread(joint::run, "from client " + joint.number);
        thread.setDaemon(true);
        thread.start();
    }

    private void leave(Joint joint) {
        synchronized (joints) {
            joints.remove(joint);
            joints.notifyAll();
        }
    }

    private int count() {
        synchronized (joints) {
            return joints.size();
        }
    }

    /** Also ends where nobody reads what the tap writes. */
    private void awaitFewerThan(int wanted) {
        synchronized (joints) {
            try {
                while (joints.size() >= wanted) {
                    Interruption.check();
                    if (outlet != null
                            && (Poll.await(outlet, Poll.ERR, Deadline.once()) & (Poll.ERR | Poll.HUP)) != 0) {
                        throw new KernelException("poll", outlet.name(), Errno.EPIPE);
                    }
                    joints.wait(SLICE_MILLIS);
                }
            } catch (InterruptedException nobodyInterruptsUs) {
                throw new IllegalStateException(nobodyInterruptsUs);
            }
        }
    }

    /** What is left where this ends otherwise than it should. */
    private void cutAll() {
        Deadline patience = Deadline.in(PATIENCE);
        synchronized (joints) {
            joints.forEach(Joint::cut);
            try {
                while (!joints.isEmpty() && !patience.hasPassed()) {
                    joints.wait(SLICE_MILLIS);
                }
            } catch (InterruptedException nobodyInterruptsUs) {
                throw new IllegalStateException(nobodyInterruptsUs);
            }
        }
    }

    private static boolean hasGone(UnixSocket side, RuntimeException failure) {
        return failure instanceof KernelException e && side.fd().isSubjectOf(e)
                && (e.is(Errno.EPIPE) || e.is(Errno.ECONNRESET));
    }
}
