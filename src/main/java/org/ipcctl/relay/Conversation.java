package org.ipcctl.relay;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.sock.UnixSocket;

/**
 * A connected stream socket joined to an input and an output: what is read from the input goes to the other side, what
 * comes from there goes to the output, both at once, in two threads in all. The end of one direction is the end of that one
 * only (half-close): the other goes on until it ends too, so that nothing under way is cut.
 */
public final class Conversation {
    private static final long SLICE_MILLIS = 50;

    private final UnixSocket socket;
    private final Fd in;
    private final Fd out;
    private Throwable sendFailure;

    private Conversation(UnixSocket socket, Fd in, Fd out) {
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    /**
     * Holds it until both directions have ended, or the other side has closed the connection.
     *
     * @param in null where there is nothing to send
     * @throws KernelException what a direction failed with; EPIPE about the socket where the other side closed it before it
     *                         had taken all there was to send
     */
    public static void hold(UnixSocket socket, Fd in, Fd out) {
        socket.useLargeBuffer();
        new Conversation(socket, in, out).hold();
    }

    private void hold() {
        Thread sender = null;
        if (in == null) {
            socket.endOutput();
        } else {
            sender = new Thread(this::send, "to " + socket.fd().name());
            sender.setDaemon(true);
            sender.start();
        }
        boolean received = false;
        try {
            receive();
            received = true;
        } finally {
            if (!received) {
                // Nobody takes what comes, so nobody waits for the input either.
                socket.endAll();
            }
            join(sender, socket);
        }
        if (sendFailure instanceof Error error) {
            throw error;
        } else if (sendFailure != null) {
            throw (RuntimeException) sendFailure;
        }
    }

    private void send() {
        try (ByteMover mover = new ByteMover(in, socket.fd())) {
            boolean more = true;
            while (more) {
                // The other side hangs up for good when it has closed the socket: then nothing can be sent any more.
                more = mover.move(socket.fd());
            }
            socket.endOutput();
        } catch (RuntimeException | Error e) {
            sendFailure = e instanceof KernelException kernel ? told(kernel) : e;
            socket.endOutput();
        }
    }

    private void receive() {
        try (ByteMover mover = new ByteMover(socket.fd(), out)) {
            boolean more = true;
            while (more) {
                more = mover.move(null);
            }
        } catch (KernelException e) {
            throw e.subject().equals(socket.fd().name()) ? told(e) : e;
        }
    }

    private KernelException told(KernelException e) {
        boolean closed = e.is(Errno.EPIPE) || e.is(Errno.ECONNRESET);
        return closed && e.subject().equals(socket.fd().name())
                ? new KernelException(e.call(), e.subject(), Errno.EPIPE).because("the other side closed the connection before it had read all that was sent") : e;
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
