package org.ipcctl.cli.sock;

import java.time.Duration;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.message.MessageInput;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.relay.RecordTooLongException;
import org.ipcctl.sock.LocalName;
import org.ipcctl.sock.MessageSender;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock send}. */
final class SockSend extends SockCommand {
    private final Arg<SocketAddress> address = arg(ADDRESS, "ADDR",
            "Where the receiver is: a path, or @name in the abstract name space.");
    private final MessageInput input = new MessageInput(this, null,
            "frames as 'sock recv --framed' writes them; their priority is ignored.", "sock recv");
    private final Arg<SocketType> type = typeOption(
            "Send to a socket of this type: dgram or seqpacket (default: the receiver's).");
    private final Arg<Long> messageSize = messageSizeOption(
            "Send messages of up to SIZE bytes; a longer one on standard input is an error.");
    private final Arg<String> bind = bindOption(
            "Send from the address ADDR, a path or @name, which the receiver sees; @ alone lets the kernel choose "
                    + "one.");
    private final Arg<Duration> retry = retryOption();
    private final WaitOptions wait = waitOptions("no process listens, or the receiver does not receive");

    @Override
    protected List<String> description() {
        return List.of(
                "Each message arrives whole or not at all, and none is merged with another. Datagrams wait in the "
                        + "receiver's queue, which is short (/proc/sys/net/unix/max_dgram_qlen); while it is full, "
                        + "ipcctl waits. --timeout limits each such wait, too.",
                NOBODY_YET
                        + " The file of --bind is removed at the end; to receive answers, use 'sock connect --bind'.",
                MessageInput.STREAM,
                MessageInput.rows(null),
                "With --layout the message is as long as the layout, and fields not named are zero.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("one message", "ipcctl sock send /tmp/events 'disk full' --retry 5s")
                        .after("ipcctl sock recv /tmp/events &"),
                new Example("a message for each line", "seq 3 | ipcctl sock send @numbers --lines --retry 5s")
                        .after("ipcctl sock recv @numbers -n 3 --lines &"));
    }

    @Override
    protected int run(Args args, Context context) {
        input.check(args);
        if (args.get(type) == SocketType.STREAM) {
            throw new UsageException("a stream has no messages; use 'ipcctl sock connect'");
        }
        List<SocketType> types = args.has(type) ? List.of(args.get(type))
                : List.of(SocketType.DGRAM, SocketType.SEQPACKET);
        Deadline limit = wait.deadline(args);
        try (LocalName own = ownName(args.get(bind), null);
             UnixSocket socket = connect(args.get(address), types, limit, args.get(retry), own)) {
            send(args, context.stdin(), new MessageSender(socket, limit));
            return 0;
        }
    }

    private void send(Args args, Fd stdin, MessageSender sender) {
        try {
            input.send(args, stdin, args.get(messageSize), sender);
        } catch (RecordTooLongException e) {
            throw new CommandFailure(ExitCode.LIMIT, stdin.name(),
                    "a message of " + (e.isExact() ? "" : "more than ") + e.length()
                            + " bytes is longer than the " + args.get(messageSize) + " that are allowed"
                            + input.soFar(args, sender),
                    "Allow more with --message-size.");
        }
    }
}
