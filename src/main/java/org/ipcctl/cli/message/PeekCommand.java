package org.ipcctl.cli.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.cli.convert.Received;
import org.ipcctl.cli.layout.ChosenLayout;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.LookAhead;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/**
 * A command that shows what is queued somewhere, and takes nothing of it: as bytes, as a row, or as records of a
 * layout.
 */
@SuppressWarnings("this-escape") // opt and its like, which are final, see no more of it than its fields so far
public abstract class PeekCommand extends Command {
    /**
     * What was seen.
     *
     * @param first   the bytes that come next, not more than were asked for
     * @param total   bytes that are queued; null where nobody knows
     * @param message the length of the message that comes next; null where none does, or there are no messages
     * @param limit   why fewer of the first are here than were asked for; null where that is not so
     */
    public record Seen(byte[] first, Long total, Long message, String limit) {
        /** Nothing is queued. */
        public static Seen nothing() {
            return new Seen(new byte[0], 0L, null, null);
        }

        /** What waits in a pipe or FIFO; {@code reader}, the end to look at, is closed. */
        public static Seen inPipe(Fd reader, long most) {
            try (reader) {
                LookAhead.Queued queued = LookAhead.queued(reader, most);
                return new Seen(queued.first(), queued.total(), null,
                        queued.limited() ? "a limit forbids a copy as large (fs.pipe-max-size, fs.pipe-user-pages-soft)"
                                : null);
            }
        }
    }

    /** As it is shown. */
    protected record Row(String place, Seen seen, Received payload) {
    }

    /** Said of how it is written. */
    protected static final String RECORDS = "On a terminal, a newline is added to bytes that do not end with one. "
            + "With --layout the queued bytes are records, one after the other, and each is a row. An incomplete "
            + "last one is reported on standard error.";

    private final Arg<Long> length = opt(ValueType.SIZE, "Show the first SIZE bytes (default: all).", "--length")
            .formerly("-n");
    private final Arg<DataAs> as = optOr(ValueType.choice("FORM", DataAs.class), DataAs.RAW,
            "Write the bytes raw (as they are), as text (a line, safe for a terminal), hex or base64.", "--as");
    private final LayoutOptions layout = LayoutOptions.reading(this);
    private final Schema<Row> schema;

    /**
     * Of a command that knows more.
     *
     * @param queued what is told as the bytes that are queued
     * @param more   columns behind that
     */
    protected PeekCommand(String queued, List<Column<Row>> more) {
        schema = Schema
                .<Row>single(Column.of("place", Type.TEXT, "where it is queued, as given", r -> Value.of(r.place())),
                        Column.of("queued_bytes", Type.SIZE, queued, r -> Value.of(r.seen().total())))
                .with(row -> row, more)
                .with(Row::payload, Received.SIZE.saying("the length of payload"), Received.ENCODING,
                        Received.PAYLOAD.saying("the next bytes"));
    }

    /** Of a command about a pipe or FIFO. */
    protected PeekCommand() {
        this("bytes written and not yet read", List.of());
    }

    /** Where to look, as the call has it. */
    protected abstract String place(Args args);

    /**
     * Looks, at {@code most} bytes at most. Nothing is open afterwards that could be in anybody's way, for to write may
     * take long.
     */
    protected abstract Seen look(Args args, Context context, long most);

    @Override
    protected final Schema<?> schema() {
        return schema;
    }

    @Override
    protected final Schema<?> schema(Args args) {
        return layout.in(args).isGiven() ? layout.in(args).rows().schema().asList() : schema;
    }

    @Override
    protected final int run(Args args, Context context) throws IOException {
        ChosenLayout chosen = layout.in(args);
        if (chosen.isGiven() && args.has(as)) {
            throw new UsageException("--layout writes fields, so it cannot be combined with --as");
        } else if (chosen.isGiven()) {
            // Before anything is touched.
            chosen.rows();
        }
        String place = place(args);
        long most = args.has(length) ? args.get(length) : Long.MAX_VALUE;
        Seen seen = look(args, context, most);
        byte[] bytes = seen.first();
        if (seen.limit() != null) {
            context.warn(place + ": only the first " + bytes.length + " of " + seen.total() + " bytes can be seen, "
                    + "because "
                    + seen.limit());
        }
        if (chosen.isGiven()) {
            records(chosen, bytes, place, context);
        } else if (context.isFormatGiven()) {
            context.show(schema, new Row(place, seen, new Received(bytes, args.get(as))));
        } else if (bytes.length > 0) {
            write(args.get(as).alone(bytes, context.stdout().isTerminal()), context.stdout());
        }
        return 0;
    }

    private static void records(ChosenLayout chosen, byte[] bytes, String place, Context context) throws IOException {
        int size = chosen.layout().size();
        int whole = bytes.length / size;
        boolean bare = chosen.wantsBareValue(context);
        try (RowWriter<byte[]> rows = bare ? null : context.rows(chosen.rows().schema().asList())) {
            for (int i = 0; i < whole; i++) {
                byte[] record = Arrays.copyOfRange(bytes, i * size, (i + 1) * size);
                if (bare) {
                    context.out().write(chosen.line(record));
                } else {
                    rows.write(record);
                }
            }
        }
        if (whole * size < bytes.length) {
            context.warn(place + ": the last " + (bytes.length - whole * size)
                    + " bytes are a part of a record, and the layout takes " + size);
        }
    }

    private static void write(byte[] bytes, Fd out) {
        out.writeFully(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }
}
