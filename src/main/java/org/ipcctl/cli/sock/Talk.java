package org.ipcctl.cli.sock;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.ProgressOption;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.relay.DuplexRelay;
import org.ipcctl.relay.Terms;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.UnixSocket;

/** The options that say how standard input and output are joined to a socket, and the joining. */
final class Talk {
    /** Said where two are joined. */
    static final String HALF_CLOSE = "The end of standard input is passed to the other side (half-close) a moment "
            + "after it has read everything. Some servers (redis, ssh-agent, nginx as a proxy) take that for the end "
            + "of the conversation and drop an answer that they have not sent yet, which ipcctl cannot detect; "
            + "--no-half-close keeps the connection open for them until they close it, or until nothing has arrived "
            + "for --idle-timeout.";
    /** Said of the times that hold for both directions. */
    static final String TIMES = "--timeout limits each wait for the other side: for it to read what is sent and, "
            + "once standard input has ended, to send something. Standard input may take its time, even with "
            + "--nonblock.";

    /** Said of the times that hold for the conversation. */
    static final String LIMITS = "A conversation in which nothing has moved in either direction for --idle-timeout, "
            + "or that has reached its --deadline, is ended with status 124. What arrived until then is written. If "
            + "nothing else could end it, because standard input has ended and --no-half-close hides that from the "
            + "other side, or because datagrams have no end, silence for that time is not an error.";

    /** Said of what is shown meanwhile. */
    static final String PROGRESS = ProgressOption.HELP + " It counts the bytes of both directions.";

    private final Arg<Boolean> noHalfClose;
    private final Arg<Duration> idleTimeout;
    private final Arg<Duration> longest;
    private final Arg<Long> messageSize;
    private final ProgressOption progress;

    Talk(Arg<Boolean> noHalfClose, Arg<Duration> idleTimeout, Arg<Duration> longest, Arg<Long> messageSize,
         ProgressOption progress) {
        this.noHalfClose = noHalfClose;
        this.idleTimeout = idleTimeout;
        this.longest = longest;
        this.messageSize = messageSize;
        this.progress = progress;
    }

    /** Whether one of the options was given that only make sense where ipcctl holds the conversation. */
    boolean isHeld(Args args) {
        return args.get(noHalfClose) || args.has(idleTimeout) || progress.isGiven(args);
    }

    /** How long a conversation may last in all; null for ever. */
    Duration longest(Args args) {
        return args.get(longest);
    }

    /** Bytes of the longest message. */
    int messageSize(Args args) {
        return args.get(messageSize).intValue();
    }

    /**
     * Holds the conversation.
     *
     * @param answers whether answers to datagrams are waited for
     * @param begun   as {@link Terms#begun}
     */
    void hold(Args args, UnixSocket socket, SocketAddress address, Context context, Deadline limit, boolean answers,
              Runnable begun) {
        LongAdder moved = new LongAdder();
        Terms terms = new Terms(limit, args.get(noHalfClose), args.get(idleTimeout), Deadline.inOrNever(longest(args)),
                answers, begun, moved);
        progress.during(() -> hold(args, socket, address, context, terms), args, context, moved::sum, -1,
                context.stdin(), context.stdout());
    }

    private void hold(Args args, UnixSocket socket, SocketAddress address, Context context, Terms terms) {
        SockCommand.checkPassed(
                DuplexRelay.hold(socket, SockCommand.input(context), context.stdout(), messageSize(args), terms),
                address);
    }
}
