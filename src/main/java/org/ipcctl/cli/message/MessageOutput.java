package org.ipcctl.cli.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.cli.convert.Received;
import org.ipcctl.cli.layout.ChosenLayout;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.format.Format;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.relay.RecordWriter;
import org.ipcctl.relay.RecordWriter.Separation;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/**
 * How a command writes the messages that it receives: as bytes with something between them or nothing, as rows of a
 * result, or as the fields of a layout.
 *
 * @param <K> what is known of a message beside its content
 */
public final class MessageOutput<K> {
    /**
     * What a row has beside its payload, of which a byte can become \u001f, and beside its fields, of which one of a
     * byte has a name.
     */
    private static final int ROW = 500;
    private static final int BYTE = 6;
    private static final int BYTE_OF_FIELDS = 40;

    private record Message<K>(K known, Received content) {
    }

    private final Arg<Boolean> follow;
    private final Arg<Boolean> lines;
    private final Arg<Boolean> nul;
    private final Arg<Boolean> framed;
    private final Arg<DataAs> as;
    private final LayoutOptions layout;
    private final String taken;
    /** The columns of all rows; the last one is when it came. */
    private final List<Column<Message<K>>> columns = new ArrayList<>();

    /**
     * Declares the options that say how.
     *
     * @param receiving how many come
     * @param frames what --framed says is written
     * @param taken  what has been done with a message that came: "received"
     * @param known  the columns of what is known of a message
     */
    public MessageOutput(Command leaf, Receiving receiving, String frames, String taken, Schema<K> known) {
        this(leaf, receiving.follow(), frames, taken, known);
    }

    /** The same where no messages are waited for. */
    public MessageOutput(Command leaf, String frames, String taken, Schema<K> known) {
        this(leaf, (Arg<Boolean>) null, frames, taken, known);
    }

    /** The same where {@code follow}, which may be null, is the option for receiving without end. */
    public MessageOutput(Command leaf, Arg<Boolean> follow, String frames, String taken, Schema<K> known) {
        this.follow = follow;
        this.taken = taken;
        lines = leaf.flag("Write a newline after each message.", "-l", "--lines");
        nul = leaf.flag("Write a NUL after each message.", "-0", "--null").rare();
        framed = leaf.flag("Write frames, which carry " + frames, "--framed").rare();
        as = leaf.optOr(ValueType.choice("FORM", DataAs.class), DataAs.RAW,
                "Write each message raw (as it is), as text (a line, safe for a terminal), hex or base64.", "--as")
                .rare();
        layout = LayoutOptions.reading(leaf);
        known.columns().forEach(column -> columns.add(column.over(Message::known)));
        columns.add(Received.SIZE.over(Message::content));
        columns.add(Received.time(taken).over(Message::content));
    }

    /** Said of messages that are written as they are. */
    public static final String ON_A_TERMINAL = " On a terminal, a newline is added to each message that does not end "
            + "with one.";

    /** The columns where no layout was given. */
    public Schema<?> schema() {
        return rows();
    }

    public Schema<?> schema(Args args) {
        return layout.in(args).isGiven() ? fields(layout.in(args)) : rows();
    }

    private Schema<Message<K>> rows() {
        return new Schema<>(columns, false).with(Message::content, Received.ENCODING, Received.PAYLOAD);
    }

    private Schema<Message<K>> fields(ChosenLayout chosen) {
        List<Column<Message<K>>> own = new ArrayList<>(columns);
        own.add(own.remove(own.size() - 1).detail());
        return chosen.rows().listBehind(own, message -> message.content().bytes());
    }

    /** Whether the options fit together; before anything is touched. */
    public void check(Args args, Context context) {
        long separations = Stream.of(lines, nul, framed).filter(args::get).count();
        if (layout.in(args).isGiven() && (separations > 0 || args.has(as))) {
            throw new UsageException(
                    "--layout writes fields, so it cannot be combined with --lines, --null, --framed and --as");
        } else if (layout.in(args).isGiven()) {
            layout.in(args).rows();
        }
        if (separations > 1) {
            throw new UsageException("--lines, --null and --framed cannot be combined");
        } else if (args.get(framed) && args.has(as)) {
            throw new UsageException("--framed writes the bytes as they are, so it cannot be combined with --as");
        } else if (context.isFormatGiven() && separations > 0) {
            throw new UsageException(
                    "--format writes rows, so it cannot be combined with --lines, --null and --framed");
        } else if (follows(args) && context.isFormatGiven() && context.format() == Format.TABLE) {
            throw new UsageException(
                    "a table is printed only when it is complete, which it never is with --follow; use --format "
                            + "plain or ndjson");
        }
    }

