package org.ipcctl.cli.mq;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.DataFrom;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueHolders;
import org.ipcctl.mq.QueueLimits;
import org.ipcctl.mq.QueueRemovedException;
import org.ipcctl.mq.QueueWriter;
import org.ipcctl.relay.BrokenFrameException;
import org.ipcctl.relay.FrameReader;
import org.ipcctl.relay.RecordReader;
import org.ipcctl.relay.RecordTooLongException;

/** {@code ipcctl mq send}. */
final class MqSend extends QueueLeaf {
    private final Opt<List<String>> words = args(Kind.TEXT.labelled("DATA"), "DATA",
            "The message, its bytes as they are typed and without a newline; - or none: standard input. With --layout any number of "
            + "FIELD=VALUE.", 0);
    private final Opt<Long> priority = opt(Kind.integer("PRIO", 0, MessageQueue.HIGHEST_PRIORITY),
            "The priority, 0 to 32767; higher ones are received first (0).", "-p", "--priority");
    private final Opt<Boolean> lines = flag("Each line of standard input is a message, without its newline.", "-l", "--lines");
    private final Opt<Boolean> nul = flag("Each NUL-terminated record of standard input is a message.", "-0", "--null");
    private final Opt<Boolean> framed = flag("Standard input is frames as 'mq recv --framed' writes them, each with its own priority.",
            "--framed");
    private final Opt<DataFrom> from = optOr(Kind.choice("FORM", DataFrom.class), DataFrom.TEXT,
            "Read DATA, or each message of standard input, as text (as it is), hex or base64.", "--from");
    private final Opt<Boolean> create = flag("Create the queue if there is none.", "-c", "--create");
    private final LayoutOptions layout = new LayoutOptions(opt(LayoutOptions.LAYOUT, LayoutOptions.WRITE_HELP, "--layout"), null);
    private final WaitOptions wait;

    MqSend() {
        creationOptions();
        wait = waitOptions("the queue stays full");
    }

    @Override
    protected List<String> description() {
        return List.of("Waits while the queue is full, in turn with others who do; --timeout holds for each such wait. Messages stay in the queue until they are "
                + "received, whether or not a process receives now. When the queue is removed while it is full, sending fails.",
                "Standard input is one message as a whole, unless --lines, --null or --framed cuts it into many, which are sent as "
                + "they come. When that fails midway, the error tells how many went in. What was not sent stays in standard input for whoever reads on there, "
                + "also when a signal ends this; of several that share one, one is served at a time.",
                "With --layout the message is as long as the layout, and fields that are not named are zero.",
                "A frame is a line 'PRIORITY LENGTH' in decimal, then LENGTH bytes, then a newline: 'hi' with priority 5 is the "
                + "line '5 2' and the line 'hi'.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("one urgent message", "ipcctl mq send jobs -p 9 'resize cat.png'").after("ipcctl mq create jobs"),
                new Example("a message for each file", "find . -name '*.png' -print0 | ipcctl mq send jobs --null")
                        .after("ipcctl mq create jobs", "touch cat.png dog.png"),
                new Example("move all messages to another queue, priorities included",
                        "ipcctl mq recv old --drain --framed | ipcctl mq send new --framed")
                        .after("ipcctl mq create old", "ipcctl mq create new", "ipcctl mq send old -p 7 hi"),
                new Example("a struct { int id; float value; } for a C program",
                        "ipcctl mq send jobs --layout 'struct { int id; float value; }' id=1 value=23.5").after("ipcctl mq create jobs"),
                new Example("any bytes", "ipcctl mq send jobs --from hex '00 ff 0a'").after("ipcctl mq create jobs"));
    }

    @Override
    protected int run(Args args, Context context) {
        check(args);
        try (MessageQueue queue = open(args);
             QueueWriter writer = new QueueWriter(queue, wait.deadline(args), () -> warnOfStall(queue, context))) {
            send(args, context.stdin(), queue, writer);
            return 0;
        }
    }

    private void send(Args args, Fd stdin, MessageQueue queue, QueueWriter writer) {
        try {
            if (layout.in(args).isGiven()) {
                writer.send(direct(layout.in(args).bytes(args.get(words))), priority(args));
            } else if (readsStdin(args)) {
                sendStdin(args, stdin, queue, writer);
            } else {
                writer.send(direct(decoded(args, OsString.encode(args.get(words).get(0)), "")), priority(args));
            }
        } catch (QueueRemovedException e) {
            throw MqCommands.removed(e, soFar(args, writer));
        }
    }

