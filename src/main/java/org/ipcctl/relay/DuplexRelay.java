package org.ipcctl.relay;

import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/**
 * A connected stream socket joined to an input and an output: what is read from the input goes to the other side, what
 * comes from there goes to the output, both at once, in two threads in all. The end of one direction is the end of that
 * one only (half-close): the other goes on until it ends too, so that nothing under way is cut.
 */
public final class DuplexRelay {
    private static final long SLICE_MILLIS = 50;
    private static final long NOTHING_SENT = -1;
    /**
     * Many servers take the end of what they read for the end of all, and drop the answer to a request that they have
     * just read. So the end is told when they have had the time to answer, which those that wait for the end do not
     * use.
     */
    private static final Duration TIME_TO_ANSWER = Duration.ofMillis(20);
    /** Who has not read everything by then is busy with other things. */
    private static final Duration TIME_TO_READ = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

    private final UnixSocket socket;
    private final Fd in;
    private final Fd out;
    private final Terms terms;
    private final Arrivals arrivals;
    private final Watchdog watchdog;
    private volatile Throwable sendFailure;

    private DuplexRelay(UnixSocket socket, Fd in, Fd out, Terms terms, Arrivals arrivals, Watchdog watchdog) {
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.terms = terms;
        this.arrivals = arrivals;
        this.watchdog = watchdog;
    }

    /**
     * Holds it until both directions have ended, or the other side has closed the connection, or what was agreed says
     * so.
     *
     * @param in      null where there is nothing to send
     * @param longest bytes of the longest message, where the socket has messages
     * @return how many descriptors came that could not be passed on, and were closed
     * @throws KernelException what a direction failed with; EPIPE about the socket where the other side closed it
     *                         before it had taken all there was to send; ETIMEDOUT, or EAGAIN, where a wait was longer
     *                         than agreed
     */
    public static long hold(UnixSocket socket, Fd in, Fd out, int longest, Terms terms) {
        if (socket.type() != SocketType.STREAM) {
            return MessageRelay.hold(socket, in, out, longest, terms);
        }
        socket.useLargeBuffer();
        if (terms.areTimed()) {
            socket.fd().setNonblocking(true);
        }
        try (Arrivals arrivals = new Arrivals(socket.fd(), out);
             Watchdog watchdog = new Watchdog(socket, in, out, terms)) {
            return new DuplexRelay(socket, in, out, terms, arrivals, watchdog).hold();
        }
    }

    /**
     * Where a signal ends this process before a conversation begins: what the other side has sent by now goes to the
     * output.
     *
     * @param longest bytes of the longest message
     */
    public static void rest(UnixSocket socket, Fd out, int longest) {
        DescriptorMover.rest(socket, out, longest);
    }

    private long hold() {
        Thread sender = null;
        if (in == null) {
            end();
        } else {
            sender = new Thread(this::send, "to " + socket.fd().name());
            sender.setDaemon(true);
            sender.start();
        }
        boolean received = false;
        long lost = 0;
        try {
            lost = receive();
            received = true;
        } catch (KernelException e) {
            if (!socket.fd().isSubjectOf(e) || !watchdog.hasEnded()) {
                throw e;
            }
        } finally {
            if (!received) {
                // Nobody takes what comes, so nobody waits for the input either.
                socket.endAll();
            }
            join(sender, socket);
        }
        if (!watchdog.hasEnded()) {
            rethrow(sendFailure);
        }
        return lost;
    }

    /** What another thread failed with, if it did. */
    static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private void send() {
        try (Mover mover = moverOf(UnixSocket.behind(in))) {
            mover.whenMoved(watchdog::moved);
            long before = NOTHING_SENT;
            boolean more = true;
            // The other side hangs up for good when it has closed the socket: then nothing can be sent any more.
            while (more && mover.awaitInput(socket.fd())) {
                long count = arrivals.count();
                more = mover.moveSome();
                before = more ? count : before;
            }
            awaitAnswer(before);
        } catch (RuntimeException | Error e) {
            sendFailure = e instanceof KernelException kernel ? told(kernel) : e;
        } finally {
            end();
        }
    }

    private Mover moverOf(UnixSocket source) {
        return source != null ? new DescriptorMover(source, socket.fd(), terms.limit(), false)
                : new StreamCopier(in, socket.fd(), terms.limit());
    }

    /** Returns when something has come since {@code before}, or enough time has passed for it. */
    private void awaitAnswer(long before) {
        if (before == NOTHING_SENT || terms.keepOpen() || terms.limit().isOnce()) {
            return;
        }
        Deadline all = Deadline.in(TIME_TO_READ);
        Deadline answer = Deadline.in(TIME_TO_ANSWER);
        while (arrivals.count() == before && !answer.hasPassed() && !all.hasPassed()) {
            if (Poll.await(socket.fd(), Poll.ERR, Deadline.in(LOOK_AGAIN)) != 0) {
                return;
            }
            if (socket.fd().unsent() > 0) {
                answer = answer.restarted();
            }
        }
    }

    /** The end of what is sent: all of it was, or it failed. */
    private void end() {
        boolean late = sendFailure instanceof KernelException kernel
                && (kernel.is(Errno.ETIMEDOUT) || kernel.is(Errno.EAGAIN));
        if (late) {
            // Nothing more is expected of who takes nothing.
            socket.endAll();
        } else if (!terms.keepOpen() || sendFailure != null) {
            socket.endOutput();
        }
        watchdog.inputEnded();
        arrivals.inputEnded();
    }

    private long receive() {
        try (DescriptorMover mover = new DescriptorMover(socket, out, Deadline.never(), true)) {
            mover.whenMoved(watchdog::moved);
            terms.begun().run();
            while ((!terms.limit().isBounded() || arrivals.await(terms.limit(), null)) && mover.move(null)) {
                arrivals.came();
            }
            return mover.lost();
        } catch (KernelException e) {
            throw socket.fd().isSubjectOf(e) ? told(e) : e;
        }
    }

    private KernelException told(KernelException e) {
        boolean closed = e.is(Errno.EPIPE) || e.is(Errno.ECONNRESET);
        return closed && socket.fd().isSubjectOf(e)
                ? new KernelException(e.call(), e.subject(), Errno.EPIPE)
                        .because("the other side closed the connection before it had read all that was sent")
                : e;
    }

    /** Waits for the end of {@code sender}, where there is one; an {@link Interruption} ends it with the connection. */
    static void join(Thread sender, UnixSocket socket) {
        Interruption.Interrupted interrupted = null;
        while (sender != null && sender.isAlive()) {
            try {
                sender.join(SLICE_MILLIS);
                Interruption.check();
            } catch (InterruptedException nobodyInterruptsUs) {
                throw new IllegalStateException(nobodyInterruptsUs);
            } catch (Interruption.Interrupted e) {
                interrupted = e;
                socket.endAll();
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
    }
}
