package org.ipcctl.cli.sock;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;

/** {@code ipcctl sock proxy}. */
final class SockProxy extends SockCommand {
    private final Arg<SocketAddress> address = arg(Opening.PLACE, "LISTEN",
            "Where clients connect: a path or @name; fd:N is a socket that already listens, passed as descriptor N.");
    private final Arg<SocketAddress> target = arg(ADDRESS, "TARGET", "The server's socket: a path or @name.");
    private final ProxyOptions options = new ProxyOptions(this);
    private final Arg<SocketType> type = typeOption(
            "The type of the server's socket: stream, seqpacket or dgram (default stream).");

    {
        alias(options.count(), "1", "Serve one connection and exit; the same as --count 1.", "-1", "--once");
    }

    private final Arg<FileMode> mode = modeOption().rare();
    private final Arg<Duration> retry = retryOption().rare();
    private final Arg<Long> readyFd = opt(ValueType.integer("N", 3, Integer.MAX_VALUE),
            "Once the socket listens, write the line READY=1 to descriptor N and close it.",
            "--ready-fd").rare();
    private final WaitOptions wait = waitOptions("no client connects, or the server does not accept a connection");

    @Override
    protected org.ipcctl.result.Schema<?> schema() {
        return Passing.SCHEMA;
    }

    @Override
    protected Texts texts() {
        return new Texts(List.of(
                "Each client that connects to LISTEN gets its own connection to TARGET, and everything that either "
                        + "side sends is passed on: bytes, messages with their boundaries, descriptors, and the end "
                        + "of each direction (half-close). Neither side needs to know about it. "
                        + TranscriptOptions.SHOWN,
                TranscriptOptions.SLOW,
                ProxyOptions.CREDENTIALS, ProxyOptions.DATAGRAMS + " If TARGET is restarted, new clients are "
                        + "connected to the new one.",
                ProxyOptions.REFUSED
                        + " The socket file is removed at the end, even if a signal ends ipcctl; what has arrived by "
                        + "then is passed on."),
                List.of(new Example("what a client and a server send each other",
                        "ipcctl sock proxy /tmp/seen /tmp/real.sock --once")
                        .after("ipcctl sock listen /tmp/real.sock --once -- sh -c 'read -r q; echo \"answer to $q\"' &",
                                "until ipcctl sock ls /tmp/real.sock "
                                        + ">seen; do sleep 0.02; done",
                                "echo hello | ipcctl sock connect /tmp/seen --retry 5s &"),
                        new Example("which descriptors are passed, as JSON",
                                "ipcctl sock proxy @seen @real -1 --format ndjson --as none | jq -c "
                                        + "'select(.descriptors)'")
                                .after("ipcctl sock recv-fd @real -- cat >got &",
                                        "ipcctl sock send-fd @seen /etc/hostname --retry 5s &")));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (Opening.isInherited(args.get(address)) && args.has(mode)) {
            throw new UsageException("the socket of fd:N already exists, so it cannot be combined with --mode");
        } else if (args.has(mode) && args.get(address).isAbstract()) {
            throw new UsageException(
                    "an abstract name has no file, and so no --mode; any process in this network name space may "
                            + "connect");
        }
        patience(args.get(retry), wait.deadline(args));
        SocketType wanted = args.has(type) ? args.get(type) : SocketType.STREAM;
        return options.run(args, context,
                () -> Opening.announced(args.get(address), wanted, args.get(mode), args.get(readyFd), context),
                () -> args.get(target),
                () -> patience(args.get(retry), wait.deadline(args)),
                () -> wait.deadline(args));
    }
}
