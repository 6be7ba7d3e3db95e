package org.ipcctl.cli.sock;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.relay.DatagramProxy;
import org.ipcctl.relay.Proxy;
import org.ipcctl.sock.ConnectRetry;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.LocalName;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** How {@code sock proxy} and {@code sock spy} stand between clients and a server. */
final class ProxyOptions {
    /** Said of both. */
    static final String CREDENTIALS = "To the server every client looks like ipcctl: SO_PEERCRED reports the process "
            + "and user of ipcctl, so run it as a user that the server accepts.";
    static final String REFUSED = "If the server refuses a client, that connection is closed, the reason is reported "
            + "on standard error, and the exit status will be 1; other clients are still served.";
    static final String DATAGRAMS = "With dgram, each client address gets its own socket to the server, so that "
            + "answers can be returned to it.";
    private static final long MOST = 100;

    private final TranscriptOptions transcript;
    private final Arg<Long> count;
    private final Arg<Long> max;
    private final Arg<Long> messageSize;

    ProxyOptions(SockCommand leaf) {
        transcript = new TranscriptOptions(leaf);
        count = leaf.opt(ValueType.integer("N", 1, Long.MAX_VALUE), "Exit when N connections have ended.", "-n",
                "--count");
        max = leaf.optOr(ValueType.integer("N", 1, Integer.MAX_VALUE), MOST,
                "Handle at most N connections at a time, while further ones wait; with dgram, remember N "
                        + "clients.",
                "--max")
                .rare();
        messageSize = leaf.messageSizeOption(
                "With seqpacket and dgram, pass on messages of up to SIZE bytes; a longer one is an error and never "
                        + "cut off.");
    }

    Arg<Long> count() {
        return count;
    }

    /**
     * Stands there.
     *
     * @param opener   listens where clients come
     * @param server   where the server is
     * @param patience of each wait for a client or the server
     */
    int run(Args args, Context context, Supplier<Listener> opener, Supplier<SocketAddress> server,
            Supplier<ConnectRetry> retry, Supplier<Deadline> patience) throws IOException {
        AtomicInteger status = new AtomicInteger();
        try (TranscriptOptions.Taps taps = transcript.open(args, context, patience.get());
             Listener listener = opener.get()) {
            SocketType type = listener.socket().type();
            int longest = args.get(messageSize).intValue();
            int most = args.get(max).intValue();
            if (type == SocketType.DGRAM && args.has(count)) {
                throw new UsageException(
                        "--count counts connections, and datagrams have none; end the proxy by a signal, or with "
                                + "--timeout when none arrives");
            } else if (type == SocketType.DGRAM) {
                new DatagramProxy(listener, answered -> connect(server, type, retry, answered), longest, most,
                        taps.tap(), taps.outlet(),
                        (number, failure) -> status.set(context.failed(failure))).run(patience);
            } else {
                new Proxy(() -> connect(server, type, retry, false), longest, most, taps.tap(), taps.outlet(),
                        (number, failure) -> status.set(context.failed(failure)))
                        .run(listener, args.has(count) ? args.get(count) : Long.MAX_VALUE, patience);
            }
        }
        return status.get() == 0 ? 0 : args.has(count) && args.get(count) == 1 ? status.get() : 1;
    }

    private static UnixSocket connect(Supplier<SocketAddress> server, SocketType type, Supplier<ConnectRetry> retry,
                                      boolean answered) {
        return UnixSocket.connect(server.get(), List.of(type), retry.get(),
                answered ? LocalName.chosenForDatagrams() : null);
    }
}
