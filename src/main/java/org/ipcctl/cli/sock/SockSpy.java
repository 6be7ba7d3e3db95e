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
    private final WaitOptions wait = waitOptions("no client comes, or the server does not accept one");

    @Override
    protected Schema<?> schema() {
        return Passing.SCHEMA;
    }

    @Override
    protected Texts texts() {
        return new Texts(List.of(
                "As 'sock proxy' in front of a server that runs already: its socket file is moved aside, to "
                        + ".NAME.ipcctl-spy in the same directory, and one of ipcctl's, with "
                        + "the same permissions and owner, has its name, in one step (renameat2(2)). The server "
                        + "notices nothing, and who is connected to it already is not disturbed or seen. "
                        + TranscriptOptions.SHOWN,
                TranscriptOptions.SLOW,
                "At the end, also by Ctrl-C and every other signal that can be caught, the server's file gets its name "
                        + "back and conversations that ipcctl stands between are cut. "
                        + "After kill -9 clients are refused until the next 'sock spy' of that PATH puts it back, or "
                        + "the line that 'ipcctl doctor sockets' prints. A server that "
                        + "makes a new socket meanwhile keeps that.",
                ProxyOptions.CREDENTIALS, ProxyOptions.REFUSED,
                "It takes the right to rename files in that directory, as for rm(1). An abstract name has no file that "
                        + "could be moved aside."),
                List.of(new Example("what the clients of a running server ask, until Ctrl-C",
                        "ipcctl sock spy /tmp/upper")
                        .after("ipcctl sock listen /tmp/upper -- tr a-z A-Z &",
                                "until ipcctl sock ls /tmp/upper >seen; do :; done",
                                "{ until [ -S /tmp/.upper.ipcctl-spy ]; do :; done; "
                                        + "echo hi | ipcctl sock connect /tmp/upper; interrupt; } &")
                        .exits(ExitCode.INTERRUPTED)));
    }

    @Override
    protected Map<String, String> files() {
        return Map.of(".NAME.ipcctl-spy",
                "In the directory of PATH: the server's socket file, as long as 'sock spy' has its name.");
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (args.get(address).isAbstract()) {
            throw new CommandFailure(ExitCode.FAILED, args.get(address).text(),
                    "an abstract name has no file that could be moved aside",
                    "Have clients connect elsewhere: 'ipcctl sock proxy @NAME " + args.get(address).text() + "'.");
        }
        try (Takeover takeover = Takeover.of(args.get(address))) {
            return options.run(args, context, takeover::listener, takeover::server,
                    () -> ConnectRetry.until(wait.deadline(args)), () -> wait.deadline(args));
        }
    }
}
