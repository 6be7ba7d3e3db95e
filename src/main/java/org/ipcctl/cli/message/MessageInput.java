package org.ipcctl.cli.message;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.MessageSink;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.relay.BrokenFrameException;
import org.ipcctl.relay.BrokenRowException;
import org.ipcctl.relay.Frame;
import org.ipcctl.relay.FrameReader;
import org.ipcctl.relay.JsonMessageReader;
import org.ipcctl.relay.RecordReader;
import org.ipcctl.relay.RecordWriter;

/**
 * Where a command that sends has its messages from: DATA, standard input in one piece or cut, or the values of a
 * layout's fields.
 */
public final class MessageInput {
    /** Of the manual of each command that has these options. */
    public static final String STREAM = "All of standard input is one message, unless --lines, --null or --framed "
            + "splits it into several, which are sent as they come. If sending fails midway, the error says how many "
            + "messages were sent. What was not sent stays in standard input for the next process that reads it, even "
            + "if a signal ends ipcctl; after SIGKILL, some of what was sent may still be there, too. Of several "
            + "commands that share one standard input, one reads at a time.";

    private static final int LONGEST_TEXT = Integer.MAX_VALUE - 16;

    private final Arg<List<String>> words;
    private final Arg<Long> priority;
    private final Arg<Boolean> lines;
    private final Arg<Boolean> nul;
    private final Arg<Boolean> framed;
    private final Arg<MessageForm> from;
    private final Arg<Boolean> pace;
    private final LayoutOptions layout;
    private final String explainer;
    private final long lowest;
    private final long highest;

    /**
     * Declares DATA and the options that say how it is written.
     *
     * @param priority  the option for the messages' priority, null where they have none
     * @param frames    what --framed says standard input is
     * @param explainer the command whose help tells what a frame is
     */
    public MessageInput(Command leaf, Arg<Long> priority, String frames, String explainer) {
        this(leaf, priority, frames, explainer, 0, Frame.HIGHEST_PRIORITY);
    }

    /**
     * The same where the first number of a frame, and the value of {@code priority}, is {@code lowest} to
     * {@code highest}.
     */
    public MessageInput(Command leaf, Arg<Long> priority, String frames, String explainer, long lowest, long highest) {
        this.lowest = lowest;
        this.highest = highest;
        this.priority = priority;
        this.explainer = explainer;
        words = leaf.args(ValueType.TEXT.labelled("DATA"), "DATA",
                "The message, as typed, without a newline; standard input if - or missing. With --layout, any number "
                        + "of FIELD=VALUE.",
                0);
        lines = leaf.flag("Each line of standard input is a message, without its newline.", "-l", "--lines");
        nul = leaf.flag("Each NUL-terminated record of standard input is a message.", "-0", "--null");
        framed = leaf.flag("Standard input is " + frames, "--framed").rare();
        from = leaf.optOr(ValueType.choice("FORM", MessageForm.class), MessageForm.TEXT,
                "Read DATA, or each message of standard input, as text (unchanged), hex or base64; ndjson reads the "
                        + "rows of "
                        + writer() + ".",
                "--from")
                .rare();
        pace = leaf.flag("With --from ndjson, send messages at the intervals at which they were received.",
                "--pace").rare();
        layout = LayoutOptions.writing(leaf);
    }

    /**
     * Said of rows, in the help of a command whose messages have a {@code number} of that name, or none where it is
     * null.
     */
    public static String rows(String number) {
        return "--from ndjson reads lines of JSON as --format ndjson writes them: in each object, payload is the "
                + "message and encoding says how it is written (utf-8, base64 or hex; utf-8 if it is missing)"
                + (number == null ? ""
                        : ", and " + number + " is its " + number + ", --" + number + " being for those without one")
                + ". Any other line is an error, which gives its number. With --pace, messages are sent at the "
                + "intervals given by 'received'; the first is sent at once.";
    }

    /** Whether the options fit together; before anything is touched. */
    public void check(Args args) {
        long cuts = Stream.of(lines, nul, framed).filter(args::get).count();
        boolean fields = layout.in(args).isGiven();
        if (fields && (cuts > 0 || args.has(from))) {
            throw new UsageException(
                    "--layout makes one message of FIELD=VALUE, so it cannot be combined with --lines, --null, "
                            + "--framed and --from");
        } else if (fields) {
            layout.in(args).assignment(args.get(words));
        } else if (args.get(words).size() > 1) {
            throw new UsageException(
                    "unexpected argument '" + args.get(words).get(1) + "'; FIELD=VALUE needs --layout");
        } else if (cuts > 1) {
            throw new UsageException("--lines, --null and --framed cannot be combined");
        } else if (readsRows(args) && (cuts > 0 || !readsStdin(args))) {
            throw new UsageException(
                    "--from ndjson reads a message from each line of standard input, so it cannot be combined with "
                            + "--lines, --null, --framed and DATA");
        } else if (args.get(pace) && !readsRows(args)) {
            throw new UsageException("--pace uses the times in the rows of --from ndjson, which is missing");
        } else if (cuts > 0 && !readsStdin(args)) {
            throw new UsageException("--lines, --null and --framed split standard input, and DATA is one message");
        } else if (args.get(framed) && (args.has(from) || priority != null && args.has(priority))) {
            throw new UsageException(priority != null
                    ? "--framed brings " + (lowest == 0 ? "the priorities" : "the types")
                            + " and bytes with it, so it cannot be combined with " + priority.longestName()
                            + " and --from"
                    : "--framed reads the bytes as they are, so it cannot be combined with --from");
        }
    }

