package org.ipcctl.cli.sock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.cli.message.MessageOutput;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Glances;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.relay.FlushOnExit;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.Credentials;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.MessageReceiver;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock recv}. */
final class SockRecv extends SockCommand {
    /** Who sent a message, from where. */
    private record Sender(Credentials process, String address) {
    }

    private final Arg<SocketAddress> address = arg(ADDRESS, "ADDR",
            "Where to receive: a path, or @name in the abstract name space.");
    private final Arg<Long> count = opt(ValueType.integer("COUNT", 1, Long.MAX_VALUE), "Receive COUNT messages "
            + "(default 1).",
            "-n", "--count");
    private final Arg<Boolean> follow = flag(
            "Receive until Ctrl-C, with seqpacket until the sender closes, or COUNT messages.",
            "--follow")
            .formerly("-f");
    private final MessageOutput<Sender> output = new MessageOutput<>(this, follow,
            "the length; 'sock send --framed' and 'mq send --framed' read them.", "received",
            Schema.<Sender>list()
                    .<Credentials>with(Sender::process,
                            Column.of("sender_pid", Type.INTEGER,
                                    "the process that sent it; missing if it is outside this PID name space",
                                    s -> s.pid() == 0 ? Value.MISSING : Value.of(s.pid())),
                            Column.of("sender_user_id", Type.INTEGER, "the number of the user who sent it",
                                    s -> Value.of(s.uid())),
                            Column.detail("sender_group_id", Type.INTEGER, "the number of the sender's group",
                                    s -> Value.of(s.gid())))
                    .and(Column.detail("sender_addr", Type.TEXT,
                            "the address of the socket from which it was sent; missing if that has none",
                            s -> spelled(s.address()))));
    private final Arg<SocketType> type = typeOption("Receive datagrams (dgram, the default), or accept a connection "
            + "(seqpacket).");
    private final Arg<FileMode> mode = modeOption();
    private final Arg<Long> messageSize = messageSizeOption(
            "Receive messages of up to SIZE bytes; a longer one is an error and never cut off.");
    private final WaitOptions wait = waitOptions("no message comes");

    @Override
    protected Schema<?> schema() {
        return output.schema();
    }

