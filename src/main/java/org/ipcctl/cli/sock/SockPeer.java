package org.ipcctl.cli.sock;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.Credentials;
import org.ipcctl.kernel.ProcessNames;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock peer}. */
final class SockPeer extends SockCommand {
    private static final Schema<Credentials> SCHEMA = Schema.single(
            Column.of("pid", Type.INTEGER, "the process; missing if it is outside this PID name space",
                    p -> p.pid() == 0 ? Value.MISSING : Value.of(p.pid())),
            Column.of("user_name", Type.TEXT, "the user it ran as", p -> Value.of(Users.user(p.uid()))),
            Column.of("group_name", Type.TEXT, "the group it ran as", p -> Value.of(Users.group(p.gid()))),
            Column.of("user_id", Type.INTEGER, "the user's number", p -> Value.of(p.uid())),
            Column.of("group_id", Type.INTEGER, "the group's number", p -> Value.of(p.gid())),
            Column.of("command", Type.TEXT, "its command line now; missing if it has ended or is hidden",
                    p -> p.pid() == 0 ? Value.MISSING : Value.of(ProcessNames.commandLine(p.pid()))));

    private final Arg<SocketAddress> address = arg(ADDRESS, "ADDR",
            "The socket to connect to, a path or @name; - means standard input, which must be a socket.");
    private final Arg<Duration> retry = retryOption();
    private final WaitOptions wait = waitOptions("no process listens or accepts");

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "The kernel guarantees this information (SO_PEERCRED): for a listener it is the process that called "
                        + "listen(2), for a client the one that called connect(2), both as they were at that time. "
                        + "It requires a connection, so the listener sees one come and go. Datagram sockets have "
                        + "none; 'sock recv --format ndjson' shows the sender of each message.",
                NOBODY_YET);
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("which process listens there", "ipcctl sock peer /tmp/upper --retry 5s")
                        .after("ipcctl sock listen /tmp/upper --once >out &"),
                new Example("a service that greets by name",
                        "ipcctl sock listen @hello --once -- sh -c 'echo \"hello $(ipcctl sock peer - --format plain "
                                + "--columns user_name)\"'")
                        .after("ipcctl sock connect @hello --retry 5s </dev/null &"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        boolean own = args.get(address).text().equals("-");
        UnixSocket socket = own ? UnixSocket.behind(context.stdin())
                : connect(args.get(address), List.of(SocketType.STREAM, SocketType.SEQPACKET), wait.deadline(args),
                        args.get(retry), null);
        if (socket == null) {
            throw new CommandFailure(ExitCode.FAILED, context.stdin().name(), "it is not a UNIX domain socket",
                    "Name one by its path or as @name, or run this as CMD of 'ipcctl sock listen'.");
        }
        try (socket) {
            Credentials peer = socket.peer();
            if (peer.uid() == 0xFFFFFFFFL) {
                throw new KernelException("getsockopt", socket.fd().name(), Errno.EOPNOTSUPP)
                        .because("the kernel knows of no other side");
            }
            context.show(SCHEMA, peer);
            return 0;
        }
    }
}
