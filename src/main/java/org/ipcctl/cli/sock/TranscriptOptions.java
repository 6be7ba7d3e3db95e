package org.ipcctl.cli.sock;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.OutputFile;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.relay.Tap;
import org.ipcctl.sock.Credentials;
import org.ipcctl.sock.SocketType;

/** How a command shows a conversation between others: the options, and what they open. */
final class TranscriptOptions {
    /** Said of it. */
    static final String SHOWN = "Standard output shows the conversation, with a line for each event: the time, the "
            + "connection's number with #, > for what the client sends and < for what the server sends, the amount, "
            + "and the bytes below it. With --format each event is a row, and its payload is in base64 if it is not "
            + "UTF-8.";
    static final String SLOW = "A slow reader of standard output does not delay a conversation: what does not fit "
            + "into a buffer of 8 MiB is left out, and a line in its place says how much.";

    /** What is shown of bytes. */
    enum Shown {
        TEXT, HEX, BASE64, NONE
    }

    private final Arg<Shown> as;
    private final Arg<Long> length;
    private final Arg<Boolean> silent;
    private final Arg<String> record;

    TranscriptOptions(SockCommand leaf) {
        as = leaf.opt(ValueType.choice("FORM", Shown.class),
                "Show bytes as text (lines, safe for a terminal; the default), hex, base64, or none.", "--as");
        length = leaf.opt(ValueType.SIZE, "Show the first SIZE bytes of each piece (default: all).", "--length").rare();
        silent = leaf.flag("Show nothing; without --record, the kernel moves the bytes.", "--silent");
        record = leaf.opt(OutputFile.NAME,
                "Write the whole conversation to FILE, which only you may read, for 'ipcctl sock replay'.", "--record");
    }

    /** What sees the conversation, and where that is written; both null where nothing does. */
    record Taps(Recording recording, Transcript transcript, Fd outlet) implements AutoCloseable {
        Tap tap() {
            return recording == null ? transcript : transcript == null ? recording : new Both(recording, transcript);
        }

        @Override
        public void close() throws IOException {
            try (recording) {
                if (transcript != null) {
                    transcript.close();
                }
            }
        }
    }

    /** @param deadline for who is to read the recording, where that is a FIFO */
    Taps open(Args args, Context context, Deadline deadline) {
        if (args.get(silent) && (args.has(as) || args.has(length) || context.isFormatGiven())) {
            throw new UsageException(
                    "--silent shows nothing, so it cannot be combined with --as, --length and --format");
        }
        Transcript.Sink sink = args.get(silent) ? null : sink(args, context);
        Recording recording = args.has(record) ? new Recording(args.get(record), deadline) : null;
        Transcript transcript = sink == null ? null
                : new Transcript(sink, context.stdout(), form(args),
                        args.has(length) ? args.get(length) : Long.MAX_VALUE, context::told);
        return new Taps(recording, transcript, sink == null ? null : context.stdout());
    }

    /** The recording first: what is shown has been written. */
    private record Both(Tap recording, Tap transcript) implements Tap {
        @Override
        public void opened(long conversation, Credentials client, SocketType type, String from) {
            recording.opened(conversation, client, type, from);
            transcript.opened(conversation, client, type, from);
        }

        @Override
        public void came(long conversation, Party from, ByteBuffer data, List<Fd> descriptors) {
            recording.came(conversation, from, data.duplicate(), descriptors);
            transcript.came(conversation, from, data, descriptors);
        }

        @Override
        public void ended(long conversation, Party from) {
            recording.ended(conversation, from);
            transcript.ended(conversation, from);
        }

        @Override
        public void failed(long conversation, RuntimeException failure) {
            recording.failed(conversation, failure);
            transcript.failed(conversation, failure);
        }

        @Override
        public void closed(long conversation) {
            recording.closed(conversation);
            transcript.closed(conversation);
        }
    }

    private DataAs form(Args args) {
        Shown shown = args.has(as) ? args.get(as) : null;
        return shown == null ? DataAs.RAW : shown == Shown.NONE ? null : DataAs.valueOf(shown.name());
    }

    private Transcript.Sink sink(Args args, Context context) {
        if (context.isFormatGiven()) {
            return new Rows(context.stream(Passing.SCHEMA));
        } else if (args.has(as) && args.get(as) == Shown.BASE64) {
            throw new UsageException("--as base64 is for rows; add --format");
        }
        return new Lines(new PassingText(form(args)), context.out());
    }

    private record Rows(RowWriter<Passing> rows) implements Transcript.Sink {
        @Override
        public void write(Passing passing) throws IOException {
            rows.write(passing);
        }

        @Override
        public void flush() throws IOException {
            rows.flush();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    private record Lines(PassingText text, OutputStream out) implements Transcript.Sink {
        @Override
        public void write(Passing passing) throws IOException {
            out.write(text.of(passing));
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