    @Override
    protected Schema<?> schema(Args args) {
        return output.schema(args);
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Messages are written unchanged and complete, one after the other; use --lines, --null or --framed "
                        + "to separate them. With --format, each is a row with its sender, which the kernel "
                        + "guarantees, its size and time."
                        + MessageOutput.ON_A_TERMINAL,
                "--timeout limits each wait. A program that sends datagrams while no process receives gets an error; "
                        + "any that are still in the socket when COUNT have been received are lost. If a signal ends "
                        + "ipcctl, nothing more can be sent, and what was sent is written. The socket file is "
                        + "removed at the end. Descriptors that come with a message are closed, and the exit status "
                        + "is then 1; 'sock recv-fd' receives them.",
                "A frame is a line 'PRIORITY LENGTH' in decimal, then LENGTH bytes, then a newline: 'hi' is the line "
                        + "'0 2' and the line 'hi'. "
                        + "Sockets have no priorities, so that is 0.",
                "With --layout each message is a row with its sender, size and fields; with --follow, a line of JSON "
                        + "unless another format is given. A message may be longer than the layout; a shorter one "
                        + "ends the command with an error that shows its bytes.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("the next event", "event=$(ipcctl sock recv /tmp/events)")
                        .after("ipcctl sock send /tmp/events 'disk full' --retry 5s &"),
                new Example("what a logger sends, and which process it is",
                        "ipcctl sock recv @log -n 2 --format ndjson")
                        .after("seq 2 | ipcctl sock send @log --lines "
                                + "--retry 5s &"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        check(args, context);
        try (Receiving receiving = new Receiving(args, context)) {
            return receiving.run();
        }
    }

    private void check(Args args, Context context) {
        output.check(args, context);
        if (args.get(type) == SocketType.STREAM) {
            throw new UsageException("a stream has no messages; use 'ipcctl sock listen'");
        } else if (args.has(mode) && args.get(address).isAbstract()) {
            throw new UsageException("an abstract name has no file, and so no --mode");
        }
    }

    /** One call, and how far it has come. */
    private final class Receiving implements AutoCloseable {
        private final Args args;
        private final Context context;
        private long received;
        private volatile boolean ending;
        private Listener listener;
        private UnixSocket connection;
        /** Where messages come from: the connection, or the socket that datagrams come to. */
        private UnixSocket source;
        private MessageReceiver receiver;
        private MessageOutput<Sender>.Delivery delivery;

        Receiving(Args args, Context context) {
            this.args = args;
            this.context = context;
        }

        int run() throws IOException {
            Outlet outlet = new Outlet(context.stdout());
            try {
                // Before the first message can come, for it may have come when a signal does.
                try (FlushOnExit last = new FlushOnExit(outlet, () -> finish(), () -> ending = true)) {
                    open(last);
                    boolean more = true;
                    while (more && received < wanted()) {
                        long room = outlet.awaitRoom();
                        receiver.await(wait.deadline(args));
                        more = takeWhatIsThere(last, room);
                    }
                }
                checkStripped(receiver.stripped(), args.get(address));
                return 0;
            } catch (KernelException e) {
                boolean amid = e.is(Errno.ETIMEDOUT) || e.is(Errno.EAGAIN) || e.is(Errno.EMSGSIZE);
                throw amid ? e.because(e.reason() + soFar()) : e;
            }
        }

        private void open(FlushOnExit last) {
            SocketType wanted = args.has(type) ? args.get(type) : SocketType.DGRAM;
            last.begin();
            try {
                listener = listen(args.get(address), wanted, args.get(mode));
                if (wanted == SocketType.DGRAM) {
                    receiveFrom(listener.socket());
                }
            } finally {
                last.end();
            }
            Deadline deadline = wait.deadline(args);
            while (receiver == null) {
                listener.await(deadline);
                last.begin();
                try {
                    accept();
                } finally {
                    last.end();
                }
            }
        }

        private void accept() {
            connection = listener.acceptIfThere();
            if (connection != null) {
                listener.stop();
                receiveFrom(connection);
            }
        }

        private void receiveFrom(UnixSocket socket) {
            source = socket;
            delivery = output.open(args, context, args.get(address).text(),
                    () -> new Sender(receiver.sender(), receiver.senderAddress()));
            int longest = args.get(messageSize).intValue();
            receiver = connection == null && !delivery.asksForMore()
                    ? MessageReceiver.ofDatagrams(socket, longest, context.stdout(), wanted())
                    : new MessageReceiver(socket, longest, context.stdout());
        }

        @Override
        public void close() {
            if (receiver != null) {
                receiver.close();
            }
            if (connection != null) {
                connection.close();
            }
            if (listener != null) {
                listener.close();
            }
        }

        private long wanted() {
            return args.has(count) ? args.get(count) : args.get(follow) ? Long.MAX_VALUE : 1;
        }

        /**
         * No more than has room where it goes is in hand, and it goes out before anybody waits. False at the end of the
         * connection.
         */
        private boolean takeWhatIsThere(FlushOnExit last, long room) throws IOException {
            last.begin();
            try {
                boolean more = take(room, false);
                delivery.flush();
                if (!more && !ending) {
                    ended();
                }
                return more;
            } finally {
                last.end();
            }
        }

        /**
         * False at the end of the connection.
         *
         * @param rest whether nothing is sent any more; else a signal ends this, for a quick sender would not
         */
        private boolean take(long room, boolean rest) throws IOException {
            // What has left the kernel is delivered, whatever else: nobody has it but this process.
            while (received < wanted() && (receiver.isHolding() || delivery.held() < room && (rest || !ending))) {
                if (!another()) {
                    return true;
                }
                ByteBuffer message = receiver.message();
                if (message == null) {
                    return false;
                }
                delivery.put(0, message);
                received++;
            }
            return true;
        }

        /** Takes the next message, if there is one or it is about to come. */
        private boolean another() {
            long most = wanted() - received;
            return ending ? receiver.take(most) : Glances.withSomethingInHand(() -> receiver.take(most));
        }

        /**
         * Where a signal ends this, whoever sends is told so from now on; and what was sent before it came is
         * delivered, too, as far as it is
         * wanted: with this process it would be lost.
         */
        private void finish() throws IOException {
            try {
                if (ending && receiver == null && listener != null) {
                    listener.socket().endAll();
                    accept();
                }
                if (ending && receiver != null) {
                    receiver.tellEnd();
                    // The connection, or what is queued, has an end now.
                    source.endAll();
                    take(Long.MAX_VALUE, true);
                }
            } finally {
                if (delivery != null) {
                    delivery.close();
                }
            }
        }

        /** The sender of seqpackets has closed: what was asked for came, or too little did. */
        private void ended() {
            if (!args.get(follow)) {
                throw new CommandFailure(ExitCode.FAILED, args.get(address).text(), "the sender closed the connection"
                        + (args.has(count) ? soFar() : " without sending a message"), null);
            }
        }

        private String soFar() {
            return args.has(count) ? "; " + received + " of " + args.get(count) + " came" : "";
        }
    }
}
