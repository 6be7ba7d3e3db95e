package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.relay.Tap.Party;
import org.ipcctl.sock.AddressedSender;
import org.ipcctl.sock.FdPassing;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.MessageReceiver;
import org.ipcctl.sock.MessageSender;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/**
 * Receives datagrams in the place of a server and hands them on to it, and its answers to whom they are for. Each
 * address that datagrams come from has a socket of its own towards the server, at which a thread waits for answers;
 * clients without an address, who cannot be answered, share one.
 */
public final class DatagramProxy {
    /** A client, as the server knows it. */
    private final class Peer {
        private final long number;
        private final SocketAddress client;
        private final UnixSocket server;
        private volatile boolean over;
        private boolean closed;

        Peer(long number, String client, UnixSocket server) {
            this.number = number;
            this.client = client.isEmpty() ? null : new SocketAddress(client);
            this.server = server;
        }

        /** A descriptor that is closed may be somebody else's by now. */
        synchronized void send(ByteBuffer message, List<Fd> descriptors) {
            if (closed) {
                throw new KernelException("sendmsg", server.fd().name(), Errno.EPIPE);
            } else if (descriptors.isEmpty()) {
                new MessageSender(server, Deadline.never()).send(message, 0);
            } else {
                FdPassing.send(server, descriptors, message, Deadline.never());
            }
        }

        void answer() {
            try (MessageReceiver answers = MessageReceiver.withDescriptors(server, longest, null);
                 AddressedSender sender = new AddressedSender(listener.socket())) {
                while (!over) {
                    answers.await(Deadline.never());
                    if (!over && answers.take() && answers.message() != null) {
                        handOn(answers, sender);
                    }
                }
            } catch (KernelException e) {
                // Whoever waits for room at the server holds this, and is woken.
                server.endAll();
                // That a client has gone is no failure of ours.
                drop(this, over ? null : e, false);
            } finally {
                close();
            }
        }

        private void handOn(MessageReceiver answers, AddressedSender sender) {
            List<Fd> descriptors = answers.descriptors();
            try {
                if (tap != null) {
                    tap.came(number, Party.SERVER, answers.message().duplicate(), descriptors);
                }
                while (!over && !sender.send(client, descriptors, answers.message())) {
                    // Who does not read its answers waits alone.
                }
            } finally {
                descriptors.forEach(Fd::close);
            }
        }

        /** Wakes the thread that waits for answers, which then closes. */
        synchronized void end() {
            over = true;
            if (!closed) {
                server.endAll();
            }
            if (client == null) {
                close();
            }
        }

        private synchronized void close() {
            closed = true;
            server.close();
        }
    }

    private final Listener listener;
    private final Function<Boolean, UnixSocket> target;
    private final int longest;
    private final int most;
    private final Tap tap;
    private final Fd outlet;
    private final BiConsumer<Long, RuntimeException> failed;
    /** By the client's address, the one that was heard of last at the end. */
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private volatile boolean ending;
    private long opened;

    /**
     * @param target  connects a socket to the server, one that has an address where it is to be answered
     * @param longest bytes of the longest datagram
     * @param most    clients that are remembered; the one that was heard of longest ago is forgotten first
     * @param tap     sees what passes; null where nobody does
     * @param outlet  where that is written, whose reader ends it all by going; or null
     * @param failed  told which client failed and why
     */
    public DatagramProxy(Listener listener, Function<Boolean, UnixSocket> target, int longest, int most, Tap tap,
                         Fd outlet, BiConsumer<Long, RuntimeException> failed) {
        this.listener = listener;
        this.target = target;
        this.longest = longest;
        this.most = most;
        this.tap = tap;
        this.outlet = outlet;
        this.failed = failed;
    }

    /**
     * Serves until it cannot.
     *
     * @param patience how long the wait for each datagram may last
     */
    public void run(Supplier<Deadline> patience) {
        try (MessageReceiver receiver = MessageReceiver.withDescriptors(listener.socket(), longest, outlet);
             FlushOnExit last = new FlushOnExit(new Outlet(listener.socket().fd()), () -> rest(receiver),
                     () -> ending = true)) {
            while (true) {
                receiver.await(patience.get());
                last.begin();
                try {
                    take(receiver);
                } finally {
                    last.end();
                }
            }
        } finally {
            synchronized (peers) {
                peers.values().forEach(Peer::end);
            }
        }
    }

    /** Where a signal ends this, what was sent before it came is handed on: with this process it would be lost. */
    private void rest(MessageReceiver receiver) {
        if (ending) {
            listener.socket().endInput();
            while (take(receiver)) {
                // On to the next.
            }
        }
    }

    /** False where there is none. */
    private boolean take(MessageReceiver receiver) {
        if (!receiver.take() || receiver.message() == null) {
            return false;
        }
        List<Fd> descriptors = receiver.descriptors();
        String from = receiver.senderAddress() == null ? "" : receiver.senderAddress();
        try {
            // A server that was started anew is not the one that a socket was connected to.
            if (!handOn(from, receiver, descriptors, true)) {
                handOn(from, receiver, descriptors, false);
            }
        } finally {
            descriptors.forEach(Fd::close);
        }
        return true;
    }

    /** False where nobody is at the other end any more and that is worth another try. */
    private boolean handOn(String from, MessageReceiver receiver, List<Fd> descriptors, boolean again) {
        Peer peer = null;
        boolean isNew = !isKnown(from);
        try {
            peer = peer(from, receiver);
            if (tap != null) {
                tap.came(peer.number, Party.CLIENT, receiver.message().duplicate(), descriptors);
            }
            peer.send(receiver.message(), descriptors);
            return true;
        } catch (KernelException e) {
            boolean worthIt = again && !isNew && e.is(Errno.EPIPE);
            drop(peer, worthIt ? null : e, true);
            return !worthIt;
        }
    }

    private boolean isKnown(String from) {
        synchronized (peers) {
            return peers.containsKey(from);
        }
    }

    private Peer peer(String from, MessageReceiver receiver) {
        synchronized (peers) {
            Peer known = peers.remove(from);
            if (known == null) {
                forgetOldest();
                opened++;
                if (tap != null) {
                    tap.opened(opened, receiver.sender(), SocketType.DGRAM, from.isEmpty() ? null : from);
                }
                known = new Peer(opened, from, target.apply(!from.isEmpty()));
                if (!from.isEmpty()) {
                    Thread answers = new Thread(known::answer, "answers to " + from);
                    answers.setDaemon(true);
                    answers.start();
                }
            }
            peers.put(from, known);
            return known;
        }
    }

    private void forgetOldest() {
        if (peers.size() >= most) {
            Peer oldest = peers.remove(peers.keySet().iterator().next());
            oldest.end();
            told(oldest.number, null, false);
        }
    }

    /**
     * One with which it cannot go on; the next datagram from there begins anew. Null where there was none to begin
     * with.
     */
    private void drop(Peer peer, KernelException failure, boolean ours) {
        boolean first;
        synchronized (peers) {
            first = peer == null || peers.values().remove(peer);
        }
        if (peer != null) {
            peer.end();
        }
        if (first) {
            told(peer == null ? opened : peer.number, failure, ours);
        }
    }

    private void told(long number, KernelException failure, boolean ours) {
        if (failure != null && tap != null) {
            tap.failed(number, failure);
        }
        if (tap != null) {
            tap.closed(number);
        }
        if (failure != null && ours) {
            failed.accept(number, failure);
        }
    }
}