    private void check(Args args) {
        if (layout.in(args).isGiven() && (args.get(lines) || args.get(nul) || args.get(framed) || args.has(from))) {
            throw new UsageException("--layout makes one message of FIELD=VALUE, so it excludes --lines, --null, --framed and --from");
        } else if (layout.in(args).isGiven()) {
            layout.in(args).assignment(args.get(words));
        } else if (args.get(words).size() > 1) {
            throw new UsageException("unexpected argument '" + args.get(words).get(1) + "'; FIELD=VALUE needs --layout");
        }
        int cuts = (args.get(lines) ? 1 : 0) + (args.get(nul) ? 1 : 0) + (args.get(framed) ? 1 : 0);
        if (cuts > 1) {
            throw new UsageException("--lines, --null and --framed cannot be combined");
        } else if (cuts > 0 && !readsStdin(args)) {
            throw new UsageException("--lines, --null and --framed cut standard input, and DATA is one message");
        } else if (args.get(framed) && (args.has(priority) || args.has(from))) {
            throw new UsageException("--framed brings the priorities and bytes with it, so it excludes --priority and --from");
        } else if (!args.get(create) && saysHowToCreate(args)) {
            throw new UsageException("--max-messages, --message-size and --mode are for a new queue; add --create");
        }
    }

    private boolean readsStdin(Args args) {
        return !layout.in(args).isGiven() && (args.get(words).isEmpty() || args.get(words).get(0).equals("-"));
    }

    private int priority(Args args) {
        return args.get(priority) == null ? 0 : args.get(priority).intValue();
    }

    private MessageQueue open(Args args) {
        return args.get(create) ? createOrOpen(args, MessageQueue.Access.SEND, false) : MessageQueue.open(args.get(name), MessageQueue.Access.SEND);
    }

    private void sendStdin(Args args, Fd stdin, MessageQueue queue, QueueWriter writer) {
        try {
            if (args.get(framed)) {
                try (FrameReader frames = new FrameReader(stdin, queue.messageSize())) {
                    sendFrames(frames, writer);
                }
            } else {
                int delimiter = args.get(lines) ? '\n' : args.get(nul) ? 0 : RecordReader.WHOLE;
                // Hexadecimal digits with spaces between them are three times what they stand for, and some may be wasted.
                long longest = args.get(from) == DataFrom.TEXT ? queue.messageSize() : 4 * queue.messageSize() + 1024;
                try (RecordReader records = RecordReader.sparing(stdin, delimiter, longest)) {
                    sendRecords(args, records, writer);
                }
            }
        } catch (RecordTooLongException e) {
            KernelException told = e.isExact() ? QueueLimits.tooLong(queue.name(), e.length(), queue.messageSize())
                    : QueueLimits.endless(queue.name(), e.length(), queue.messageSize());
            throw told.because(told.reason() + soFar(args, writer));
        } catch (BrokenFrameException e) {
            throw new CommandFailure(ExitCode.FAILED, stdin.name(), "broken frame at byte " + e.offset() + ": " + e.getMessage() + soFar(args, writer),
                    "'ipcctl mq send --help' tells what a frame is.");
        } catch (KernelException e) {
            throw e.because(e.reason() + soFar(args, writer));
        }
    }

    private static void sendFrames(FrameReader frames, QueueWriter writer) {
        writer.beforeWait(frames::settle);
        ByteBuffer message = frames.next();
        while (message != null) {
            writer.send(message, frames.priority());
            message = frames.next();
        }
    }

    private void sendRecords(Args args, RecordReader records, QueueWriter writer) {
        writer.beforeWait(records::settle);
        int priority = priority(args);
        ByteBuffer record = records.next();
        while (record != null) {
            writer.send(args.get(from) == DataFrom.TEXT ? record : direct(decoded(args, bytes(record), soFar(args, writer))), priority);
            record = records.next();
        }
    }

    private byte[] decoded(Args args, byte[] written, String soFar) {
        try {
            return args.get(from).decode(written);
        } catch (IllegalArgumentException e) {
            if (readsStdin(args)) {
                throw new CommandFailure(ExitCode.FAILED, "standard input", "a message " + e.getMessage() + soFar, null);
            }
            throw new UsageException("invalid value for DATA: '" + args.get(words).get(0) + "' " + e.getMessage());
        }
    }

    /** For a stream of messages, what went in before this one. */
    private String soFar(Args args, QueueWriter writer) {
        boolean stream = args.get(lines) || args.get(nul) || args.get(framed);
        return !stream ? "" : "; " + MqCommands.count(writer.sent()) + " went in before";
    }

    private void warnOfStall(MessageQueue queue, Context context) {
        boolean seen;
        try {
            seen = QueueHolders.hasReader(queue);
        } catch (KernelException noProc) {
            return;
        }
        if (!seen) {
            context.warn(queue.name() + " is full, and no process that can be seen has it open for receiving; waiting for room. "
                    + "Ctrl-C ends that, --timeout limits it.");
        }
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
