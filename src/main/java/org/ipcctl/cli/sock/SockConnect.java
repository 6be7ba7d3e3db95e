package org.ipcctl.cli.sock;

import java.util.List;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.relay.Conversation;
import org.ipcctl.relay.MessageConversation;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock connect}. */
final class SockConnect extends SockLeaf {
    private final Opt<SocketAddress> address = arg(ADDRESS, "ADDR", "The socket: a path, or @name in the abstract name space.");
    private final Opt<SocketType> type = typeOption("Connect to a socket of this TYPE, stream, seqpacket or dgram (default: the listener's).");
    private final Opt<Long> messageSize = messageSizeOption("With dgram and seqpacket, receive messages of up to SIZE bytes (1MiB); a longer one is an error, never cut.");
    private final WaitOptions wait = waitOptions("nobody listens");

    @Override
    protected List<String> description() {
        return List.of("What comes on standard input goes to the listener, and what comes from there to standard output, both at once. "
                + "The end of standard input is told to the other side, and its answer is received to the end; it ends when "
                + "both directions have, or when the other side closes the connection. That is an error where it had not read all that was sent.",
                NOBODY_YET,
                "With seqpacket and dgram each read of standard input is a message, so that a line typed is one; 'sock send' sends messages of "
                + "any cut. Datagrams have no end, so there the end of standard input is the end of all.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("ask a calculator", "echo '6*7' | ipcctl sock connect @calc")
                        .after("ipcctl sock listen @calc --once -- sed 's/.*/42/' &"),
                new Example("what a server of others says, or nothing within five seconds",
                        "ipcctl sock connect /tmp/daemon.sock --timeout 5s </dev/null")
                        .after("echo welcome | ipcctl sock listen /tmp/daemon.sock --once &"));
    }

    @Override
    protected int run(Context context) {
        List<SocketType> types = type.isGiven() ? List.of(type.get()) : List.of(SocketType.STREAM, SocketType.SEQPACKET, SocketType.DGRAM);
        try (UnixSocket socket = connect(address.get(), types, wait)) {
            if (socket.type() == SocketType.STREAM) {
                Conversation.hold(socket, input(context), context.stdout());
            } else {
                MessageConversation.hold(socket, input(context), context.stdout(), messageSize.get().intValue());
            }
            return 0;
        }
    }
}
