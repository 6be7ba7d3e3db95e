package org.ipcctl.cli.sock;

import java.time.Duration;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.sock.LocalName;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock connect}. */
final class SockConnect extends SockCommand {
    private final Arg<SocketAddress> address = arg(ADDRESS, "ADDR",
            "The socket: a path, or @name in the abstract name space.");
    private final Arg<SocketType> type = typeOption(
            "Connect to a socket of this type: stream, seqpacket or dgram (default: the listener's).");
    private final Arg<String> bind = bindOption(
            "Bind this side to ADDR: a path, @name, or @ alone for a name chosen by the kernel; with dgram, wait for "
                    + "answers.");
    private final Arg<Duration> retry = retryOption();
    private final Talk talk = talkOptions();
    private final WaitOptions wait = waitOptions(
            "no process listens or accepts, or the other side neither reads nor sends");

    @Override
    protected List<String> description() {
        return List.of(
                "Standard input goes to the listener, and what the listener sends goes to standard output, both at "
                        + "the same time. The end of standard input is passed to the other side, and its answer is "
                        + "received to the end; ipcctl exits when both directions have ended, or when the other side "
                        + "closes the connection, which is an error if it had not read everything that was sent.",
                Talk.HALF_CLOSE,
                NOBODY_YET + " " + Talk.TIMES,
                Talk.LIMITS,
                Talk.PROGRESS,
                "With seqpacket and dgram each read of standard input is a message, so a typed line is one; 'sock "
                        + "send' has other ways to split messages. Datagrams have no end, so the end of standard "
                        + "input ends everything; with --bind, ipcctl first waits for an answer, and then until none "
                        + "has come for a second. The file of --bind is removed at the end.",
                "If standard input and output are UNIX domain sockets, too, as in a CMD of 'sock listen', descriptors "
                        + "that arrive are passed on. If they cannot "
                        + "be, they are closed, and the exit status is 1.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("ask a calculator", "echo '6*7' | ipcctl sock connect @calc --retry 5s")
                .after("ipcctl sock listen @calc --once -- sed 's/.*/42/' &"),
                new Example("the output of a server, or a timeout after five seconds",
                        "ipcctl sock connect /tmp/daemon.sock --timeout 5s </dev/null")
                        .after("echo welcome | ipcctl sock listen /tmp/daemon.sock --once &"),
                new Example("a question to a server that may be stuck",
                        "echo q | ipcctl sock connect @silent --idle-timeout 1s")
                        .after("ipcctl sock listen @silent --once -- sleep 30 &",
                                "until ipcctl sock ls @silent >seen; do sleep 0.02; done")
                        .exits(124),
                new Example("a server that drops its answer at a half-close",
                        "echo PING | ipcctl sock connect /tmp/redis.sock --no-half-close --idle-timeout "
                                + "200ms --retry 5s")
                        .after("ipcctl sock listen /tmp/redis.sock --once -- sh -c 'read -r ping; echo +PONG; "
                                + "sleep 1' &"));
    }

    @Override
    protected int run(Args args, Context context) {
        List<SocketType> types = args.has(type) ? List.of(args.get(type))
                : List.of(SocketType.STREAM, SocketType.SEQPACKET, SocketType.DGRAM);
        Deadline limit = wait.deadline(args);
        try (LocalName own = ownName(args.get(bind), LocalName.chosenForDatagrams());
             UnixSocket socket = connect(args.get(address), types, limit, args.get(retry), own)) {
            talk.hold(args, socket, args.get(address), context, limit, args.has(bind), () -> {});
            return 0;
        }
    }
}
