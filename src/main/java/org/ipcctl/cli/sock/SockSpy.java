package org.ipcctl.cli.sock;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.result.Schema;
import org.ipcctl.sock.ConnectRetry;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.Takeover;

/** {@code ipcctl sock spy}. */
final class SockSpy extends SockCommand {
    private final Arg<SocketAddress> address = arg(ADDRESS, "PATH", "The socket of a running server.");
    private final ProxyOptions options = new ProxyOptions(this);
    private final WaitOptions wait = waitOptions("no client connects, or the server does not accept a connection");

    @Override
    protected Schema<?> schema() {
        return Passing.SCHEMA;
    }

    @Override
    protected Texts texts() {
        return new Texts(List.of(
                "Works like 'sock proxy' in front of a server that is already running: its socket file is moved to "
                        + ".NAME.ipcctl-spy in the same directory, and a socket of ipcctl, with the same permissions "
                        + "and owner, gets its name, in one step (renameat2(2)). The server notices nothing, and "
                        + "existing connections are neither disturbed nor shown. "
                        + TranscriptOptions.SHOWN,
                TranscriptOptions.SLOW,
                "At the end, also after Ctrl-C and any other signal that can be caught, the server's file gets its "
                        + "name back, and connections through ipcctl are closed. After kill -9, clients are refused "
                        + "until the next 'sock spy' of that PATH restores the file, or the command that 'ipcctl "
                        + "doctor sockets' prints. If the server creates a new socket meanwhile, that one is kept.",
                ProxyOptions.CREDENTIALS, ProxyOptions.REFUSED,
                "This requires permission to rename files in that directory, as for rm(1). An abstract name has no "
                        + "file that could be moved."),
                List.of(new Example("what the clients of a running server send, until Ctrl-C",
                        "ipcctl sock spy /tmp/upper")
                        .after("ipcctl sock listen /tmp/upper -- tr a-z A-Z &",
                                "until ipcctl sock ls /tmp/upper >seen; do sleep 0.02; done",
                                "{ until [ -S /tmp/.upper.ipcctl-spy ]; do sleep 0.02; done; "
                                        + "echo hi | ipcctl sock connect /tmp/upper; interrupt; } &")
                        .exits(ExitCode.INTERRUPTED)));
    }

    @Override
    protected Map<String, String> files() {
        return Map.of(".NAME.ipcctl-spy",
                "In the directory of PATH: the server's socket file, while 'sock spy' uses its name.");
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (args.get(address).isAbstract()) {
            throw new CommandFailure(ExitCode.FAILED, args.get(address).text(),
                    "an abstract name has no file that could be moved",
                    "Let clients connect elsewhere: 'ipcctl sock proxy @NAME " + args.get(address).text() + "'.");
        }
        try (Takeover takeover = Takeover.of(args.get(address))) {
            return options.run(args, context, takeover::listener, takeover::server,
                    () -> ConnectRetry.until(wait.deadline(args)), () -> wait.deadline(args));
        }
    }
}