    private boolean follows(Args args) {
        return follow != null && args.get(follow);
    }

    /**
     * Where the messages of one call go.
     *
     * @param source what they come from, for messages
     * @param known  asked for each message that becomes a row
     */
    public Delivery open(Args args, Context context, String source, Supplier<K> known) {
        ChosenLayout chosen = layout.in(args);
        boolean bare = chosen.isGiven() && chosen.wantsBareValue(context);
        RowWriter<Message<K>> rows = null;
        if (chosen.isGiven() && !bare) {
            rows = follows(args) ? context.stream(fields(chosen)) : context.rows(fields(chosen));
        } else if (context.isFormatGiven()) {
            rows = context.rows(rows());
        }
        Separation separation = bare ? Separation.NONE
                : Separation.of(args.get(framed), args.get(nul), args.get(lines) || args.get(as) != DataAs.RAW);
        RecordWriter bytes = rows == null
                ? new RecordWriter(context.stdout(), bare ? separation : separation.on(context.stdout())) : null;
        return new Delivery(args.get(as), chosen.isGiven() ? chosen : null, source, known, rows, bytes);
    }

    /** {@code 1 message}, {@code 5 messages}. */
    static String count(long messages) {
        return messages + (messages == 1 ? " message" : " messages");
    }

    /**
     * Where received messages go. What was put and not flushed has not reached its reader, so nobody waits with
     * something in it.
     */
    public final class Delivery implements AutoCloseable {
        private final DataAs form;
        /** Null where none was given. */
        private final ChosenLayout fields;
        private final String source;
        private final Supplier<K> known;
        /** Either of these two is null. */
        private final RowWriter<Message<K>> rows;
        private final RecordWriter bytes;
        private long held;

        private Delivery(DataAs form, ChosenLayout fields, String source, Supplier<K> known, RowWriter<Message<K>> rows,
                         RecordWriter bytes) {
            this.form = form;
            this.fields = fields;
            this.source = source;
            this.known = known;
            this.rows = rows;
            this.bytes = bytes;
        }

        /** Takes a message, whose bytes are all of {@code message}. */
        public void put(long priority, ByteBuffer message) throws IOException {
            if (fields == null && rows == null) {
                bytes.put(priority, form.encode(message));
                return;
            }
            Received content = Received.of(message, form);
            int length = content.bytes().length;
            if (fields != null && length < fields.layout().size()) {
                // It was taken already; who reads this can still make something of it.
                throw new CommandFailure(ExitCode.FAILED, source,
                        "a message of " + length + " bytes came, and the layout takes "
                                + fields.layout().size() + "; in hexadecimal it was "
                                + HexFormat.of().formatHex(content.bytes()),
                        "See the layout's fields with 'ipcctl layout show'.");
            } else if (rows == null) {
                bytes.put(priority, ByteBuffer.wrap(fields.line(content.bytes())));
            } else {
                held += ROW + (long) (fields != null ? BYTE_OF_FIELDS : BYTE) * length;
                rows.write(new Message<>(known.get(), content));
            }
        }

        /**
         * Bytes that were put and not flushed; a guess that is not too small, where they depend on what they are
         * written as.
         */
        public long held() {
            return rows == null ? bytes.heldBytes() : held;
        }

        /** Whether it asks what is known of each message. */
        public boolean asksForMore() {
            return rows != null;
        }

        /** Has all that was put reach its reader. */
        public void flush() throws IOException {
            if (rows != null) {
                held = 0;
                rows.flush();
                return;
            }
            long count = bytes.held();
            try {
                bytes.flush();
            } catch (KernelException e) {
                throw e.is(Errno.EPIPE) ? e
                        : e.because(e.reason() + "; " + count(count) + " " + taken + " could not be delivered whole");
            }
        }

        @Override
        public void close() throws IOException {
            if (rows != null) {
                rows.close();
            } else {
                flush();
            }
        }
    }
}
