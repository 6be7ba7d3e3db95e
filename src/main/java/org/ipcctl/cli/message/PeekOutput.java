package org.ipcctl.cli.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
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

/** How a command shows what is queued in a pipe or FIFO, of which it takes nothing: as bytes, as a row, or as records of a layout. */
public final class PeekOutput {
    private record Peeked(String place, long queued, Received payload) {
    }

    private static final Schema<Peeked> SCHEMA = Schema.<Peeked>single(
            Column.of("place", Type.TEXT, "where it is queued, as given", p -> Value.of(p.place())),
            Column.of("queued_bytes", Type.SIZE, "what was written and not read", p -> Value.of(p.queued())))
            .with(Peeked::payload, Received.SIZE.saying("the length of payload"), Received.ENCODING, Received.PAYLOAD.saying("the bytes that come next"));

    private final Arg<Long> length;
    private final Arg<DataAs> as;
    private final LayoutOptions layout;

    /** Declares the options that say how. */
    public PeekOutput(Command leaf) {
        length = leaf.opt(ValueType.SIZE, "Show the first SIZE bytes (default: all).", "-n", "--length");
        as = leaf.optOr(ValueType.choice("FORM", DataAs.class), DataAs.RAW,
                "Write the bytes raw (as they are), as text (a line, safe for a terminal), hex or base64.", "--as");
        layout = LayoutOptions.reading(leaf);
    }

    public Schema<?> schema() {
        return SCHEMA;
    }

    public Schema<?> schema(Args args) {
        return layout.in(args).isGiven() ? layout.in(args).rows().schema().asList() : SCHEMA;
    }

    /** Whether the options fit together; before anything is touched. */
    public void check(Args args) {
        if (layout.in(args).isGiven() && args.has(as)) {
            throw new UsageException("--layout writes fields, so it excludes --as");
        } else if (layout.in(args).isGiven()) {
            layout.in(args).rows();
        }
    }

    /** Shows what is queued behind {@code end}, which is closed before anything is written, for a write may wait; null is an empty one. */
    public void show(Args args, Context context, String place, Fd end) throws IOException {
        LookAhead.Queued queued = new LookAhead.Queued(new byte[0], 0, false);
        if (end != null) {
            try (end) {
                queued = LookAhead.queued(end, args.has(length) ? args.get(length) : Long.MAX_VALUE);
            }
        }
        byte[] bytes = queued.first();
        if (queued.limited()) {
            context.warn(place + ": only the first " + bytes.length + " of " + queued.total() + " bytes can be seen, for a limit forbids a copy as large "
                    + "(fs.pipe-max-size, fs.pipe-user-pages-soft)");
        }
        if (layout.in(args).isGiven()) {
            records(layout.in(args), bytes, place, context);
        } else if (context.isFormatGiven()) {
            context.show(SCHEMA, new Peeked(place, queued.total(), new Received(bytes, args.get(as))));
        } else if (bytes.length > 0) {
            write(args.get(as) == DataAs.RAW ? bytes : line(args.get(as).encode(bytes)), context.stdout());
        }
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
            context.warn(place + ": the last " + (bytes.length - whole * size) + " bytes are a part of a record, and the layout takes " + size);
        }
    }

    private static byte[] line(byte[] text) {
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }

    private static void write(byte[] bytes, Fd out) {
        out.writeFully(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }
}
