package org.ipcctl.cli.sock;

import java.time.Duration;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Opt;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.relay.Conversation;
import org.ipcctl.relay.Terms;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.UnixSocket;

/** The options that say how standard input and output are joined to a socket, and the joining. */
final class Talk {
    /** Said where two are joined. */
    static final String HALF_CLOSE = "The end of standard input is told to the other side (half-close), a moment after it has read everything. Some "
            + "servers (redis, ssh-agent, nginx as a proxy) take that for the end of all and drop an answer that they have not sent yet, which nobody can see from "
            + "here: --no-half-close keeps the connection open for them until they close it, or nothing comes for the time of --idle-timeout.";
    /** Said of the times that hold for both directions. */
    static final String TIMES = "--timeout holds for each wait for the other side: to take what is sent, and when standard input has ended, for something to "
            + "come. Standard input may take its time, with --nonblock too.";

    private final Opt<Boolean> noHalfClose;
    private final Opt<Duration> idleTimeout;
    private final Opt<Long> messageSize;

    Talk(Opt<Boolean> noHalfClose, Opt<Duration> idleTimeout, Opt<Long> messageSize) {
        this.noHalfClose = noHalfClose;
        this.idleTimeout = idleTimeout;
        this.messageSize = messageSize;
    }

    /** Whether one of the options was given. */
    boolean isGiven(Args args) {
        return args.get(noHalfClose) || args.has(idleTimeout);
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
    void hold(Args args, UnixSocket socket, SocketAddress address, Context context, Deadline limit, boolean answers, Runnable begun) {
        Terms terms = new Terms(limit, args.get(noHalfClose), args.get(idleTimeout), answers, begun);
        SockLeaf.checkPassed(Conversation.hold(socket, SockLeaf.input(context), context.stdout(), messageSize(args), terms), address);
    }
}
