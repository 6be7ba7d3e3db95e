package org.ipcctl.cli.sock;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.DataFrom;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;
import org.ipcctl.relay.BrokenFrameException;
import org.ipcctl.relay.FrameReader;
import org.ipcctl.relay.RecordReader;
import org.ipcctl.relay.RecordTooLongException;
import org.ipcctl.sock.MessageSender;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock send}. */
final class SockSend extends SockLeaf {
    private final Opt<SocketAddress> address = arg(ADDRESS, "ADDR", "Where the receiver is: a path, or @name in the abstract name space.");
    private final Opt<String> data = optionalArg(Kind.TEXT.labelled("DATA"), "DATA",
            "The message, its bytes as they are typed and without a newline; - or none: standard input.");
    private final Opt<Boolean> lines = flag("Each line of standard input is a message, without its newline.", "-l", "--lines");
    private final Opt<Boolean> nul = flag("Each NUL-terminated record of standard input is a message.", "-0", "--null");
    private final Opt<Boolean> framed = flag("Standard input is frames as 'sock recv --framed' writes them; their priority says nothing here.", "--framed");
    private final Opt<DataFrom> from = optOr(Kind.choice("FORM", DataFrom.class), DataFrom.TEXT,
            "Read DATA, or each message of standard input, as text (as it is), hex or base64.", "--from");
    private final Opt<SocketType> type = typeOption("Send to a socket of this TYPE, dgram or seqpacket (default: the receiver's).");
    private final Opt<Long> messageSize = messageSizeOption("Send messages of up to SIZE bytes (1MiB); a longer one on standard input is an error.");
    private final Opt<String> bind = bindOption("Send from the name ADDR, a path or @name, which the receiver is told; @ alone for one that the kernel chooses.");
    private final Opt<Duration> retry = retryOption();
    private final WaitOptions wait = waitOptions("nobody listens, or the receiver takes nothing");

    @Override
    protected List<String> description() {
        return List.of("Each message arrives whole or not at all, and none is merged with another. Datagrams wait in the receiver's queue, "
                + "which is short (/proc/sys/net/unix/max_dgram_qlen), and so does this while it is full; --timeout holds for each such wait too.",
                NOBODY_YET + " The file of --bind is removed at the end; to receive answers, use 'sock connect --bind'.",
                "Standard input is one message as a whole, unless --lines, --null or --framed cuts it into many, which are sent as they come. "
                + "When that fails midway, the error tells how many went in.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("one message", "ipcctl sock send /tmp/events 'disk full' --retry 5s").after("ipcctl sock recv /tmp/events &"),
                new Example("a message for each line", "seq 3 | ipcctl sock send @numbers --lines --retry 5s").after("ipcctl sock recv @numbers -n 3 --lines &"));
    }

    @Override
    protected int run(Args args, Context context) {
        check(args);
        List<SocketType> types = args.has(type) ? List.of(args.get(type)) : List.of(SocketType.DGRAM, SocketType.SEQPACKET);
        Deadline limit = wait.deadline(args);
        try (OwnName own = OwnName.of(args.get(bind), null);
             UnixSocket socket = connect(args.get(address), types, limit, args.get(retry), own.get())) {
            MessageSender sender = new MessageSender(socket, limit);
            if (readsStdin(args)) {
                sendStdin(args, context.stdin(), sender);
            } else {
                sender.send(direct(decoded(args, OsString.encode(args.get(data)), "DATA")));
            }
            return 0;
        }
    }

    private void check(Args args) {
        long cuts = Stream.of(lines, nul, framed).filter(args::get).count();
        if (cuts > 1) {
            throw new UsageException("--lines, --null and --framed cannot be combined");
        } else if (cuts > 0 && !readsStdin(args)) {
            throw new UsageException("--lines, --null and --framed cut standard input, and DATA is one message");
        } else if (args.get(framed) && args.has(from)) {
            throw new UsageException("--framed brings the bytes as they are, so it excludes --from");
        } else if (args.get(type) == SocketType.STREAM) {
            throw new UsageException("a stream has no messages; use 'ipcctl sock connect'");
        }
    }

    private boolean readsStdin(Args args) {
        return args.get(data) == null || args.get(data).equals("-");
    }

    private void sendStdin(Args args, Fd stdin, MessageSender sender) {
        try {
            if (args.get(framed)) {
                try (FrameReader frames = new FrameReader(stdin, args.get(messageSize))) {
                    sender.beforeWait(frames::settle);
                    for (ByteBuffer message = frames.next(); message != null; message = frames.next()) {
                        sender.send(message);
                    }
                }
            } else {
                int delimiter = args.get(lines) ? '\n' : args.get(nul) ? 0 : RecordReader.WHOLE;
                // Hexadecimal digits with spaces between them are three times what they stand for, and some may be wasted.
                long longest = args.get(from) == DataFrom.TEXT ? args.get(messageSize) : Math.min(Integer.MAX_VALUE - 16, 4 * args.get(messageSize) + 1024);
                try (RecordReader records = RecordReader.sparing(stdin, delimiter, longest)) {
                    sender.beforeWait(records::settle);
                    for (ByteBuffer message = records.next(); message != null; message = records.next()) {
                        sender.send(args.get(from) == DataFrom.TEXT ? message : direct(decoded(args, bytes(message), stdin.name() + soFar(args, sender))));
                    }
                }
            }
        } catch (RecordTooLongException e) {
            throw new CommandFailure(ExitCode.LIMIT, stdin.name(), "a message of " + (e.isExact() ? "" : "more than ") + e.length()
                    + " bytes is longer than the " + args.get(messageSize) + " that are allowed" + soFar(args, sender), "Allow more with --message-size.");
        } catch (BrokenFrameException e) {
            throw new CommandFailure(ExitCode.FAILED, stdin.name(), "broken frame at byte " + e.offset() + ": " + e.getMessage() + soFar(args, sender),
                    "'ipcctl sock recv --help' tells what a frame is.");
        } catch (KernelException e) {
            throw e.because(e.reason() + soFar(args, sender));
        }
    }

    private byte[] decoded(Args args, byte[] written, String where) {
        try {
            return args.get(from).decode(written);
        } catch (IllegalArgumentException e) {
            if (readsStdin(args)) {
                throw new CommandFailure(ExitCode.FAILED, where, e.getMessage(), null);
            }
            throw new UsageException("invalid value for DATA: it " + e.getMessage());
        }
    }

    private String soFar(Args args, MessageSender sender) {
        boolean many = args.get(lines) || args.get(nul) || args.get(framed);
        return many ? "; " + sender.sent() + (sender.sent() == 1 ? " message" : " messages") + " went in before" : "";
    }

    private static byte[] bytes(ByteBuffer record) {
        byte[] bytes = new byte[record.remaining()];
        record.get(bytes);
        return bytes;
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
