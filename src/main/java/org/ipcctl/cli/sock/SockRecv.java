package org.ipcctl.cli.sock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.format.Format;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.result.Schema;
import org.ipcctl.relay.LastDelivery;
import org.ipcctl.relay.RecordWriter;
import org.ipcctl.relay.RecordWriter.Separation;
import org.ipcctl.sock.MessageReceiver;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock recv}. */
final class SockRecv extends SockLeaf {
    private final Opt<SocketAddress> address = arg(ADDRESS, "ADDR", "Where to receive: a path, or @name in the abstract name space.");
    private final Opt<Long> count = opt(Kind.integer("COUNT", 1, Long.MAX_VALUE), "Receive COUNT messages (1).", "-n", "--count");
    private final Opt<Boolean> follow = flag("Receive until Ctrl-C, with seqpacket until the sender closes, or COUNT messages.", "-f", "--follow");
    private final Opt<Boolean> lines = flag("Write a newline after each message.", "-l", "--lines");
    private final Opt<Boolean> nul = flag("Write a NUL after each message.", "-0", "--null");
    private final Opt<Boolean> framed = flag("Write frames, which carry the length; 'sock send --framed' and 'mq send --framed' read them.", "--framed");
    private final Opt<DataAs> as = optOr(Kind.choice("FORM", DataAs.class), DataAs.RAW,
            "Write each message raw (as it is), as text (a line, safe for a terminal), hex or base64.", "--as");
    private final Opt<SocketType> type = typeOption("Receive as dgram, or accept a connection as seqpacket (dgram).");
    private final Opt<FileMode> mode = modeOption();
    private final Opt<Long> messageSize = messageSizeOption("Receive messages of up to SIZE bytes (1MiB); a longer one is an error, never cut.");
    private final WaitOptions wait = waitOptions("no message comes");
    private long received;
    private volatile boolean refusing;

    @Override
    protected Schema<?> schema() {
        return MessageOutput.SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("Messages are written as they are, each whole, one behind the other: add --lines, --null or --framed where there are several. "
                + "With --format, each is a row with its sender, for whom the kernel vouches, its size and time.",
                "--timeout holds for each wait. Who sends datagrams while nobody receives is told so; those that were sent and not received "
                + "when COUNT of them have come are lost. A signal that ends this ends what can be sent, and what was sent is written. The socket file is removed at the end. "
                + "Descriptors that come with a message are closed, and the exit status is 1 then; 'sock recv-fd' takes them over.",
                "A frame is a line 'PRIORITY LENGTH' in decimal, then LENGTH bytes, then a newline: 'hi' is the line '0 2' and the line 'hi'. "
                + "Sockets have no priorities, so that is 0.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("the next event", "event=$(ipcctl sock recv /tmp/events)").after("ipcctl sock send /tmp/events 'disk full' --retry 5s &"),
                new Example("what a logger sends, and who it is", "ipcctl sock recv @log -n 2 --format ndjson").after("seq 2 | ipcctl sock send @log --lines --retry 5s &"));
    }

    @Override
    protected int run(Context context) throws IOException {
        check(context);
        SocketType wanted = type.isGiven() ? type.get() : SocketType.DGRAM;
        try (OpenListener listener = OpenListener.at(address.get(), wanted, mode)) {
            if (wanted == SocketType.DGRAM) {
                receive(listener.get().socket(), context);
            } else {
                try (UnixSocket connection = listener.get().accept(wait.deadline())) {
                    listener.stop();
                    receive(connection, context);
                }
            }
            return 0;
        } catch (KernelException e) {
            boolean amid = e.is(Errno.ETIMEDOUT) || e.is(Errno.EAGAIN) || e.is(Errno.EMSGSIZE);
            throw amid ? e.because(e.reason() + soFar()) : e;
        }
    }

    private void check(Context context) {
        if (Stream.of(lines, nul, framed).filter(Opt::get).count() > 1) {
            throw new UsageException("--lines, --null and --framed cannot be combined");
        } else if (framed.get() && as.isGiven()) {
            throw new UsageException("--framed writes the bytes as they are, so it excludes --as");
        } else if (context.isFormatGiven() && (lines.get() || nul.get() || framed.get())) {
            throw new UsageException("--format writes rows, so it excludes --lines, --null and --framed");
        } else if (follow.get() && context.isFormatGiven() && context.format() == Format.TABLE) {
            throw new UsageException("a table is printed when it is complete, which it never is with --follow; use --format plain or ndjson");
        } else if (type.get() == SocketType.STREAM) {
            throw new UsageException("a stream has no messages; use 'ipcctl sock listen'");
        } else if (mode.isGiven() && address.get().isAbstract()) {
            throw new UsageException("an abstract name has no file and so no --mode");
        }
    }

    private void receive(UnixSocket socket, Context context) throws IOException {
        Outlet outlet = new Outlet(context.stdout());
        try (MessageReceiver receiver = new MessageReceiver(socket, messageSize.get().intValue(), context.stdout())) {
            MessageOutput output = output(context);
            try (LastDelivery last = new LastDelivery(outlet, () -> finish(receiver, output), () -> refuseMore(socket))) {
                boolean more = true;
                while (more && received < wanted()) {
                    long room = outlet.awaitRoom();
                    receiver.await(wait.deadline());
                    more = takeWhatIsThere(receiver, output, last, room);
                }
            }
            checkStripped(receiver, address.get());
        }
    }

    private long wanted() {
        return count.isGiven() ? count.get() : follow.get() ? Long.MAX_VALUE : 1;
    }

    /** No more than has room where it goes is in hand, and it goes out before anybody waits. False at the end of the connection. */
    private boolean takeWhatIsThere(MessageReceiver receiver, MessageOutput output, LastDelivery last, long room) throws IOException {
        last.begin();
        try {
            boolean more = take(receiver, output, room);
            output.flush();
            if (!more && !refusing) {
                ended();
            }
            return more;
        } finally {
            last.end();
        }
    }

    /** False at the end of the connection. */
    private boolean take(MessageReceiver receiver, MessageOutput output, long room) throws IOException {
        while (received < wanted() && output.held() < room && receiver.take()) {
            ByteBuffer message = receiver.message();
            if (message == null) {
                return false;
            }
            output.put(message, receiver);
            received++;
        }
        return true;
    }

    /** A signal ends this: whoever sends is told so from now on. */
    private void refuseMore(UnixSocket socket) {
        refusing = true;
        socket.endAll();
    }

    /** What was sent before the signal came is delivered, too, as far as it is wanted; with this process it would be lost. */
    private void finish(MessageReceiver receiver, MessageOutput output) throws IOException {
        try {
            if (refusing) {
                // The connection, or what is queued, has an end now.
                take(receiver, output, Long.MAX_VALUE);
            }
        } finally {
            output.close();
        }
    }

    /** The sender of seqpackets has closed: what was asked for came, or too little did. */
    private void ended() {
        if (!follow.get()) {
            throw new CommandFailure(ExitCode.FAILED, address.get().text(), "the sender closed the connection"
                    + (count.isGiven() ? soFar() : " and had sent no message"), null);
        }
    }

    private String soFar() {
        return count.isGiven() ? "; " + received + " of " + count.get() + " came" : "";
    }

    private MessageOutput output(Context context) {
        if (context.isFormatGiven()) {
            return new MessageOutput.Rows(context.rows(MessageOutput.SCHEMA), as.get());
        }
        Separation separation = Separation.of(framed.get(), nul.get(), lines.get() || as.get() != DataAs.RAW);
        return new MessageOutput.Bytes(new RecordWriter(context.stdout(), separation), as.get());
    }
}