    private boolean readsRows(Args args) {
        return args.get(from) == MessageForm.NDJSON;
    }

    /** What writes the rows that this reads. */
    private String writer() {
        List<String> words = List.of("ipcctl", explainer.substring(0, explainer.lastIndexOf(' ')), "recv", "--format",
                "ndjson");
        return ShellWord.shown(String.join(" ", words));
    }

    private boolean readsStdin(Args args) {
        return !layout.in(args).isGiven() && (args.get(words).isEmpty() || args.get(words).get(0).equals("-"));
    }

    /**
     * Sends them all.
     *
     * @param longest bytes that a message may have
     * @throws org.ipcctl.relay.RecordTooLongException where one on standard input is longer
     */
    public void send(Args args, Fd stdin, long longest, MessageSink sink) {
        try {
            if (layout.in(args).isGiven()) {
                sink.send(direct(layout.in(args).bytes(args.get(words))), priority(args));
            } else if (!readsStdin(args)) {
                sink.send(direct(decoded(args, OsString.encode(args.get(words).get(0)), sink)), priority(args));
            } else if (args.get(framed)) {
                sendFrames(stdin, longest, sink);
            } else if (readsRows(args)) {
                sendRows(args, stdin, longest, sink);
            } else {
                sendRecords(args, stdin, longest, sink);
            }
        } catch (BrokenFrameException e) {
            throw new CommandFailure(ExitCode.FAILED, stdin.name(),
                    "broken frame at byte " + e.offset() + ": " + e.getMessage() + soFar(args, sink),
                    "'ipcctl " + explainer + " --help' explains frames.");
        } catch (BrokenRowException e) {
            throw new CommandFailure(ExitCode.FAILED, stdin.name(),
                    "line " + e.line() + " " + e.getMessage() + soFar(args, sink),
                    writer() + " writes such lines.");
        } catch (KernelException e) {
            throw e.because(e.reason() + soFar(args, sink));
        }
    }

    private void sendFrames(Fd stdin, long longest, MessageSink sink) {
        try (FrameReader frames = new FrameReader(stdin, longest, lowest, highest)) {
            sink.beforeWait(frames::settle);
            for (ByteBuffer message = frames.next(); message != null; message = frames.next()) {
                sink.send(message, frames.priority());
            }
        }
    }

    private void sendRows(Args args, Fd stdin, long longest, MessageSink sink) {
        String number = priority == null ? null : priority.longestName().substring(2);
        try (JsonMessageReader rows = new JsonMessageReader(stdin, longest, number, lowest, highest, args.get(pace))) {
            sink.beforeWait(rows::settle);
            Pace times = new Pace(stdin, rows::settle);
            for (ByteBuffer message = rows.next(); message != null; message = rows.next()) {
                if (args.get(pace)) {
                    times.await(rows.time());
                }
                sink.send(message, rows.number() == JsonMessageReader.NO_NUMBER ? priority(args) : rows.number());
            }
        }
    }

    private void sendRecords(Args args, Fd stdin, long longest, MessageSink sink) {
        int delimiter = args.get(lines) ? '\n' : args.get(nul) ? 0 : RecordReader.WHOLE;
        boolean asItIs = args.get(from) == MessageForm.TEXT;
        // Hexadecimal digits with spaces between them are three times what they stand for, and some may be wasted.
        try (RecordReader records = RecordReader.sparing(stdin, delimiter,
                asItIs ? longest : Math.min(LONGEST_TEXT, 4 * longest + 1024))) {
            sink.beforeWait(records::settle);
            for (ByteBuffer record = records.next(); record != null; record = records.next()) {
                sink.send(asItIs ? record : direct(decoded(args, bytes(record), sink)), priority(args));
            }
        }
    }

    /** How what comes of the messages is kept apart, one for each, as standard input keeps them. */
    public RecordWriter.Separation separation(Args args) {
        return RecordWriter.Separation.of(args.get(framed), args.get(nul), args.get(lines) || readsRows(args));
    }

    private long priority(Args args) {
        return priority == null ? 0 : args.get(priority) == null ? lowest : args.get(priority);
    }

    private byte[] decoded(Args args, byte[] written, MessageSink sink) {
        try {
            return args.get(from).decode(written);
        } catch (IllegalArgumentException e) {
            if (readsStdin(args)) {
                throw new CommandFailure(ExitCode.FAILED, "standard input",
                        "a message " + e.getMessage() + soFar(args, sink), null);
            }
            throw new UsageException("invalid value for DATA: '" + args.get(words).get(0) + "' " + e.getMessage());
        }
    }

    /** For a stream of messages, what went in before the one that failed. */
    public String soFar(Args args, MessageSink sink) {
        boolean stream = args.get(lines) || args.get(nul) || args.get(framed) || readsRows(args);
        return !stream ? "" : "; " + MessageOutput.count(sink.sent()) + " went in before";
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
