package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.Poll;
import org.ipcctl.sock.FdPassing;
import org.ipcctl.sock.MessageReceiver;
import org.ipcctl.sock.MessageSender;
import org.ipcctl.sock.SocketReader;
import org.ipcctl.sock.UnixSocket;

/**
 * As {@link DuplexRelay} for sockets that keep messages apart: each read(2) of the input is a message, so that what
 * somebody types is one a line, and what comes goes to the output as it is. Datagrams have no end: there the input's is
 * that of all, or where answers are waited for, a time in which none comes behind the first.
 */
final class MessageRelay {
    private static final int BLOCK = 1 << 16;
    /** How long nothing comes behind an answer, for the answers to be over. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final UnixSocket socket;
    private final Fd in;
    private final Fd out;
    private final UnixSocket outSocket;
    private final Terms terms;
    private final Arrivals arrivals;
    private final Watchdog watchdog;
    private volatile boolean ending;
    /** Where the end of the process has begun before that, nobody waits for what would be taken. */
    private volatile boolean ready;
    private long lost;
    private volatile Throwable sendFailure;

    private MessageRelay(UnixSocket socket, Fd in, Fd out, Terms terms, Arrivals arrivals, Watchdog watchdog) {
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.outSocket = UnixSocket.behind(out);
        this.terms = terms;
        this.arrivals = arrivals;
        this.watchdog = watchdog;
    }

    /**
     * Holds it until both directions have ended, or the other side has closed the connection, or what was agreed says
     * so.
     *
     * @param in      null where there is nothing to send
     * @param longest bytes of the longest message that can be received
     * @return how many descriptors came that could not be passed on, and were closed
     */
    static long hold(UnixSocket socket, Fd in, Fd out, int longest, Terms terms) {
        try (Arrivals arrivals = new Arrivals(socket.fd(), out);
             Watchdog watchdog = new Watchdog(socket, in, out, terms)) {
            return new MessageRelay(socket, in, out, terms, arrivals, watchdog).hold(longest);
        }
    }

    private long hold(int longest) {
        Thread sender = new Thread(this::send, "to " + socket.fd().name());
        sender.setDaemon(true);
        sender.start();
        boolean received = false;
        try (MessageReceiver receiver = MessageReceiver.withDescriptors(socket, longest, out)) {
            receive(receiver);
            received = true;
        } catch (KernelException e) {
            if (!socket.fd().isSubjectOf(e) || !watchdog.hasEnded()) {
                throw e;
            }
        } finally {
            if (!received) {
                socket.endAll();
            }
            DuplexRelay.join(sender, socket);
        }
        if (!watchdog.hasEnded()) {
            DuplexRelay.rethrow(sendFailure);
        }
        return lost;
    }

    private void send() {
        // What was taken from the input is sent, too, where a signal ends this process.
        try (FlushOnExit last = new FlushOnExit(new Outlet(socket.fd()))) {
            UnixSocket source = in == null ? null : UnixSocket.behind(in);
            if (source != null) {
                sendFrom(source, last);
            } else if (in != null) {
                sendFrom(in, last);
            }
        } catch (RuntimeException | Error e) {
            sendFailure = e;
        }
        boolean late = sendFailure instanceof KernelException kernel
                && (kernel.is(Errno.ETIMEDOUT) || kernel.is(Errno.EAGAIN));
        if (late || sendFailure != null && !socket.type().isConnected()) {
            socket.endAll();
        } else if (socket.type().isConnected() && (!terms.keepOpen() || sendFailure != null)) {
            socket.endOutput();
        }
        watchdog.inputEnded();
        arrivals.inputEnded();
    }

    private void sendFrom(Fd input, FlushOnExit last) {
        MessageSender sender = new MessageSender(socket, terms.limit());
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        boolean more = true;
        while (more && inputOrHangUp()) {
            last.begin();
            try {
                more = input.readSome(block.clear()) >= 0;
                int length = block.flip().remaining();
                if (length > 0) {
                    arrivals.sending();
                    sender.send(block, 0);
                    watchdog.moved(length);
                }
            } finally {
                last.end();
            }
        }
    }

    /** With the descriptors that come along. */
    private void sendFrom(UnixSocket input, FlushOnExit last) {
        MessageSender sender = new MessageSender(socket, terms.limit());
        try (SocketReader reader = new SocketReader(input, BLOCK)) {
            boolean more = true;
            while (more && inputOrHangUp()) {
                last.begin();
                try {
                    ByteBuffer block = reader.read();
                    more = block == null || block.hasRemaining() || !reader.descriptors().isEmpty();
                    if (block != null && more) {
                        pass(reader.descriptors(), block, sender);
                    }
                } finally {
                    last.end();
                }
            }
        }
    }

    private void pass(List<Fd> descriptors, ByteBuffer block, MessageSender sender) {
        arrivals.sending();
        int length = block.remaining();
        try {
            if (descriptors.isEmpty()) {
                sender.send(block, 0);
            } else {
                FdPassing.send(socket, descriptors, block, terms.limit().restarted());
            }
            watchdog.moved(length);
        } finally {
            descriptors.forEach(Fd::close);
        }
    }

    private boolean inputOrHangUp() {
        return Poll.await(new Fd[] {in, socket.fd()}, new int[] {Poll.IN, Poll.ERR}, Deadline.never())[0] != 0;
    }

    private void receive(MessageReceiver receiver) {
        Outlet outlet = new Outlet(out);
        try (FlushOnExit last = new FlushOnExit(outlet, () -> rest(receiver), () -> ending = true)) {
            ready = true;
            terms.begun().run();
            boolean more = true;
            while (more && more()) {
                outlet.awaitRoom();
                // Tells of a reader of the output that has gone, too.
                receiver.await(Deadline.never());
                last.begin();
                try {
                    more = pass(receiver);
                } finally {
                    last.end();
                }
            }
        }
    }

    /** A signal ends this: what was sent by now would be lost with this process. */
    private void rest(MessageReceiver receiver) {
        if (ending && ready) {
            socket.endInput();
            while (receiver.take() && receiver.message() != null) {
                write(receiver.message(), receiver.descriptors());
                receiver.descriptors().forEach(Fd::close);
            }
        }
    }

    /** Takes a message, if there is one, and hands it on; false where the conversation is over. */
    private boolean pass(MessageReceiver receiver) {
        if (!receiver.take()) {
            return socket.type().isConnected() || sendFailure == null && !watchdog.isOver();
        }
        List<Fd> descriptors = receiver.descriptors();
        try {
            if (receiver.message() == null) {
                return false;
            }
            arrivals.came();
            watchdog.moved(receiver.message().remaining());
            write(receiver.message(), descriptors);
            return true;
        } finally {
            descriptors.forEach(Fd::close);
        }
    }

    /** Waits for a message; false where the conversation is over. */
    private boolean more() {
        if (socket.type().isConnected() || terms.idle() != null) {
            return arrivals.await(terms.limit(), null);
        } else if (!terms.answers()) {
            // What has come by the end of the input is taken, and nothing is waited for.
            return arrivals.await(Deadline.never(), Duration.ZERO);
        }
        return !arrivals.isAnswered() ? arrivals.await(terms.limit(), null) : arrivals.await(Deadline.never(), QUIET);
    }

    private void write(ByteBuffer message, List<Fd> descriptors) {
        if (descriptors.isEmpty()) {
            out.writeFully(message);
        } else if (outSocket != null) {
            FdPassing.send(outSocket, descriptors, message, Deadline.never());
        } else {
            lost += descriptors.size();
            out.writeFully(message);
        }
    }
}
